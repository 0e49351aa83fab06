"""When is it due, and why: `manage.py due_date RULE --from YYYY-MM-DD`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.errors import DomainError
from timescales.bank_holidays import england
from timescales.domain.clock import Clock, current_clock
from timescales.due import Dates, DueDate
from timescales.local_values import DEFAULTS
from timescales.presenters import as_data, as_text
from timescales.rules import UnknownRule

MIDPOINT, MIDPOINT_LIMIT = "midpoint", "first_review"


class Command(BaseCommand):
    help = "Say when something is due, which rule and source make it so, and every day counted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rule", help="icpc, first_review, midpoint, ... (docs/rules.md)")
        parser.add_argument(
            "--from", dest="start", required=True, metavar="YYYY-MM-DD", help="day 0 of the clock"
        )
        parser.add_argument(
            "--to", metavar="YYYY-MM-DD", help="midpoint: the next review (else its limit)"
        )
        parser.add_argument(
            "--birth", metavar="YYYY-MM-DD", help="date of birth of a child unborn at --from"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        dates = Dates(
            start=_date("--from", options["start"]),
            to=_date("--to", options["to"]) if options["to"] else None,
            birth=_date("--birth", options["birth"]) if options["birth"] else None,
        )
        if options["rule"] == MIDPOINT and dates.to is None:
            self.stderr.write("No --to: the limit of a first review stands for the next review.")
        try:
            found = _find(self._clock(), options["rule"], dates)
        except (UnknownRule, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            json.dumps(as_data(found), indent=2) if options["json"] else as_text(found)
        )

    def _clock(self) -> Clock:
        """The service's own calendar and values; the published ones where no database is."""
        try:
            return current_clock()
        except DatabaseError:
            self.stderr.write(
                "No database: days and local values added by a manager are not counted."
            )
            return Clock(calendar=england(), values=DEFAULTS)


def _date(option: str, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python also reads 20261120 and 2026-W47-5, which here are more likely slips.
    if day is None or day.isoformat() != text:
        raise CommandError(f"{option} must be a real date like 2026-11-20, not {text}")
    return day


def _find(clock: Clock, rule: str, dates: Dates) -> DueDate:
    """For a midpoint without a second date, the limit of the first review stands in for it."""
    if rule == MIDPOINT and dates.to is None:
        limit = clock.due(MIDPOINT_LIMIT, dates).due_on
        dates = Dates(start=dates.start, to=limit)
    return clock.due(rule, dates)
