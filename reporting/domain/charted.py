"""A measure over time with what usually happens, what stands out, and what is aimed at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from reporting.charts.control_spec import Aim
from reporting.charts.spc import Chart, Point, p_chart, xmr
from reporting.domain.figures import Figure, trend
from reporting.domain.kept import Kept, keep
from reporting.domain.targets import comparators_on, targets_on
from reporting.enums import Grain
from reporting.measures.measure import Measure, Shape
from reporting.models import Comparator, Target
from reporting.period import Period
from reporting.scope import Scope

# Two years of months, three of quarters: enough to know what is usual, and remembered by somebody.
POINTS = {Grain.MONTH: 24, Grain.QUARTER: 12, Grain.YEAR: 10}


@dataclass(frozen=True)
class Charted:
    """`figures` are those of the points of the chart, oldest first; the last is the one asked, and
    `before` that of the period before it, whether there is anything to draw of it or not."""

    figures: tuple[Figure, ...]
    chart: Chart
    target: Target | None
    comparators: tuple[Comparator, ...] = ()
    before: Figure | None = None

    @property
    def aim(self) -> Aim | None:
        return aim_of(self.target)

    @property
    def last(self) -> Figure:
        return self.figures[-1]

    @property
    def measure(self) -> Measure:
        return self.last.measure

    @property
    def is_available(self) -> bool:
        return any(figure.value is not None for figure in self.figures)


def aim_of(target: Target | None) -> Aim | None:
    """As it is drawn."""
    if target is None:
        return None
    low, high = target.tolerance_low, target.tolerance_high
    edges = [None if edge is None else float(edge) for edge in (low, high)]
    return Aim(float(target.value), *edges)


@dataclass(frozen=True)
class AtOnce:
    """What the charts of one page have in common, read in a few statements. Nothing is kept of what
    was known before."""

    targets: Mapping[str, Target]
    comparators: Mapping[str, list[Comparator]]
    kept: Kept | None


def read_at_once(
    measures: Iterable[Measure], period: Period, scope: Scope, *, known_on: dt.datetime | None
) -> AtOnce:
    first = period.back(POINTS[period.grain])[0].first
    kept = keep(measures, first, scope) if known_on is None else None
    return AtOnce(targets_on(period.last), comparators_on(period.last), kept)


def charted(
    measure: Measure,
    period: Period,
    scope: Scope,
    *,
    known_on: dt.datetime | None = None,
    number: int | None = None,
    read: AtOnce | None = None,
) -> Charted:
    """From the first period there is anything to tell of; at most `number`, or `POINTS`."""
    number = number or POINTS[period.grain]
    read = read or read_at_once([measure], period, scope, known_on=known_on)
    figures = trend(measure, period, scope, number=number, known_on=known_on, kept=read.kept)
    first = next((place for place, each in enumerate(figures) if each.value is not None), -1)
    kept = tuple(figures[first:])
    others = tuple(read.comparators.get(measure.code, ()))
    before = figures[-2] if len(figures) > 1 else None
    return Charted(kept, _chart(measure, kept), read.targets.get(measure.code), others, before)


def _chart(measure: Measure, figures: tuple[Figure, ...]) -> Chart:
    """What a period has had so far is drawn, and has no part in what usually happens."""
    if not figures[-1].is_so_far:
        return _of_whole_periods(measure, figures)
    nothing = replace(figures[-1], numerator=None, denominator=None, median=None)
    whole = _of_whole_periods(measure, (*figures[:-1], nothing))
    return replace(whole, points=(*whole.points[:-1], Point(_plain(figures[-1].exact), None)))


def _of_whole_periods(measure: Measure, figures: tuple[Figure, ...]) -> Chart:
    if measure.shape == Shape.PERCENT:
        return _of_percentages(tuple(map(_counts, figures)))
    return _of_values(tuple(_plain(each.exact) for each in figures))


# Every page draws the same months again until one of them changes: a third of its time.
@lru_cache(maxsize=512)
def _of_percentages(counts: tuple[tuple[int, int] | None, ...]) -> Chart:
    return p_chart(counts)


@lru_cache(maxsize=512)
def _of_values(values: tuple[float | None, ...]) -> Chart:
    return xmr(values)


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _counts(figure: Figure) -> tuple[int, int] | None:
    if figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator, int(figure.denominator)
