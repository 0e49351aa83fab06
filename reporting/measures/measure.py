"""What a measure is: whom it counts, out of whom, in which unit, and in words why.

One file of this folder for each measure; `reporting.measures.ALL` lists them in the order of the
pages. A figure is always pooled (numerator over denominator), never a mean of months
(domain.md, section 13, trap 8).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db.models import Q

from accounts.models import User
from reporting.enums import Counted, FactKind, ScopeKind
from reporting.measures.split import OF_A_CHILD, Split
from reporting.models.fact import FactQuerySet
from reporting.period import Period

Population = Callable[[FactQuerySet, Period], FactQuerySet]
# Which of the population are in the numerator; from the known facts where it looks at others.
Hit = Q | Callable[[FactQuerySet, Period], Q]


# Brothers and sisters share a conference; a child is on one plan at a time.
DISTINCT = {Counted.CONFERENCES: "meeting", Counted.PLANS: "plan"}


class Shape(Enum):
    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate per 10,000 children"
    MEDIAN = "median working days"
    MEAN = "mean"
    PER_100 = "per 100"
    PER_100_CHILD_MONTHS = "per 100 child-months"


# What its parts are too, whatever they are.
IN_PARTS = frozenset({Shape.PERCENT, Shape.MEDIAN, Shape.MEAN})


@dataclass(frozen=True)
class Base:
    """What a mean or a rate per 100 divides by: the distinct values of `field` in its population
    (None: its rows). `full_time`: of chairs, the share of full time that each works, added up.
    `counted_by`: the code of the measure that counts the same, where there is one."""

    population: Population
    field: str | None = None
    full_time: bool = False
    counted_by: str = ""


@dataclass(frozen=True)
class Measure:
    """`population` picks the facts that count; `hit` those of them in the numerator. `out_of` is
    for shapes whose denominator is another population. `known_by`: without any such fact the figure
    is not available; empty: any of the kind it needs. `drilled_by` says who, of those who read
    figures, may see the children behind it; None: all of them.

    `rolls_up`: whether its months are kept for the dashboards (reporting.domain.rollup). They can
    be where months add up, and each fact is judged by itself, or with others of the same
    `judged_with` (a field) that run in that month; all of the kind it `needs` or counts `also`.

    `not_by`: what its own facts are kept without, though others of their kind are kept with it.

    `people`: where it is told of many people only (reporting.domain.few), the codes of the measures
    whose kept months say of how many a month tells: of each group the largest, added up.
    """

    code: str
    name: str
    definition: str
    numerator: str
    counted: Counted
    source: str
    needs: FactKind
    population: Population
    denominator: str = ""
    hit: Hit | None = None
    shape: Shape = Shape.COUNT
    excludes: str = "Nothing."
    high_is_good: bool | None = None
    group: str = ""
    splits: tuple[Split, ...] = OF_A_CHILD
    out_of: Base | None = None
    is_stock: bool = False
    known_by: Q = field(default_factory=Q)
    drilled_by: Callable[[User], bool] | None = None
    rolls_up: bool = True
    also: tuple[FactKind, ...] = ()
    judged_with: str = ""
    not_by: frozenset[ScopeKind] = frozenset()
    people: tuple[tuple[str, ...], ...] = ()

    def days_of(self, asked: Period) -> Period:
        """Those in which it counts: a rate for child-months in the months that have ended, as the
        children on a plan whom it divides by are counted at their ends."""
        of_months = self.shape == Shape.PER_100_CHILD_MONTHS
        return asked.of_whole_months if of_months else asked

    def shape_in(self, split: Split) -> Shape:
        """Of its parts: its own, or counts where the parts of a rate have no base of theirs."""
        is_own = self.shape in IN_PARTS or split.of_whole
        return self.shape if is_own else Shape.COUNT

    def may_drill_down(self, user: User) -> bool:
        return self.drilled_by is None or self.drilled_by(user)

    @property
    def flow(self) -> Flow | None:
        """Its population, where each fact counts in the one month of its day and nothing else about
        the period matters: then all months can be counted in one go."""
        judged_alone = self.hit is None or isinstance(self.hit, Q)
        return self.population if isinstance(self.population, Flow) and judged_alone else None

    @property
    def kinds(self) -> tuple[FactKind, ...]:
        return (self.needs, *self.also)

    @property
    def distinct(self) -> str | None:
        """The field of which each value counts once; None where each fact does."""
        return DISTINCT.get(self.counted)

    @property
    def tied_by(self) -> str:
        """The field that says which facts change a count together; empty where each does alone."""
        return self.judged_with or self.distinct or ""

    @property
    def unit(self) -> str:
        """What stands behind the number."""
        units = {
            Shape.PERCENT: "%",
            Shape.RATE: "per 10,000 children",
            Shape.MEDIAN: "working days",
            Shape.PER_100_CHILD_MONTHS: "per 100 child-months",
        }
        return units.get(self.shape, "")


@dataclass(frozen=True)
class Flow:
    """Facts of these kinds whose `day` (a field) is in the period."""

    kinds: tuple[FactKind, ...]
    also: tuple[Q, ...]
    conditions: Mapping[str, object]
    day: str = "on"

    def __call__(self, facts: FactQuerySet, period: Period) -> FactQuerySet:
        days = {f"{self.day}__gte": period.first, f"{self.day}__lte": period.last}
        return facts.filter(*self.also, kind__in=self.kinds, **days, **self.conditions)

    def whenever(self, facts: FactQuerySet) -> FactQuerySet:
        """The same, on whichever day."""
        return facts.filter(*self.also, kind__in=self.kinds, **self.conditions)


def happened_in(*kinds_and_more: FactKind | Q, **conditions: object) -> Flow:
    """Facts of a kind (or of several) that happened in the period."""
    kinds = tuple(each for each in kinds_and_more if isinstance(each, FactKind))
    also = tuple(each for each in kinds_and_more if isinstance(each, Q))
    return Flow(kinds, also, conditions)


def open_at_end(kind: FactKind, *also: Q, **conditions: object) -> Population:
    """Facts of a kind that ran on the last day of the period: a stock. One that ended that day
    is no longer open (a plan that ends on 31 March is not open on 31 March)."""

    def pick(facts: FactQuerySet, period: Period) -> FactQuerySet:
        running = Q(until__isnull=True) | Q(until__gt=period.last)
        return facts.filter(running, *also, kind=kind, on__lte=period.last, **conditions)

    return pick


def ended_in(kind: FactKind, *also: Q, **conditions: object) -> Flow:
    return Flow((kind,), also, conditions, day="until")


def has(flag: str) -> Q:
    """Facts that carry this flag."""
    return Q(flags__contains=[flag])


def due_in(*rules: str, also: Q | None = None) -> Flow:
    """Duties under these rules whose limit fell in the period."""
    return happened_in(FactKind.DUTY, also or Q(), code__in=rules)
