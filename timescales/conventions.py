"""What other ways of counting would give: shown so that two honest people can find why they differ.

Sources: manuals that count the day itself as day 1 (docsbay: visits "from and including the day");
manuals that write days without "working" (Norfolk, Liverpool, Warrington, West Mercia); the
census target (`InitialCPCtarget`, 15 working days after the initiating strategy discussion).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from timescales.enums import Direction, Unit
from timescales.limit import Limit
from timescales.rule import Rule
from timescales.working_days import ONE_DAY, Calendar, add_working_days, working_days_between

CENSUS_TARGET = 15
CENSUS_RULES = ("icpc",)


@dataclass(frozen=True, slots=True)
class Convention:
    """Another way of counting the same clock, and the date it would give."""

    name: str
    due_on: date


def other_conventions(
    rule: Rule, limits: Sequence[Limit], to: date | None, calendar: Calendar
) -> tuple[Convention, ...]:
    """Each other convention in use for this kind of clock, from its day 0.

    Where a rule has two limits (a child unborn at the conference), a convention counts those it
    speaks of in its own way, and the earlier of the two binds then, too.
    """
    each = [list(_instead_of(rule, limit, to, calendar)) for limit in limits]
    if len(limits) == 1:
        return tuple(each[0])
    names = dict.fromkeys(other.name for found in each for other in found)
    return (
        *(_over_all(name, limits, each) for name in names),
        Convention("No limit after the birth", limits[0].due_on),
    )


def _over_all(
    name: str, limits: Sequence[Limit], each: Sequence[Sequence[Convention]]
) -> Convention:
    """This convention over every limit: one it says nothing of stays as it is."""
    days, spoken_of = [], []
    for limit, found in zip(limits, each, strict=True):
        own = [other.due_on for other in found if other.name == name]
        days += own or [limit.due_on]
        spoken_of += [limit.words] if own else []
    only = f" instead of {spoken_of[0]}" if len(spoken_of) == 1 else ""
    return Convention(f"{name}{only}", min(days))


def _instead_of(
    rule: Rule, limit: Limit, to: date | None, calendar: Calendar
) -> Iterator[Convention]:
    if rule.is_between:
        return _instead_of_between(limit, to or limit.start, calendar)
    start, unit = limit.start, limit.amount.unit
    sign = -1 if limit.direction == Direction.BEFORE else 1
    count = sign * limit.amount.number
    match unit:
        case Unit.WORKING_DAYS:
            return _instead_of_working_days(rule, start, count, calendar)
        case Unit.CALENDAR_MONTHS:
            return _instead_of_months(start, count)
        case Unit.WEEKS | Unit.DAYS:
            days = count * 7 if unit == Unit.WEEKS else count
            return _instead_of_days(start, days, unit, calendar)
        case _:
            return _instead_of_hours(start, count, calendar)


def _instead_of_working_days(
    rule: Rule, start: date, count: int, calendar: Calendar
) -> Iterator[Convention]:
    sign = 1 if count > 0 else -1
    yield Convention(
        "The day itself counted as day 1", add_working_days(start - sign * ONE_DAY, count, calendar)
    )
    yield Convention("Calendar days", start + timedelta(days=count))
    if rule.name in CENSUS_RULES:
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


def _instead_of_between(limit: Limit, to: date, calendar: Calendar) -> Iterator[Convention]:
    start = limit.start
    halfway = start + (to - start) // 2
    yield Convention("Half-way, not moved to a working day", halfway)
    working = working_days_between(start, to, calendar)
    middle = add_working_days(start, working // 2, calendar)
    yield Convention("Half-way counted in working days", middle)
