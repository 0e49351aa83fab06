"""`manage.py import_rooms FILE --by EMAIL`: all of the file or nothing (docs/import.md)."""

from __future__ import annotations

from reporting.imports.setting_up.command import SettingUp
from reporting.imports.setting_up.rooms import HEADINGS, import_rooms


class Command(SettingUp):
    help = "Bring in rooms from one CSV or XLSX file, or say every line that is wrong."
    headings = HEADINGS
    take = import_rooms
