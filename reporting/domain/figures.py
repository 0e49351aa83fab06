"""One figure: a measure, over a period, for a scope, as known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Aggregate, Count, DecimalField, Q
from django.utils import timezone

from govuk.rounding import half_up
from reporting.domain.covered import is_counted_by
from reporting.domain.denominators import child_months, children_living_in, full_time_chairs
from reporting.domain.few import (
    Withheld,
    is_broken_down,
    must_be_many,
    parts_withheld,
    withheld_from,
)
from reporting.domain.kept import NOT_AVAILABLE, Kept, keep
from reporting.domain.rollup import makes_available
from reporting.measures.measure import Base, Measure, Shape
from reporting.measures.split import NOBODY, Split
from reporting.models import Fact
from reporting.models.fact import FactQuerySet
from reporting.period import Period
from reporting.scope import WHOLE_SERVICE, Scope

TIMES = {
    Shape.PERCENT: 100,
    Shape.PER_100: 100,
    Shape.PER_100_CHILD_MONTHS: 100,
    Shape.RATE: 10_000,
    Shape.MEAN: 1,
}
Number = int | Decimal  # people and events are whole; chairs may be shares of full time


class Median(Aggregate):
    """PostgreSQL's continuous median: the mean of the two in the middle of an even number."""

    function = "PERCENTILE_CONT"
    template = "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DecimalField()


@dataclass(frozen=True)
class Figure:
    """`numerator` is None where the inputs do not exist: "not available", never 0; and where so
    few people are behind it, or would be worked out from it, that it is `withheld`."""

    measure: Measure
    period: Period
    scope: Scope
    known_on: dt.datetime | None
    numerator: int | None
    denominator: Number | None
    median: Decimal | None = None
    withheld: Withheld | None = None

    @property
    def exact(self) -> Decimal | None:
        """The number itself, the median, or the percentage or rate, not rounded: what a target is
        compared with. None when there is none."""
        if self.numerator is None:
            return None
        return exact_of(self.measure.shape, self.numerator, self.denominator, self.median)

    @property
    def value(self) -> Decimal | None:
        """As it is shown: a percentage or rate to one decimal place."""
        return rounded(self.measure.shape, self.exact)

    @property
    def words(self) -> str:
        if self.withheld:
            return self.withheld.value
        if self.numerator is None or (self.lacks_population and self.denominator is None):
            return "Not available"
        return in_words(self.measure.shape, self.value)

    @property
    def is_so_far(self) -> bool:
        """What happened in a period that still runs: nothing to judge as a whole one. A stock is
        whole on any day."""
        runs = so_far(self.period, self.known_on).last < self.period.last
        return runs and not self.measure.is_stock

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
    denominator: Number | None
    value: Decimal | None
    words: str


def exact_of(
    shape: Shape, numerator: int, denominator: Number | None, median: Decimal | None = None
) -> Decimal | None:
    if shape == Shape.MEDIAN:
        return median
    times = TIMES.get(shape)
    if times is None:
        return Decimal(numerator)
    return Decimal(numerator * times) / Decimal(denominator) if denominator else None


def rounded(shape: Shape, exact: Decimal | None) -> Decimal | None:
    """A percentage or rate to one decimal place; any other number as it is."""
    return exact if exact is None or shape not in TIMES else half_up(exact, 1)


def in_words(shape: Shape, value: Decimal | None) -> str:
    if value is None:
        return "None in the period"
    if shape == Shape.MEDIAN:
        value = half_up(value, 1) if value % 1 else Decimal(int(value))
    return f"{value}%" if shape == Shape.PERCENT else f"{value:,}"


