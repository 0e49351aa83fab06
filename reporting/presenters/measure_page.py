"""One measure in words and rows: its parts, its last twelve months, what others reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from people.models import Professional
from reporting import rules
from reporting.asked import Asked
from reporting.domain.charted import charted, read_at_once
from reporting.domain.covered import is_counted_by
from reporting.domain.figures import (
    Figure,
    PartFigure,
    breakdown,
    figure_shown,
    so_far,
    trend,
)
from reporting.domain.kept import keep
from reporting.domain.targets import standing, targets_on
from reporting.enums import Grain
from reporting.measures import ALL, GROUPS
from reporting.measures.measure import Measure, Shape
from reporting.measures.split import Split
from reporting.models import Comparator, Target
from reporting.period import Period, month_of
from reporting.presenters.charts import ChartShown
from reporting.presenters.links import MonthLine, PartLine, month_line, opens_lists, part_line
from reporting.presenters.small_numbers import small_number_rule
from reporting.scope import Scope

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Line:
    """A figure with what is aimed at."""

    figure: Figure
    target: Target | None
    standing: str

    @property
    def colour(self) -> str:
        colours = {"Target met": "green", "Within tolerance": "yellow"}
        return colours.get(self.standing, "red")


@dataclass(frozen=True)
class PartTable:
    measure: Measure
    split: Split
    parts: list[PartLine]

    @property
    def has_two(self) -> bool:
        """Parts of a share, a mean or a rate: how many there were, and out of how many."""
        return self.measure.shape_in(self.split) not in {Shape.COUNT, Shape.MEDIAN}

    @property
    def heading(self) -> str:
        """Counts are no figures of the measure where it is a rate."""
        is_own = self.measure.shape_in(self.split) == self.measure.shape
        return "Figure" if is_own else "Counted"


@dataclass(frozen=True)
class MeasurePage:
    line: Line
    chart: ChartShown | None
    now: Figure | None
    months: list[MonthLine]
    tables: list[PartTable]
    comparators: list[Comparator]
    has_children: bool

    @property
    def measure(self) -> Measure:
        return self.line.figure.measure

    @property
    def is_counted_by(self) -> bool:
        """Not where the facts do not say whose they are: then there is no figure for one."""
        return is_counted_by(self.measure, self.line.figure.scope.kind)

    @property
    def small_numbers(self) -> str:
        return small_number_rule(self.measure)

    @property
    def is_percent(self) -> bool:
        return self.measure.shape == Shape.PERCENT

    @property
    def revised(self) -> bool:
        """What is known now differs from what was known on the day asked about."""
        found = self.line.figure
        now = self.now
        return now is not None and (now.numerator, now.denominator, now.value) != (
            found.numerator,
            found.denominator,
            found.value,
        )


def groups_of(
    period: Period, scope: Scope, known_on: dt.datetime | None
) -> list[tuple[str, list[Line]]]:
    """Every measure in its group, for one period and scope."""
    targets = targets_on(period.last)
    kept = keep(ALL, period.first, scope) if known_on is None else None

    def line(measure: Measure) -> Line:
        found = figure_shown(measure, period, scope, known_on=known_on, kept=kept)
        return _line(found, targets)

    return [(name, [line(each) for each in several]) for name, several in GROUPS.items()]


def _line(found: Figure, targets: Mapping[str, Target]) -> Line:
    target = targets.get(found.measure.code)
    return Line(found, target, standing(found, target))


def page_of(measure: Measure, asked: Asked, *, user: User) -> MeasurePage:
    period, scope, known_on = asked.period, asked.scope, asked.known_on
    read = read_at_once([measure], period, scope, known_on=known_on)
    chart = ChartShown(charted(measure, period, scope, known_on=known_on, read=read), asked)
    found = chart.found.last
    lists = asked if opens_lists(measure, user) else None
    return MeasurePage(
        line=_line(found, read.targets),
        chart=chart if chart.is_available else None,
        now=figure_shown(measure, period, scope) if known_on else None,
        months=[month_line(each, lists) for each in _months(chart)],
        tables=_tables(measure, asked, user, lists) if _has_parts(found) else [],
        comparators=list(chart.found.comparators),
        has_children=lists is not None,
    )


def _has_parts(found: Figure) -> bool:
    """A share of none is in parts as well: where it was missed is what the parts tell."""
    is_percent = found.measure.shape == Shape.PERCENT
    return bool(found.denominator if is_percent else found.numerator)


def _months(chart: ChartShown) -> list[Figure]:
    """Latest first; those of the chart, where it is one of months."""
    asked = chart.asked
    if asked.period.grain == Grain.MONTH and chart.is_available:
        return list(chart.found.figures[: -MONTHS_SHOWN - 1 : -1])
    last = month_of(so_far(asked.period, asked.known_on).last)
    known_on = asked.known_on
    return trend(chart.measure, last, asked.scope, number=MONTHS_SHOWN, known_on=known_on)[::-1]


def _tables(measure: Measure, asked: Asked, user: User, lists: Asked | None) -> list[PartTable]:
    tables = []
    for split in splits_for(measure, user):
        parts = breakdown(measure, split, asked.period, asked.scope, known_on=asked.known_on)
        lines = [part_line(part, measure, split, lists) for part in _named(split, parts)]
        tables.append(PartTable(measure, split, lines))
    return [table for table in tables if table.parts]


def splits_for(measure: Measure, user: User) -> list[Split]:
    return [each for each in measure.splits if not each.of_chairs or rules.compares_chairs(user)]


def _named(split: Split, parts: list[PartFigure]) -> list[PartFigure]:
    """Chairs by name instead of by number."""
    if not split.of_chairs:
        return parts
    ids = [int(part.code) for part in parts if part.code]
    names = {
        str(row.pk): row.person.name
        for row in Professional.objects.filter(pk__in=ids).select_related("person")
    }
    named = [
        PartFigure(**{**vars(part), "label": names.get(part.code, part.label)}) for part in parts
    ]
    return sorted(named, key=lambda part: (not part.code, part.label))
