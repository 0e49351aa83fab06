"""Figures read from the months that are kept: several measures and periods in one statement."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from reporting.domain.covered import is_counted_by
from reporting.domain.denominators import children_living_in
from reporting.domain.few import must_be_many
from reporting.domain.rollup_counting import definition_of
from reporting.enums import Grain, ScopeKind
from reporting.measures import caseload, plans_open
from reporting.measures.measure import Measure, Shape
from reporting.period import Period, year_of
from reporting.scope import Scope

OPEN, CASELOAD = plans_open.MEASURE.code, caseload.MEASURE.code
# In one statement, so that months are never read beside the days of another count of them.
READ = """
    SELECT measure, first_on, until_on, since_on, NULL, NULL, NULL, NULL, NULL
    FROM unnest(%(measures)s, %(definitions)s) asked (measure, definition)
    JOIN reporting_rolledup USING (measure, definition)
    UNION ALL
    SELECT measure, NULL, NULL, NULL, scope_id, month, whole, hits, full_time
    FROM reporting_rollup
    WHERE measure = ANY(%(measures)s) AND scope_kind = %(kind)s AND month >= %(first)s
        AND (%(pk)s IS NULL OR scope_id = %(pk)s)"""
Numbers = tuple[int | None, int | Decimal | None]
NOT_AVAILABLE: Numbers = (None, None)


class Days(NamedTuple):
    """As of `RolledUp`."""

    first_on: dt.date
    until_on: dt.date
    since_on: dt.date | None


class Month(NamedTuple):
    whole: int = 0
    hits: int = 0
    full_time: int | None = None


NOTHING = Month()
Months = Mapping[tuple[str, dt.date], Month]


@dataclass(frozen=True)
class Kept:
    """What is kept of some measures for one scope from the month of `first`, as it is known now;
    `rows` by measure."""

    scope: Scope
    first: dt.date
    rows: Mapping[str, Days]
    months: Months

    def numbers(self, measure: Measure, period: Period, asked: Period) -> Numbers | None:
        """Numerator and denominator of the period, of which `asked` is known; None where they are
        not kept and must be counted."""
        if not all(self._holds(code, asked) for code in codes_of(measure, self.scope.kind)):
            return None
        if must_be_many(measure) and not self._tells_of_people(measure, asked):
            return None
        since = self.rows[measure.code].since_on
        is_counted = is_counted_by(measure, self.scope.kind)
        if not is_counted or since is None or since > asked.last:
            return NOT_AVAILABLE
        days = measure.days_of(asked)
        whole, hits = self._sum(measure.code, days, is_stock=measure.is_stock)
        if measure.shape == Shape.PERCENT:
            return hits, whole
        if measure.shape == Shape.MEAN:
            return self._mean(measure, whole, asked)
        return whole, self._base(measure, period, asked)

    def people(self, measure: Measure, year: Period) -> list[int]:
        """Of how many each month of a year tells at least (as `few.people_by_month`)."""
        return [
            sum(max(self._whole(code, first) for code in group) for group in measure.people)
            for first in year.month_firsts
        ]

    def _base(self, measure: Measure, period: Period, asked: Period) -> int | None:
        if measure.shape == Shape.RATE:
            return children_living_in(self.scope, period)
        if measure.shape == Shape.PER_100_CHILD_MONTHS:
            return self._sum(_stock_of(self.scope.kind), measure.days_of(asked))[0]
        if measure.out_of is not None:
            return self._sum(measure.out_of.counted_by, asked)[0]
        return None

    def _holds(self, code: str, asked: Period) -> bool:
        """To the day: the last month is kept whole, or as far as it is asked about."""
        row = self.rows.get(code)
        if row is None:
            return False
        last, until = asked.last, row.until_on
        is_whole = last == until or last == asked.last_month.last
        return is_whole and max(row.first_on, self.first) <= asked.first <= last <= until

    def _tells_of_people(self, measure: Measure, asked: Period) -> bool:
        """Of a month it is told from its year up to then (`few.hidden_months`); of an area, from
        all areas."""
        is_since = self.first <= year_of(asked.first).first
        return bool(measure.people) and self.scope.kind != ScopeKind.AREA and is_since

    def _whole(self, code: str, first: dt.date) -> int:
        return self.months.get((code, first), NOTHING).whole

    def _sum(self, code: str, asked: Period, *, is_stock: bool = False) -> tuple[int, int]:
        firsts = asked.month_firsts[-1:] if is_stock else asked.month_firsts
        found = [self.months.get((code, first), NOTHING) for first in firsts]
        return sum(month.whole for month in found), sum(month.hits for month in found)

    def _mean(self, measure: Measure, whole: int, asked: Period) -> Numbers | None:
        """Of an area or team it is not kept which chairs they were, nor of longer than a month
        how many different ones."""
        of_chairs = self.scope.kind in {ScopeKind.SERVICE, ScopeKind.CHAIR}
        if not of_chairs or not (measure.is_stock or asked.grain == Grain.MONTH):
            return None
        if not whole:
            return whole, Decimal(0)
        share = self.months[measure.code, asked.last_month.first].full_time
        return None if share is None else (whole, Decimal(share) / 100)


@dataclass(frozen=True)
class KeptOfEach:
    """The same of all areas, teams or chairs, by their number."""

    first: dt.date
    rows: Mapping[str, Days]
    months: Mapping[int, Months]

    def of(self, scope: Scope) -> Kept:
        return Kept(scope, self.first, self.rows, self.months.get(scope.pk or 0, {}))


def keep(measures: Iterable[Measure], first: dt.date, scope: Scope) -> Kept:
    """What is kept of these from the month of `first`, for one scope."""
    return _read(measures, first, scope.kind, scope.pk or 0).of(scope)


def keep_each(measures: Iterable[Measure], first: dt.date, kind: ScopeKind) -> KeptOfEach:
    return _read(measures, first, kind)


def _read(
    measures: Iterable[Measure], first: dt.date, kind: ScopeKind, pk: int | None = None
) -> KeptOfEach:
    """Of what was counted as its measure counts today; the months of others are not looked at, as
    there are no days of them."""
    measures = [measure for measure in measures if measure.rolls_up]
    of_people = any(measure.people for measure in measures)
    first = year_of(first).first if of_people else first.replace(day=1)
    rows: dict[str, Days] = {}
    months: dict[int, dict[tuple[str, dt.date], Month]] = defaultdict(dict)
    for code, *days, number, month, whole, hits, full_time in _rows(measures, first, kind, pk):
        if month is None:
            rows[code] = Days(*days)
        else:
            months[number][code, month] = Month(whole, hits, full_time)
    return KeptOfEach(first, rows, months)


def _rows(
    measures: list[Measure], first: dt.date, kind: ScopeKind, pk: int | None
) -> list[tuple[Any, ...]]:
    codes = list({code for each in measures for code in codes_of(each, kind)})
    if not codes:
        return []
    wanted: dict[str, Any] = {
        "measures": codes,
        "definitions": [definition_of(code) for code in codes],
        "kind": kind.value,
        "first": first,
        "pk": pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(READ, wanted)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def codes_of(measure: Measure, kind: ScopeKind) -> tuple[str, ...]:
    """The measures that one is read from: itself, what it divides by, and what tells of how many
    people it tells."""
    if measure.people:
        return (measure.code, *(code for group in measure.people for code in group))
    if measure.shape == Shape.PER_100_CHILD_MONTHS:
        return measure.code, _stock_of(kind)
    if measure.out_of is not None and measure.out_of.counted_by:
        return measure.code, measure.out_of.counted_by
    return (measure.code,)


def _stock_of(kind: ScopeKind) -> str:
    return CASELOAD if kind == ScopeKind.CHAIR else OPEN
