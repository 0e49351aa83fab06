"""The stretch of time a figure is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reporting.enums import Grain

MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
APRIL = 4
YEARS = range(1990, 2101)


@dataclass(frozen=True)
class Period:
    """From its first day to its last, both counted. Years run from 1 April to 31 March."""

    grain: Grain
    first: dt.date
    cut_on: dt.date | None = None

    @cached_property
    def last(self) -> dt.date:
        """Its last day; of one that still runs, the day it was cut short on."""
        whole = _months_later(self.first, MONTHS[self.grain]) - dt.timedelta(days=1)
        return min(whole, self.cut_on) if self.cut_on else whole

    def up_to(self, day: dt.date) -> Period:
        """The same, no longer than to that day: nothing is known of the days after it."""
        return self if self.last <= day else Period(self.grain, self.first, day)

    @property
    def of_whole_months(self) -> Period:
        """The same, without the month it was cut short in; before its own start where that is its
        first, so that nothing is in it."""
        month = self.last_month
        return self if self.last == month.last else self.up_to(month.first - dt.timedelta(days=1))

    @property
    def code(self) -> str:
        """As in an address: 2026-10, 2026-q3 (October to December), 2026/27."""
        if self.grain == Grain.MONTH:
            return f"{self.first:%Y-%m}"
        year = self.first.year if self.first.month >= APRIL else self.first.year - 1
        if self.grain == Grain.QUARTER:
            return f"{year}-q{((self.first.month - APRIL) % 12) // 3 + 1}"
        return f"{year}/{(year + 1) % 100:02d}"

    def __str__(self) -> str:
        if self.grain == Grain.MONTH:
            return f"{self.first:%B %Y}"
        if self.grain == Grain.QUARTER:
            return f"{self.first:%B} to {self.last:%B %Y}"
        return f"year to {self.last:%-d %B %Y}"

    def months(self) -> Iterator[Period]:
        day = self.first
        while day <= self.last:
            yield Period(Grain.MONTH, day)
            day = _months_later(day, 1)

    @cached_property
    def month_firsts(self) -> tuple[dt.date, ...]:
        """First days of its months, in order."""
        return tuple(month.first for month in self.months())

    @cached_property
    def last_month(self) -> Period:
        """The whole month in which it ends."""
        return month_of(self.last)

    def before(self) -> Period:
        return Period(self.grain, _months_later(self.first, -MONTHS[self.grain]))

    def after(self) -> Period:
        return Period(self.grain, _months_later(self.first, MONTHS[self.grain]))

    def back(self, number: int) -> list[Period]:
        """So many periods up to this one, oldest first."""
        steps = range((1 - number) * MONTHS[self.grain], 0, MONTHS[self.grain])
        return [*(Period(self.grain, _months_later(self.first, step)) for step in steps), self]


def month_of(day: dt.date) -> Period:
    return Period(Grain.MONTH, day.replace(day=1))


def quarter_of(day: dt.date) -> Period:
    return Period(Grain.QUARTER, dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1))


def year_of(day: dt.date) -> Period:
    """The year to 31 March that this day falls in."""
    return Period(Grain.YEAR, dt.date(day.year - (day.month < APRIL), APRIL, 1))


def parse(code: str) -> Period:
    """The period of a code. Raises ValueError, saying which forms there are; also for a year that
    no record is of (before 1990, after 2100), which an address can name.

    2026-27 is read as the year 2026/27; 2011-12 is a month, so an old year needs its stroke.
    """
    try:
        found = _parse(int(code[:4]), code[4:5], code[5:])
    except (ValueError, IndexError):
        found = None
    if (
        found is None
        or found.first.year not in YEARS
        or found.code not in {code, code.replace("-", "/")}
    ):
        raise ValueError(
            f"“{code}” is not a period. Write a month as 2026-10, a quarter as 2026-q3 or a year "
            "to March as 2026/27."
        )
    return found


def _parse(year: int, mark: str, rest: str) -> Period:
    if rest.startswith("q"):
        return Period(
            Grain.QUARTER, _months_later(dt.date(year, APRIL, 1), 3 * (int(rest[1:]) - 1))
        )
    if mark == "-" and int(rest) in range(1, 13):
        return Period(Grain.MONTH, dt.date(year, int(rest), 1))
    return Period(Grain.YEAR, dt.date(year, APRIL, 1))


def _months_later(first: dt.date, months: int) -> dt.date:
    count = first.year * 12 + first.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)
