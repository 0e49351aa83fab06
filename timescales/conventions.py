"""What other ways of counting would give: shown so that two honest people can find why they differ.

Sources: manuals that count the day itself as day 1 (docsbay: visits "from and including the day");
manuals that write days without "working" (Norfolk, Liverpool, Warrington, West Mercia); the
census target (`InitialCPCtarget`, 15 working days after the initiating strategy discussion).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from timescales.enums import Direction, Unit
from timescales.local_values import Terms
from timescales.working_days import ONE_DAY, Calendar, add_working_days, working_days_between

CENSUS_TARGET = 15
CENSUS_RULES = ("icpc",)


@dataclass(frozen=True, slots=True)
class Convention:
    """Another way of counting the same clock, and the date it would give."""

    name: str
    due_on: date


def other_conventions(
    terms: Terms, start: date, to: date | None, calendar: Calendar
) -> tuple[Convention, ...]:
    """Each other convention in use for this kind of clock, from `start` (day 0)."""
    sign = -1 if terms.rule.direction == Direction.BEFORE else 1
    count = sign * terms.amount.number
    match terms.amount.unit:
        case Unit.WORKING_DAYS:
            found = _instead_of_working_days(terms, start, count, calendar)
        case Unit.CALENDAR_MONTHS:
            found = _instead_of_months(start, count)
        case Unit.WEEKS | Unit.DAYS:
            days = count * 7 if terms.amount.unit == Unit.WEEKS else count
            found = _instead_of_days(start, days, terms.amount.unit, calendar)
        case Unit.HOURS:
            found = _instead_of_hours(start, count, calendar)
        case Unit.MIDPOINT:
            found = _instead_of_midpoint(start, to or start, calendar)
    return tuple(found)


def _instead_of_working_days(
    terms: Terms, start: date, count: int, calendar: Calendar
) -> Iterator[Convention]:
    sign = 1 if count > 0 else -1
    yield Convention(
        "The day itself counted as day 1", add_working_days(start - sign * ONE_DAY, count, calendar)
    )
    yield Convention("Calendar days", start + timedelta(days=count))
    if terms.rule.name in CENSUS_RULES:
        target = add_working_days(start, CENSUS_TARGET, calendar)
        yield Convention("Census target (InitialCPCtarget)", target)
    if count < 0:
        clear = add_working_days(start, count - 1, calendar)
        yield Convention("Clear working days (neither end counted)", clear)


def _instead_of_months(start: date, months: int) -> Iterator[Convention]:
    sign = 1 if months > 0 else -1
    end = start + relativedelta(months=months)
    yield Convention("The day itself counted as day 1", end - sign * ONE_DAY)
    weeks = round(months * 13 / 3)
    yield Convention(f"{abs(weeks)} weeks", start + timedelta(weeks=weeks))


def _instead_of_days(
    start: date, days: int, unit: Unit, calendar: Calendar
) -> Iterator[Convention]:
    sign = 1 if days > 0 else -1
    yield Convention("The day itself counted as day 1", start + timedelta(days=days - sign))
    working = days * 5 // 7 if unit == Unit.WEEKS else days
    yield Convention(f"{abs(working)} working days", add_working_days(start, working, calendar))


def _instead_of_hours(start: date, hours: int, calendar: Calendar) -> Iterator[Convention]:
    days = hours // 24
    if days:
        yield Convention(f"{abs(days)} working days", add_working_days(start, days, calendar))


def _instead_of_midpoint(start: date, to: date, calendar: Calendar) -> Iterator[Convention]:
    yield Convention("Not moved to a working day", start + (to - start) // 2)
    working = working_days_between(start, to, calendar)
    middle = add_working_days(start, working // 2, calendar)
    yield Convention("Half-way counted in working days", middle)
