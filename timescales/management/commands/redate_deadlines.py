"""Bring every open deadline to what the calendar says now: nightly, and after an upgrade."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from timescales.domain.redating import redate_all
from timescales.enums import RedatingCause


class Command(BaseCommand):
    help = "Re-date open deadlines (new published bank holidays, changed rules). Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        moves = redate_all(cause=RedatingCause.PUBLISHED, by=None)
        self.stdout.write(f"Open deadlines re-dated: {moves.total}")
        for rule, count in sorted(moves.by_rule.items()):
            self.stdout.write(f"  {rule}: {count}")
