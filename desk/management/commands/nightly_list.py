"""manage.py nightly_list --out DIR: the printable list of children on a plan, for outages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from desk.domain.kept_list import FILE, drawn, page_of, write_private
from desk.domain.nightly import nightly_list


class Command(BaseCommand):
    help = (
        "Write children-on-a-plan.pdf, readable by its owner only, into DIR. The same "
        "is made each night by itself (docs/deploy.md). The print is audited."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", required=True, type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["out"]
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a directory")
        lines, now = nightly_list(by=None), timezone.now()
        write_private(directory / FILE, drawn(page_of(lines, now), now))
        self.stdout.write(f"{len(lines)} children on a plan")
