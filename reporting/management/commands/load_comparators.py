"""Loads published figures of others from a CSV file; the one that comes with it unless another is
named. Run again it changes nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from reporting.measures import BY_CODE
from reporting.models import Comparator

SHIPPED = Path(__file__).resolve().parents[2] / "comparators.csv"


class Command(BaseCommand):
    help = "Load published figures of others: measure, year_ending, name, value, source."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows, start=2):
            if row["measure"] not in BY_CODE:
                raise CommandError(f"Line {number}: there is no measure “{row['measure']}”.")
            Comparator.objects.update_or_create(
                measure=row["measure"],
                year_ending=row["year_ending"],
                name=row["name"],
                defaults={"value": row["value"], "source": row["source"]},
            )
        self.stdout.write(f"{len(rows)} comparators loaded.")
