"""One figure: a measure, over a period, for a scope, as known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, DecimalField, Q
from django.utils import timezone

from reporting.domain.denominators import child_months, children_living_in
from reporting.domain.few import FEW, is_few, must_be_many, people_in, withheld
from reporting.enums import Counted
from reporting.measures.measure import Base, Measure, Shape
from reporting.measures.split import NOBODY, NOT_RECORDED, Split
from reporting.models import Fact
from reporting.models.fact import FactQuerySet
from reporting.period import Period
from reporting.scope import WHOLE_SERVICE, Scope

DISTINCT = {Counted.CHILDREN: None, Counted.CONFERENCES: "meeting", Counted.PLANS: "plan"}
TIMES = {
    Shape.PERCENT: 100,
    Shape.PER_100: 100,
    Shape.PER_100_CHILD_MONTHS: 100,
    Shape.RATE: 10_000,
    Shape.MEAN: 1,
}
# What grows with the days of its period.
ADDS_UP = frozenset({Shape.COUNT, Shape.RATE, Shape.PER_100_CHILD_MONTHS})


class Median(Aggregate):
    """PostgreSQL's continuous median: the mean of the two in the middle of an even number."""

    function = "PERCENTILE_CONT"
    template = "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DecimalField()


@dataclass(frozen=True)
class Figure:
    """`numerator` is None where the inputs do not exist: "not available", never 0; and where so
    few people are behind it that it is not shown (`is_few`)."""

    measure: Measure
    period: Period
    scope: Scope
    known_on: dt.datetime | None
    numerator: int | None
    denominator: int | None
    median: Decimal | None = None
    is_few: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number itself, the median, or the percentage or rate to one decimal place; None
        when there is none."""
        if self.numerator is None:
            return None
        return value_of(self.measure.shape, self.numerator, self.denominator, self.median)

    @property
    def words(self) -> str:
        if self.is_few:
            return FEW
        if self.numerator is None or (self.lacks_population and self.denominator is None):
            return "Not available"
        return in_words(self.measure.shape, self.value)

    @property
    def is_so_far(self) -> bool:
        """How many there were in a period that still runs: nothing to judge as a whole one."""
        adds_up = self.measure.shape in ADDS_UP and not self.measure.is_stock
        return adds_up and so_far(self.period, self.known_on).last < self.period.last

    @property
    def lacks_population(self) -> bool:
        return self.measure.shape == Shape.RATE


@dataclass(frozen=True)
class PartFigure:
    """One part of a figure; `code` is empty where it was not recorded, `numerator` None where so
    few people are behind it that it is not shown."""

    code: str
    label: str
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    words: str


def value_of(
    shape: Shape, numerator: int, denominator: int | None, median: Decimal | None = None
) -> Decimal | None:
    if shape == Shape.MEDIAN:
        return median
    times = TIMES.get(shape)
    if times is None:
        return Decimal(numerator)
    return round(Decimal(numerator * times) / Decimal(denominator), 1) if denominator else None


def in_words(shape: Shape, value: Decimal | None) -> str:
    if value is None:
        return "None in the period"
    if shape == Shape.MEDIAN:
        value = value.quantize(Decimal("0.1")) if value % 1 else Decimal(int(value))
    return f"{value}%" if shape == Shape.PERCENT else f"{value:,}"


def figure(
    measure: Measure,
    period: Period,
    scope: Scope = WHOLE_SERVICE,
    *,
    known_on: dt.datetime | None = None,
) -> Figure:
    """Pooled over the period: never a mean of smaller ones."""
    facts = Fact.objects.known_on(known_on)
    asked = so_far(period, known_on)
    is_known = facts.filter(kind=measure.needs, on__lte=asked.last).exists()
    if asked.last < asked.first or not is_known:
        return Figure(measure, period, scope, known_on, None, None)
    population = behind(measure, period, scope, known_on=known_on)
    if is_few(measure, population):
        return Figure(measure, period, scope, known_on, None, None, is_few=True)
    whole = _count(population, measure)
    if measure.shape == Shape.PERCENT:
        part = _count(population.filter(_hit(measure, facts, asked)), measure)
        return Figure(measure, period, scope, known_on, part, whole)
    if measure.shape == Shape.MEDIAN:
        found = population.order_by().aggregate(median=Median("days"))["median"]
        median = None if found is None else Decimal(str(found))
        return Figure(measure, period, scope, known_on, whole, None, median)
    return Figure(measure, period, scope, known_on, whole, _base(measure, period, scope, known_on))


def so_far(period: Period, known_on: dt.datetime | None) -> Period:
    """Of a period that still runs, the days up to the one it is known on: a stock is as at that
    day, and nothing is overdue before its time."""
    return period.up_to(timezone.localdate(known_on))


def _base(
    measure: Measure, period: Period, scope: Scope, known_on: dt.datetime | None
) -> int | None:
    if measure.shape == Shape.RATE:
        return children_living_in(scope, period, known_on=known_on)
    if measure.shape == Shape.PER_100_CHILD_MONTHS:
        return child_months(scope, period, known_on=known_on)
    if isinstance(measure.out_of, Base):
        known = Fact.objects.known_on(known_on)
        facts = measure.out_of.population(known, so_far(period, known_on))
        return _distinct(facts.filter(scope.condition), measure.out_of.field)
    return None


def behind(
    measure: Measure, period: Period, scope: Scope, *, known_on: dt.datetime | None
) -> FactQuerySet:
    """The facts of the denominator (of the count, where there is none), one row for each."""
    facts = Fact.objects.known_on(known_on)
    return measure.population(facts, so_far(period, known_on)).filter(scope.condition)


def counted(
    measure: Measure, period: Period, scope: Scope, *, known_on: dt.datetime | None
) -> FactQuerySet:
    """The facts of the numerator: of a count, a median or a rate, all that are behind it."""
    rows = behind(measure, period, scope, known_on=known_on)
    hit = _hit(measure, Fact.objects.known_on(known_on), so_far(period, known_on))
    return rows.filter(hit)


def breakdown(
    measure: Measure,
    split: Split,
    period: Period,
    scope: Scope = WHOLE_SERVICE,
    *,
    known_on: dt.datetime | None = None,
) -> list[PartFigure]:
    """The figure in parts, in the order of the labels; "not recorded" is one of them, last."""
    rows = behind(measure, period, scope, known_on=known_on).order_by()
    asked = so_far(period, known_on)
    hit = _hit(measure, Fact.objects.known_on(known_on), asked)
    field = DISTINCT.get(measure.counted) or "pk"
    grouped = (
        rows.annotate(part=split.key(asked))
        .values("part")
        .annotate(
            whole=Count(field, distinct=True),
            hits=Count(field, distinct=True, filter=hit) if hit else Count(field, distinct=True),
            median=Median("days"),
        )
    )
    parts = _in_order(measure, split, {row["part"]: row for row in grouped})
    if not must_be_many(measure):
        return parts
    hidden = withheld(people_in(rows, part=split.key(asked)))
    return [_hide(part, hidden[part.code]) if part.code in hidden else part for part in parts]


def _hide(part: PartFigure, words: str) -> PartFigure:
    return replace(part, numerator=None, denominator=None, value=None, words=words)


def _in_order(measure: Measure, split: Split, rows: dict[str, dict[str, Any]]) -> list[PartFigure]:
    strange = sorted(code for code in rows if code not in split.labels and code != NOBODY)
    known = [code for code in split.labels if code in rows]
    codes = [*known, *strange, NOBODY]
    empty: dict[str, Any] = {"whole": 0, "hits": 0, "median": None}
    return [_part(measure, split, code, rows.get(code, empty)) for code in codes]


def _part(measure: Measure, split: Split, code: str, row: dict[str, Any]) -> PartFigure:
    is_percent = measure.shape == Shape.PERCENT
    shape = measure.shape if measure.shape in {Shape.PERCENT, Shape.MEDIAN} else Shape.COUNT
    part, whole = (row["hits"], row["whole"]) if is_percent else (row["whole"], None)
    median = Decimal(str(row["median"])) if row["median"] is not None else None
    value = value_of(shape, part, whole, median)
    label = NOT_RECORDED if code == NOBODY else str(split.labels.get(code, code))
    return PartFigure(code, label, part, whole, value, in_words(shape, value))


def trend(
    measure: Measure,
    last: Period,
    scope: Scope = WHOLE_SERVICE,
    *,
    number: int = 12,
    known_on: dt.datetime | None = None,
) -> list[Figure]:
    """This period and those before it, oldest first."""
    periods = [last]
    while len(periods) < number:
        periods.insert(0, periods[0].before())
    return [figure(measure, each, scope, known_on=known_on) for each in periods]


def _hit(measure: Measure, facts: FactQuerySet, period: Period) -> Q:
    if measure.hit is None:
        return Q()
    return measure.hit if isinstance(measure.hit, Q) else measure.hit(facts, period)


def _count(facts: FactQuerySet, measure: Measure) -> int:
    return _distinct(facts, DISTINCT.get(measure.counted))


def _distinct(facts: FactQuerySet, field: str | None) -> int:
    return facts.order_by().values(field).distinct().count() if field else facts.count()
