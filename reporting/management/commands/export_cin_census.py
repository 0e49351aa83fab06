"""Write the children in need census: `manage.py export_cin_census --year 2026 --out FILE`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from reporting.returns.census.rule import Severity
from reporting.returns.domain.census_making import Census
from reporting.returns.domain.exporting import export_census
from reporting.returns.domain.findings import as_json


class Command(BaseCommand):
    help = (
        "Write the child protection parts of the children in need census of the year that ends on "
        "31 March of --year, and check them. A file with errors is a draft."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="as 2026, for 2025 to 2026")
        parser.add_argument("--out", type=Path, required=True, help="the XML file to write")
        parser.add_argument("--json", type=Path, help="also write what the checks found")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            census = export_census(year=options["year"], path=options["out"])
            if options["json"]:
                text = json.dumps(as_json(census), indent=2, ensure_ascii=False)
                options["json"].write_text(text + "\n", encoding="utf-8")
        except (DomainError, ValueError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from error
        self.stdout.write(_summary(census))


def _summary(census: Census) -> str:
    errors, queries = census.count(Severity.ERROR), census.count(Severity.QUERY)
    verdict = "Ready to merge." if census.is_ready else "DRAFT: not ready to merge."
    return f"{len(census.children)} children, {errors} errors, {queries} queries. {verdict}"
