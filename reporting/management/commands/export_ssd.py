"""Write the Standard Safeguarding Dataset: `manage.py export_ssd DIR`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.returns.domain.exporting import export_data_set


class Command(BaseCommand):
    help = "Write one CSV for each table of the dataset, as import_ssd reads them. No addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder to write into")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            children = export_data_set(folder=options["folder"])
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{len(children)} children. Nothing in the files says which families")
        self.stdout.write("are restricted here: whoever receives them must be told another way.")
