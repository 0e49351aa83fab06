"""Read mail that came back: `manage.py read_bounces FILE`, or `-` from a pipe."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from notifications.domain.bounces import take_bounces

MOST_BYTES = 50_000_000
TRY_LATER = 75  # EX_TEMPFAIL: a mail server that pipes to us keeps the mail and comes again


class Command(BaseCommand):
    help = (
        "Mark the messages that a delivery report (RFC 3464) says came back. Reads one mail or an "
        "mbox file; other mail is left alone. Leaves with 75 while the database is away, so that "
        "a mail server tries again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a mail or an mbox file; - reads standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken = take_bounces(_read(options["file"]))
        except OperationalError as error:
            raise CommandError("The database is away.", returncode=TRY_LATER) from error
        self.stdout.write(f"{taken.new} new, {taken.known} known or not ours, {taken.other} other")


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES)
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}") from error