def figure(
    measure: Measure,
    period: Period,
    scope: Scope = WHOLE_SERVICE,
    *,
    known_on: dt.datetime | None = None,
) -> Figure:
    """Pooled over the period: never a mean of smaller ones. Always counted from the facts."""
    facts = Fact.objects.known_on(known_on)
    asked = so_far(period, known_on)
    is_known = facts.filter(makes_available(measure), on__lte=asked.last)
    has_come = asked.first <= asked.last
    if not (has_come and is_counted_by(measure, scope.kind) and is_known.exists()):
        return Figure(measure, period, scope, known_on, None, None)
    if withheld := withheld_from(measure, period, scope, timezone.localdate(known_on)):
        return Figure(measure, period, scope, known_on, None, None, withheld=withheld)
    population = behind(measure, period, scope, known_on=known_on)
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
) -> Number | None:
    if measure.shape == Shape.RATE:
        return children_living_in(scope, period, known_on=known_on)
    if measure.shape == Shape.PER_100_CHILD_MONTHS:
        return child_months(scope, period, known_on=known_on)
    if isinstance(measure.out_of, Base):
        known = Fact.objects.known_on(known_on)
        asked = so_far(period, known_on)
        facts = measure.out_of.population(known, asked).filter(scope.condition)
        if not measure.out_of.full_time:
            return _distinct(facts, measure.out_of.field)
        chairs = set(facts.order_by().values_list("chair_id", flat=True))
        return full_time_chairs(chairs, asked.last, known_on=known_on)
    return None


def behind(
    measure: Measure, period: Period, scope: Scope, *, known_on: dt.datetime | None
) -> FactQuerySet:
    """The facts of the denominator (of the count, where there is none), one row for each."""
    asked = measure.days_of(so_far(period, known_on))
    facts = Fact.objects.known_on(None if must_be_many(measure) else known_on)
    return measure.population(facts, asked).filter(scope.condition)


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
    """The figure in parts, in the order of the labels; "not recorded" is one of them, last. Empty
    where no part may be told."""
    of_people = must_be_many(measure)
    today = timezone.localdate(known_on)
    if of_people and not is_broken_down(measure, period, scope, today):
        return []
    rows = behind(measure, period, scope, known_on=known_on).order_by()
    asked = so_far(period, known_on)
    hit = _hit(measure, Fact.objects.known_on(known_on), asked)
    field = measure.distinct or "pk"
    grouped = (
        rows.annotate(part=split.key(asked))
        .values("part")
        .annotate(
            whole=Count(field, distinct=True),
            hits=Count(field, distinct=True, filter=hit) if hit else Count(field, distinct=True),
            median=Median("days"),
            **_chairs_of(measure),
        )
    )
    by_part = {row["part"]: row for row in grouped}
    of_all = _base(measure, period, scope, known_on) if split.of_whole else None
    for row in by_part.values():
        row["base"] = of_all or _base_of_part(measure, row, asked, known_on)
    parts = _in_order(measure, split, by_part, of_all)
    hidden = parts_withheld(measure, split, period) if of_people else {}
    return [_hide(part, hidden[part.code]) if part.code in hidden else part for part in parts]


def _chairs_of(measure: Measure) -> dict[str, Any]:
    """Of a mean for each chair: whose the rows of a part are."""
    return {"chairs": ArrayAgg("chair", distinct=True)} if measure.shape == Shape.MEAN else {}


def _base_of_part(
    measure: Measure, row: dict[str, Any], asked: Period, known_on: dt.datetime | None
) -> Number | None:
    if measure.shape != Shape.MEAN:
        return None
    if measure.out_of is not None and measure.out_of.full_time:
        return full_time_chairs(row["chairs"], asked.last, known_on=known_on)
    return len(row["chairs"])


def _hide(part: PartFigure, withheld: Withheld) -> PartFigure:
    return replace(part, numerator=None, denominator=None, value=None, words=withheld.value)


def _in_order(
    measure: Measure, split: Split, rows: dict[str, dict[str, Any]], of_all: Number | None
) -> list[PartFigure]:
    strange = sorted(code for code in rows if code not in split.labels and code != NOBODY)
    known = [code for code in split.labels if code in rows]
    codes = [*known, *strange, NOBODY]
    empty: dict[str, Any] = {"whole": 0, "hits": 0, "median": None, "base": of_all}
    if measure.shape == Shape.MEAN:
        empty["base"] = 0
    return [_part(measure, split, code, rows.get(code, empty)) for code in codes]


