"""One figure: a measure, over a period, for a scope, as known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from reporting.enums import Counted
from reporting.measures.measure import Measure, Shape
from reporting.models import Fact
from reporting.models.fact import FactQuerySet
from reporting.period import Period
from reporting.scope import WHOLE_SERVICE, Scope

DISTINCT = {Counted.CHILDREN: None, Counted.CONFERENCES: "meeting", Counted.PLANS: "plan"}


@dataclass(frozen=True)
class Figure:
    """`numerator` is None where the inputs do not exist: "not available", never 0."""

    measure: Measure
    period: Period
    scope: Scope
    known_on: dt.datetime | None
    numerator: int | None
    denominator: int | None

    @property
    def value(self) -> Decimal | None:
        """The number itself, or the percentage to one decimal place; None when there is none."""
        if self.numerator is None:
            return None
        if self.measure.shape == Shape.PERCENT:
            return _percent(self.numerator, self.denominator or 0)
        return Decimal(self.numerator)

    @property
    def words(self) -> str:
        if self.numerator is None:
            return "Not available"
        if self.value is None:
            return "None in the period"
        return f"{self.value}%" if self.measure.shape == Shape.PERCENT else f"{self.value:,}"


def figure(
    measure: Measure,
    period: Period,
    scope: Scope = WHOLE_SERVICE,
    *,
    known_on: dt.datetime | None = None,
) -> Figure:
    """Pooled over the period: never a mean of smaller ones."""
    facts = Fact.objects.known_on(known_on)
    if not facts.filter(kind=measure.needs).exists():
        return Figure(measure, period, scope, known_on, None, None)
    population = measure.population(facts.filter(scope.condition), period)
    whole = _count(population, measure)
    if measure.hit is None:
        return Figure(measure, period, scope, known_on, whole, None)
    return Figure(measure, period, scope, known_on, _count(population, measure, measure.hit), whole)


def behind(
    measure: Measure, period: Period, scope: Scope, *, known_on: dt.datetime | None
) -> FactQuerySet:
    """The facts of the denominator (of the count, where there is none), one row for each."""
    facts = Fact.objects.known_on(known_on).filter(scope.condition)
    return measure.population(facts, period)


def _count(facts: FactQuerySet, measure: Measure, condition: Q | None = None) -> int:
    if condition is not None:
        facts = facts.filter(condition)
    distinct = DISTINCT.get(measure.counted)
    return facts.order_by().values(distinct).distinct().count() if distinct else facts.count()


def _percent(part: int, whole: int) -> Decimal | None:
    return round(Decimal(part * 100) / Decimal(whole), 1) if whole else None
