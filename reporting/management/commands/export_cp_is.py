"""Write the neutral CP-IS extract: `manage.py export_cp_is DIR`. Not conformance tested."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from reporting.returns.domain.cp_is_folder import FILE
from reporting.returns.domain.exporting import export_cp_is


class Command(BaseCommand):
    help = "Write who is on a plan, by NHS number, in a neutral form. It is not conformance tested."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder to write into")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["folder"] / FILE
        try:
            extract = export_cp_is(path=path)
        except DomainError as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from error
        matched, number = len(extract.matched), len(extract.entries)
        self.stdout.write(f"{path}: {matched} of {number} plans matched ({extract.percent}%).")
