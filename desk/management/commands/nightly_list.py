"""manage.py nightly_list --out DIR: the printable list of children on a plan, for outages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string
from django.utils import timezone

from desk.domain.nightly import nightly_list


class Command(BaseCommand):
    help = (
        "Write children-on-a-plan.pdf, readable by its owner only, into DIR. Run it every evening "
        "onto a machine that works when Chairside does not. The print is audited."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", required=True, type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["out"]
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a directory")
        from weasyprint import HTML  # slow to load, and every other command is without it

        lines = nightly_list(by=None)
        html = render_to_string(
            "pdf/nightly_list.html", {"lines": lines, "made_at": timezone.now()}
        )
        # A base address inside the project: the fonts are found, nothing else is fetched.
        document = HTML(string=html, base_url=f"{settings.BASE_DIR}/static/")
        content = document.write_pdf(pdf_variant="pdf/ua-1")
        _replace(directory / "children-on-a-plan.pdf", content)
        self.stdout.write(f"{len(lines)} children on a plan")


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all, and private from the first byte."""
    half_made = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    half_made.rename(path)
