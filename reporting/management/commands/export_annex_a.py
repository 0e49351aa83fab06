"""Write Ofsted's Annex A, lists 5 and 7: `manage.py export_annex_a DIR`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from reporting.returns.domain.exporting import export_annex_a


class Command(BaseCommand):
    help = "Write lists 5 and 7 of Annex A as they are today: one workbook, and a CSV for each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder to write into")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            paths = export_annex_a(folder=options["folder"])
        except DomainError as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from error
        for path in paths:
            self.stdout.write(str(path))
