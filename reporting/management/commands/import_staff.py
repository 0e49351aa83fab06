"""`manage.py import_staff FILE --by EMAIL`: all of the file or nothing (docs/import.md)."""

from __future__ import annotations

from reporting.imports.setting_up.command import SettingUp
from reporting.imports.setting_up.staff import HEADINGS, import_staff


class Command(SettingUp):
    help = "Bring in staff from one CSV or XLSX file, or say every line that is wrong."
    headings = HEADINGS
    take = import_staff
