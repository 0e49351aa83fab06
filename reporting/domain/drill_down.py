"""The children behind a figure: those the reader may open, and how many more there are.

Visible and restricted together are the figure, in the unit that it counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from accounts.models import User
from people.domain.reading import list_all
from reporting.domain.figures import behind, counted, so_far
from reporting.enums import Counted
from reporting.measures.measure import Measure, Shape
from reporting.measures.split import Split
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
class Part:
    """Of a breakdown; `code` is empty where it was not recorded, as in `PartFigure`."""

    split: Split
    code: str
    label: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which figure, and which of the rows behind it."""

    measure: Measure
    period: Period
    scope: Scope
    known_on: dt.datetime | None = None
    which: Which = Which.ALL
    part: Part | None = None

    @property
    def only(self) -> str:
        """Which of those behind the figure, in words; empty where it is all of them."""
        of_share = {Which.COUNTED: "those counted in it", Which.REST: "those not counted in it"}
        part = [f"{self.part.split.name}: {self.part.label}"] if self.part else []
        return ", ".join([*part, *([of_share[self.which]] if self.which in of_share else [])])


@dataclass(frozen=True)
class Behind:
    """`visible`, `restricted` and `nameless` are in the unit of the figure, `counted`: children,
    conferences, plans or events. `nameless` are about no family (a room, an answer to the
    feedback form)."""

    rows: FactQuerySet
    counted: Counted
    visible: int
    restricted: int
    nameless: int

    @property
    def total(self) -> int:
        return self.visible + self.restricted + self.nameless

    @property
    def visible_words(self) -> str:
        return f"{self.visible} {self.counted.noun(self.visible)}"

    @property
    def restricted_words(self) -> str:
        words = f"{self.restricted} restricted {self.counted.noun(self.restricted)}"
        return words if self.restricted else ""


def rows_behind(wanted: Wanted, *, by: User) -> Behind:
    """Names nobody yet: what is shown of `rows` goes through `list_rows`, which is audited."""
    everything = _everything(wanted)
    rows = everything.visible_to(by).select_related("child__person", "family", "area", "team")
    visible = _count(rows, wanted.measure)
    nameless = _count(everything.filter(family__isnull=True), wanted.measure)
    restricted = _count(everything, wanted.measure) - visible - nameless
    return Behind(rows, wanted.measure.counted, visible, restricted, nameless)


def list_rows(rows: list[Fact], *, by: User) -> list[Fact]:
    """Audit that these rows, already `visible_to(by)`, appeared in a list."""
    children = {row.child_id for row in rows if row.child_id}
    return list_all(rows, by=by, verb="reporting.behind", children=children)


def _everything(wanted: Wanted) -> FactQuerySet:
    measure, period, scope = wanted.measure, wanted.period, wanted.scope
    whole = _in_part(behind(measure, period, scope, known_on=wanted.known_on), wanted)
    if measure.shape != Shape.PERCENT or wanted.which == Which.ALL:
        return whole
    hits = _in_part(counted(measure, period, scope, known_on=wanted.known_on), wanted)
    if wanted.which == Which.COUNTED:
        return hits
    return whole.exclude(pk__in=hits.order_by().values("pk"))


def _in_part(rows: FactQuerySet, wanted: Wanted) -> FactQuerySet:
    if wanted.part is None:
        return rows
    key = wanted.part.split.key(so_far(wanted.period, wanted.known_on))
    return rows.alias(part=key).filter(part=wanted.part.code)


def _count(rows: FactQuerySet, measure: Measure) -> int:
    field = measure.distinct
    plain = rows.order_by()
    return plain.values(field).distinct().count() if field else plain.count()
