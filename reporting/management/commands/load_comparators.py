"""`manage.py load_comparators [FILE]`: published figures of others (docs/deploy.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reporting.imports.setting_up.comparators import HEADINGS, load_comparators

SHIPPED = Path(__file__).resolve().parents[2] / "comparators.csv"


class Command(BaseCommand):
    help = (
        f"Load published figures of others ({', '.join(each.name for each in HEADINGS)}) from a "
        "CSV or XLSX file, or say every line that is wrong. Without a file the figures that come "
        "with Chairside. Again it changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        taken = load_comparators(path)
        for problem in taken.problems:
            self.stderr.write(str(problem))
        if taken.problems:
            raise CommandError(f"Nothing was kept: {len(taken.problems)} things are wrong.")
        self.stdout.write(f"{taken.new} new or changed, {taken.known} here already.")
