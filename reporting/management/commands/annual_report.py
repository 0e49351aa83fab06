"""The annual report: `manage.py annual_report --year 2025-26 --edition public --out DIR`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from reporting.annual.domain.exporting import write_report


class Command(BaseCommand):
    help = (
        "Write the annual report of the year to 31 March as PDF, .docx, XLSX and JSON: the newest "
        "frozen edition, or a draft from the records where none is frozen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", required=True, help="as 2025-26")
        parser.add_argument("--area", default="", help="the name of one area; else the service")
        parser.add_argument(
            "--edition",
            choices=["public", "full"],
            default="full",
            help="public: small numbers hidden; full: for the service only",
        )
        parser.add_argument("--out", type=Path, required=True, help="the folder to write to")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = write_report(
                year=options["year"],
                area=options["area"],
                is_public=options["edition"] == "public",
                folder=options["out"],
            )
        except (DomainError, ValueError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from error
        self.stdout.write(written.title)
        for path in written.paths:
            self.stdout.write(f"{path}, {path.stat().st_size:,} bytes")
        self.stdout.write(written.verdict)
