"""Counting working days: Monday to Friday, less England's bank holidays.

Day 0 is the day the clock started and is not counted, so a clock started on a Saturday and one
started the Friday before end on the same day. Pure: the calendar is a value, passed in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from govuk.times import LONDON
from timescales.enums import DayKind

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A weekday that is not a working day, and the name people know it by."""

    day: date
    name: str
    kind: DayKind


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days.

    `holidays` stop every clock. `closures` are days our own offices are shut: they stop only the
    local clocks flagged to follow them, see `following_closures`. Bank holidays after
    `published_to` are expected, not published, so a date counted across it is provisional.
    """

    holidays: Mapping[date, ClosedDay] = field(repr=False)
    published_to: date
    closures: Mapping[date, ClosedDay] = field(default_factory=lambda: MappingProxyType({}))
    _in_order: list[date] = field(default_factory=list, init=False, repr=False, compare=False)

    def closed(self, day: date) -> ClosedDay | None:
        """The bank holiday on `day`, if there is one."""
        return self.holidays.get(day)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def working_days_through(self, day: date) -> int:
        """How many working days there were up to `day`, itself counted, since the year 1."""
        if not self._in_order:  # put in order once; a day at a weekend is none to leave out
            self._in_order[:] = sorted(d for d in self.holidays if d.weekday() < SATURDAY)
        weeks, rest = divmod(day.toordinal(), 7)  # 1 January of the year 1 was a Monday
        weekdays = 5 * weeks + min(rest, 5)
        return weekdays - bisect_right(self._in_order, day)

    def with_closed(self, days: Iterable[ClosedDay]) -> Calendar:
        """This calendar with more days closed; local closures are kept apart."""
        days = list(days)
        closures = {d.day: d for d in days if d.kind == DayKind.LOCAL_CLOSURE}
        holidays = {d.day: d for d in days if d.kind != DayKind.LOCAL_CLOSURE}
        return replace(
            self, holidays={**self.holidays, **holidays}, closures={**self.closures, **closures}
        )

    def with_open(self, days: Iterable[date]) -> Calendar:
        """This calendar without the bank holidays on `days` (they were moved elsewhere)."""
        opened = set(days)
        kept = {day: closed for day, closed in self.holidays.items() if day not in opened}
        return replace(self, holidays=kept)

    def following_closures(self) -> Calendar:
        """The calendar of a local rule flagged to follow local closures."""
        return replace(self, holidays={**self.closures, **self.holidays})


def london_date(moment: datetime) -> date:
    """The date on the wall in England at `moment`, which must carry a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no date in London")
    return moment.astimezone(LONDON).date()


def walk(start: date, *, backwards: bool = False) -> Iterator[date]:
    """Each day after `start`, or each day before it."""
    step = -ONE_DAY if backwards else ONE_DAY
    day = start
    while True:
        day += step
        yield day


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `start`; before it when `count` is negative.

    0 is `start` itself, whatever day that is.
    """
    if count == 0:
        return start
    left = abs(count)
    for day in walk(start, backwards=count < 0):
        left -= calendar.is_working_day(day)
        if not left:
            return day
    raise AssertionError("a walk never ends by itself")


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days from `start` to `end`, `start` not counted: the DfE's duration.

    The same day is 0 (DfE statistic on s47 to initial conference). Negative when `end` is
    earlier, so that `add_working_days(start, n)` is always `n` away from `start`.
    """
    through = calendar.working_days_through
    if end >= start:
        return through(end) - through(start)
    return through(end - ONE_DAY) - through(start - ONE_DAY)


def working_day_on_or_before(day: date, calendar: Calendar) -> date:
    """`day`, or the last working day before it."""
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day


def working_day_on_or_after(day: date, calendar: Calendar) -> date:
    """`day`, or the next working day after it."""
    while not calendar.is_working_day(day):
        day += ONE_DAY
    return day
