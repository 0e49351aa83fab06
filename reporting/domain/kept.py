"""Figures read from the months that are kept, several measures and periods at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from reporting.domain.denominators import children_living_in, full_time_chairs
from reporting.domain.rollup import is_current, is_kept
from reporting.enums import ScopeKind
from reporting.measures import caseload, plans_open
from reporting.measures.measure import Measure, Shape
from reporting.models import Fact, RolledUp, Rollup
from reporting.period import Period, month_of
from reporting.scope import Scope

OPEN, CASELOAD = plans_open.MEASURE.code, caseload.MEASURE.code
Numbers = tuple[int | None, int | Decimal | None]
NOT_AVAILABLE: Numbers = (None, None)


@dataclass(frozen=True)
class Kept:
    """What is kept of some measures for one scope, as it is known now. `since`: from which day on
    there is anything to count, by the code of a measure."""

    scope: Scope
    days: dict[str, tuple[dt.date, dt.date]]
    months: dict[tuple[str, dt.date], tuple[int, int]]
    since: dict[str, dt.date | None]

    def numbers(self, measure: Measure, period: Period, asked: Period) -> Numbers | None:
        """Numerator and denominator of the period, of which `asked` is known; None where they are
        not kept and must be counted."""
        if not all(self._holds(code, asked) for code in codes_of(measure, self.scope)):
            return None
        since = self.since.get(measure.code)
        if since is None or since > asked.last:
            return NOT_AVAILABLE
        whole, hits = self._sum(measure, asked)
        if measure.shape == Shape.PERCENT:
            return hits, whole
        if measure.shape == Shape.MEAN:
            return self._mean(whole, asked)
        if measure.shape == Shape.RATE:
            return whole, children_living_in(self.scope, period)
        if measure.shape == Shape.PER_100_CHILD_MONTHS:
            return whole, self._child_months(period, asked.last)
        return whole, None

    def _holds(self, code: str, asked: Period) -> bool:
        """To the day: the last month is kept whole, or as far as it is asked about."""
        first, until = self.days.get(code, (dt.date.max, dt.date.min))
        last = asked.last
        return first <= asked.first <= last <= until and last in {month_of(last).last, until}

    def _sum(self, measure: Measure, asked: Period) -> tuple[int, int]:
        days = [month_of(asked.last)] if measure.is_stock else asked.months()
        found = [self.months.get((measure.code, month.first), (0, 0)) for month in days]
        return sum(whole for whole, _ in found), sum(hits for _, hits in found)

    def _mean(self, whole: int, asked: Period) -> Numbers | None:
        """Of an area or team it is not kept which chairs had a child there."""
        if self.scope.kind not in {ScopeKind.SERVICE, ScopeKind.CHAIR}:
            return None
        rows = Rollup.objects.filter(measure=CASELOAD, scope_kind=ScopeKind.CHAIR, whole__gt=0)
        if self.scope.pk is not None:
            rows = rows.filter(scope_id=self.scope.pk)
        chairs = rows.filter(month=month_of(asked.last).first).values_list("scope_id", flat=True)
        return whole, full_time_chairs(set(chairs), asked.last)

    def _child_months(self, period: Period, today: dt.date) -> int:
        """As `child_months`: of the months that have ended."""
        code = _stock_of(self.scope)
        ends = [month.first for month in period.months() if month.last <= today]
        return sum(self.months.get((code, first), (0, 0))[0] for first in ends)


def keep(measures: Iterable[Measure], first: dt.date, scope: Scope) -> Kept:
    """What is kept of these from the month of `first`."""
    several = [measure for measure in measures if is_kept(measure)]
    codes = {code for measure in several for code in codes_of(measure, scope)}
    days = {
        row.measure: (row.first_on, row.until_on)
        for row in RolledUp.objects.filter(measure__in=codes)
        if is_current(row)
    }
    if not days:
        return Kept(scope, {}, {}, {})
    rows = Rollup.objects.filter(measure__in=days, month__gte=first.replace(day=1)).order_by()
    of_scope = rows.filter(scope_kind=scope.kind, scope_id=scope.pk or 0)
    months = {
        (code, month): (whole, hits)
        for code, month, whole, hits in of_scope.values_list("measure", "month", "whole", "hits")
    }
    return Kept(scope, days, months, {measure.code: _since(measure) for measure in several})


def _since(measure: Measure) -> dt.date | None:
    """The first day of what makes the figure available (as in `figure`)."""
    known = Fact.objects.known_on(None).filter(measure.known_by or Q(kind=measure.needs))
    days = known.filter(on__isnull=False).order_by("on").values_list("on", flat=True)
    return days.first()


def codes_of(measure: Measure, scope: Scope) -> tuple[str, ...]:
    """The measures that one is read from: itself, and what it divides by."""
    if measure.shape == Shape.PER_100_CHILD_MONTHS:
        return measure.code, _stock_of(scope)
    return (measure.code,)


def _stock_of(scope: Scope) -> str:
    return CASELOAD if scope.kind == ScopeKind.CHAIR else OPEN