def _part(measure: Measure, split: Split, code: str, row: dict[str, Any]) -> PartFigure:
    is_percent = measure.shape == Shape.PERCENT
    shape = measure.shape_in(split)
    part, whole = (row["hits"], row["whole"]) if is_percent else (row["whole"], row["base"])
    median = Decimal(str(row["median"])) if row["median"] is not None else None
    value = rounded(shape, exact_of(shape, part, whole, median))
    return PartFigure(code, split.label(code), part, whole, value, in_words(shape, value))


def trend(
    measure: Measure,
    last: Period,
    scope: Scope = WHOLE_SERVICE,
    *,
    number: int = 12,
    known_on: dt.datetime | None = None,
    kept: Kept | None = None,
) -> list[Figure]:
    """This period and those before it, oldest first. What is known now is read from the months that
    are kept, where they are (`kept`, if they were read already)."""
    periods = _back_so_far(last, number, timezone.localdate(known_on))
    if known_on is not None:
        return _from_facts(measure, [each for each, _ in periods], scope, known_on)
    kept = kept or keep([measure], periods[0][0].first, scope)
    found = [_from_kept(measure, *both, kept) for both in periods]
    others = [each for (each, _), read in zip(periods, found, strict=True) if read is None]
    counted = iter(_from_facts(measure, others, scope, None))
    return [next(counted) if each is None else each for each in found]


def _from_kept(measure: Measure, period: Period, asked: Period, kept: Kept) -> Figure | None:
    """None where it is not kept."""
    numbers = kept.numbers(measure, period, asked)
    if numbers is None:
        return None
    if must_be_many(measure) and numbers != NOT_AVAILABLE:
        today = timezone.localdate()
        withheld = withheld_from(measure, period, kept.scope, today, people=kept.people)
        if withheld:
            return Figure(measure, period, kept.scope, None, None, None, withheld=withheld)
    return Figure(measure, period, kept.scope, None, *numbers)


def _from_facts(
    measure: Measure, periods: list[Period], scope: Scope, known_on: dt.datetime | None
) -> list[Figure]:
    """Oldest first. Where there is nothing to tell of the last yet, there was nothing before."""
    if not periods:
        return []
    *before, last = periods
    found = figure(measure, last, scope, known_on=known_on)
    has_come = last.first <= timezone.localdate(known_on)
    if found.numerator is None and found.withheld is None and has_come:
        return [replace(found, period=each) for each in periods]
    return [*(figure(measure, each, scope, known_on=known_on) for each in before), found]


@lru_cache(maxsize=256)  # a page asks it of each of its lines
def _back_so_far(last: Period, number: int, today: dt.date) -> tuple[tuple[Period, Period], ...]:
    """So many periods up to this one, oldest first, each with the days of it that have been."""
    return tuple((each, each.up_to(today)) for each in last.back(number))


def figure_shown(
    measure: Measure,
    period: Period,
    scope: Scope = WHOLE_SERVICE,
    *,
    known_on: dt.datetime | None = None,
    kept: Kept | None = None,
) -> Figure:
    """The same as `figure`, read from the months that are kept where they are."""
    return trend(measure, period, scope, number=1, known_on=known_on, kept=kept)[0]


def _hit(measure: Measure, facts: FactQuerySet, period: Period) -> Q:
    if measure.hit is None:
        return Q()
    return measure.hit if isinstance(measure.hit, Q) else measure.hit(facts, period)


def _count(facts: FactQuerySet, measure: Measure) -> int:
    return _distinct(facts, measure.distinct)


def _distinct(facts: FactQuerySet, field: str | None) -> int:
    return facts.order_by().values(field).distinct().count() if field else facts.count()
