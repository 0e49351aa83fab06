"""manage.py verify_audit: is the audit trail as it was written?"""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.domain import Head, Report, head, verify


def exported_head(text: str) -> Head:
    position, _, digest = text.partition(":")
    if not position.isdecimal() or len(digest) != 64:
        raise argparse.ArgumentTypeError("expected POSITION:HASH, as --head prints it")
    return Head(int(position), digest)


class Command(BaseCommand):
    help = (
        "Recompute the audit chain. Exits 1 and names every break if a sealed event was edited, "
        "deleted, reordered or put in later. Keep the head somewhere else and pass it back with "
        "--expect to find a chain that was recomputed as a whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", action="store_true", help="only print POSITION:HASH")
        parser.add_argument("--expect", type=exported_head, metavar="POSITION:HASH")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["head"]:
            self.stdout.write(str(head()))
            return
        report = verify(expected=options["expect"])
        self._print(report)
        if not report.intact:
            raise CommandError(f"The audit chain is broken in {len(report.breaks)} places.")

    def _print(self, report: Report) -> None:
        for fault in report.breaks:
            self.stdout.write(f"BREAK  {fault}")
        age = int(report.tail_age.total_seconds())
        self.stdout.write(f"Sealed {report.sealed} events; head {report.head}")
        self.stdout.write(
            f"Unsealed tail: {report.tail} events, the oldest {age} seconds old "
            "(a change in the tail cannot be found)"
        )
        if report.intact:
            self.stdout.write("The chain is whole.")
