"""The children behind a figure: those the reader may open, and how many more there are.

Visible and restricted together are the figure, in the unit that it counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from accounts.models import User
from people.domain.reading import list_all
from reporting.domain.figures import behind, counted
from reporting.measures.measure import Measure, Shape
from reporting.models import Fact
from reporting.models.fact import FactQuerySet
from reporting.period import Period
from reporting.scope import Scope


class Which(Enum):
    """Of a percentage: everybody it is out of, those in the numerator, or the rest."""

    ALL = "all"
    COUNTED = "counted"
    REST = "rest"

    @classmethod
    def of(cls, text: str) -> Which:
        return cls(text) if text in {each.value for each in cls} else cls.ALL


@dataclass(frozen=True)
class Wanted:
    """Which figure, and which of the rows behind it."""

    measure: Measure
    period: Period
    scope: Scope
    known_on: dt.datetime | None = None
    which: Which = Which.ALL


@dataclass(frozen=True)
class Behind:
    """`visible`, `restricted` and `nameless` are in the unit of the figure: children, conferences
    or events. `nameless` are about no family (a room, an answer to the feedback form)."""

    rows: FactQuerySet
    visible: int
    restricted: int
    nameless: int

    @property
    def total(self) -> int:
        return self.visible + self.restricted + self.nameless

    @property
    def restricted_words(self) -> str:
        words = "restricted child" if self.restricted == 1 else "restricted children"
        return f"{self.restricted} {words}" if self.restricted else ""


def rows_behind(wanted: Wanted, *, by: User) -> Behind:
    """Names nobody yet: what is shown of `rows` goes through `list_rows`, which is audited."""
    everything = _everything(wanted)
    rows = everything.visible_to(by).select_related("child__person", "family", "area", "team")
    visible = _count(rows, wanted.measure)
    nameless = _count(everything.filter(family__isnull=True), wanted.measure)
    restricted = _count(everything, wanted.measure) - visible - nameless
    return Behind(rows, visible, restricted, nameless)


def list_rows(rows: list[Fact], *, by: User) -> list[Fact]:
    """Audit that these rows, already `visible_to(by)`, appeared in a list."""
    children = {row.child_id for row in rows if row.child_id}
    return list_all(rows, by=by, verb="reporting.behind", children=children)


def _everything(wanted: Wanted) -> FactQuerySet:
    measure, period, scope = wanted.measure, wanted.period, wanted.scope
    whole = behind(measure, period, scope, known_on=wanted.known_on)
    if measure.shape != Shape.PERCENT or wanted.which == Which.ALL:
        return whole
    part = counted(measure, period, scope, known_on=wanted.known_on)
    if wanted.which == Which.COUNTED:
        return part
    return whole.exclude(pk__in=part.order_by().values("pk"))


def _count(rows: FactQuerySet, measure: Measure) -> int:
    field = measure.distinct
    plain = rows.order_by()
    return plain.values(field).distinct().count() if field else plain.count()
