"""The network picture: children in the middle, everybody else around them, as plain numbers.

The template draws it as SVG; the list beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.presenters.records import Relative
from people.enums import RelationshipKind
from people.models import Child

WIDTH = 720
BOX_WIDTH, BOX_HEIGHT = 160, 48
GAP = 20
ROW = 110
ELDERS = {
    *(RelationshipKind.MOTHER, RelationshipKind.FATHER, RelationshipKind.STEP_PARENT),
    *(RelationshipKind.GRANDPARENT, RelationshipKind.AUNT_OR_UNCLE, RelationshipKind.CARER),
}
LONGEST = 20  # letters that fit into a box
# What must not be overlooked of a relationship to any of the children, and the class it gives.
MARKS = {"poses_risk": "network-risk", "must_not_be_told": "network-silent"}


@dataclass(frozen=True)
class Box:
    key: int
    name: str
    note: str
    x: int
    y: int
    is_child: bool
    marks: str  # classes of the box

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2

    @property
    def text_y(self) -> int:
        return self.y + 20

    @property
    def note_y(self) -> int:
        return self.y + 38


@dataclass(frozen=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int
    is_dashed: bool


@dataclass(frozen=True)
class Picture:
    boxes: list[Box]
    lines: list[Line]
    width: int
    height: int
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def picture(children: list[Child], relatives: list[Relative]) -> Picture:
    """Elders above, children in the middle, brothers, sisters and others below."""
    elders = [one for one in relatives if one.kinds[0][0].kind in ELDERS]
    others = [one for one in relatives if one not in elders and not _is_child(one, children)]
    rows: list[Sequence[Relative | Child]] = [*_chunks(elders), children, *_chunks(others)]
    rows = [row for row in rows if row]
    boxes = [box for level, row in enumerate(rows) for box in _row(row, level)]
    places = {box.key: box for box in boxes}
    lines = [
        _line(places[one.person.pk], places[row.child_id], dashed=not row.lives_with)
        for one in elders + others
        for row, _ in one.kinds
        if row.child_id in places
    ]
    width = max([WIDTH, *(box.x + BOX_WIDTH + GAP for box in boxes)])
    return Picture(boxes, lines, width, len(rows) * ROW)


def _chunks(relatives: list[Relative]) -> list[list[Relative]]:
    return [relatives[start : start + 4] for start in range(0, len(relatives), 4)]


def _is_child(relative: Relative, children: list[Child]) -> bool:
    return relative.person.pk in {child.pk for child in children}


def _row(row: Sequence[Relative | Child], level: int) -> list[Box]:
    taken = len(row) * BOX_WIDTH + (len(row) - 1) * GAP
    start = max(GAP, (WIDTH - taken) // 2)
    return [
        _box(one, start + place * (BOX_WIDTH + GAP), level * ROW + GAP)
        for place, one in enumerate(row)
    ]


def _box(one: Relative | Child, x: int, y: int) -> Box:
    if isinstance(one, Child):
        return Box(one.pk, _short(one.person.called), "Child", x, y, True, "")
    rows = [row for row, _ in one.kinds]
    marks = [mark for flag, mark in MARKS.items() if any(getattr(row, flag) for row in rows)]
    kind = one.kinds[0][0].get_kind_display()
    return Box(one.person.pk, _short(one.person.name), _short(kind), x, y, False, " ".join(marks))


def _line(one: Box, child: Box, *, dashed: bool) -> Line:
    if one.y < child.y:
        return Line(one.middle, one.y + BOX_HEIGHT, child.middle, child.y, dashed)
    return Line(one.middle, one.y, child.middle, child.y + BOX_HEIGHT, dashed)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
