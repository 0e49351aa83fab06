"""The annual report: `manage.py annual_report --year 2025-26 --out DIR`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from reporting.annual.domain.exporting import Report, report_of, write_report

LOOK_AT = (
    "Numbers in the commentaries, each small or hidden in the figures. Look at each before the "
    "files leave the building. If one could point to a family, change the commentary and freeze a "
    "new edition:"
)


class Command(BaseCommand):
    help = (
        "Write the annual report of the year to 31 March as PDF, .docx, XLSX and JSON: the newest "
        "frozen edition, or a full draft from the records where none is frozen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", required=True, help="as 2025-26")
        parser.add_argument("--area", default="", help="the name of one area; else the service")
        parser.add_argument(
            "--edition",
            choices=["public", "full"],
            default="full",
            help="public: of a frozen year, small numbers hidden; full: for the service only",
        )
        parser.add_argument("--out", type=Path, required=True, help="the folder to write to")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = report_of(
                year=options["year"],
                area=options["area"],
                is_public=options["edition"] == "public",
            )
            self._introduce(report)
            paths = write_report(report, options["out"])
        except (DomainError, ValueError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from error
        for path in paths:
            self.stdout.write(f"{path}, {path.stat().st_size:,} bytes")
        self.stdout.write(report.verdict)

    def _introduce(self, report: Report) -> None:
        self.stdout.write(report.title)
        if report.said:
            self.stdout.write(LOOK_AT)
        for section, words in report.said:
            self.stdout.write(f"  {section}: “{words}”")
