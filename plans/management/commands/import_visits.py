"""Take over a file of visits from the case system: `manage.py import_visits FILE [--dry-run]`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.domain.visits_file import COLUMNS, Problem
from plans.domain.visits_from_file import FileHasProblems, check_file, import_file


class Command(BaseCommand):
    help = (
        "Take over every visit of a CSV file, or none; run again it changes nothing. The columns: "
        f"{', '.join(COLUMNS)}. Leaves with 1 when any line is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the CSV file; - reads standard input")
        parser.add_argument("--dry-run", action="store_true", help="look, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        content = _read(options["file"])
        if options["dry_run"]:
            checked = check_file(content=content, by=None)
            self._refuse(checked.problems)
            self.stdout.write(f"{len(checked.new)} new, {checked.known} known. Nothing written.")
            return
        try:
            imported = import_file(content=content, by=None)
        except FileHasProblems as error:
            self._refuse(error.problems)
            raise
        self.stdout.write(f"{len(imported.new)} new, {imported.known} known.")

    def _refuse(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"Nothing was imported: {len(problems)} problems.")


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}") from error
