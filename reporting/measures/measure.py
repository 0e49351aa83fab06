"""What a measure is: whom it counts, out of whom, in which unit, and in words why.

One file of this folder for each measure; `reporting.measures.ALL` lists them in the order of the
pages. A figure is always pooled (numerator over denominator), never a mean of months
(domain.md, section 13, trap 8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.models.fact import FactQuerySet
from reporting.period import Period

Population = Callable[[FactQuerySet, Period], FactQuerySet]


class Shape(Enum):
    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate per 10,000 children"
    MEDIAN = "median working days"


@dataclass(frozen=True)
class Measure:
    """`population` picks the facts that count; `hit` those of them in the numerator."""

    code: str
    name: str
    definition: str
    numerator: str
    counted: Counted
    source: str
    needs: FactKind
    population: Population
    denominator: str = ""
    hit: Q | None = None
    shape: Shape = Shape.COUNT
    excludes: str = "Nothing."
    high_is_good: bool | None = None
    group: str = ""


def happened_in(kind: FactKind, *also: Q, **conditions: object) -> Population:
    """Facts of a kind that happened in the period: a flow."""

    def pick(facts: FactQuerySet, period: Period) -> FactQuerySet:
        days = {"on__gte": period.first, "on__lte": period.last}
        return facts.filter(*also, kind=kind, **days, **conditions)

    return pick


def open_at_end(kind: FactKind, *also: Q, **conditions: object) -> Population:
    """Facts of a kind that ran on the last day of the period: a stock. One that ended that day
    is no longer open (a plan that ends on 31 March is not open on 31 March)."""

    def pick(facts: FactQuerySet, period: Period) -> FactQuerySet:
        running = Q(until__isnull=True) | Q(until__gt=period.last)
        return facts.filter(running, *also, kind=kind, on__lte=period.last, **conditions)

    return pick


def ended_in(kind: FactKind, *also: Q, **conditions: object) -> Population:
    def pick(facts: FactQuerySet, period: Period) -> FactQuerySet:
        days = {"until__gte": period.first, "until__lte": period.last}
        return facts.filter(*also, kind=kind, **days, **conditions)

    return pick
