"""Progress on each outcome as a picture: one bar for each core group, up, level or down.

The words beside it say the same, so that nobody needs the picture or its colours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from plans.enums import Direction
from plans.models import PlanItem, Progress

BAR, GAP, HALF = 28, 8, 40
MOST = 12  # core groups that fit on a telephone


@dataclass(frozen=True)
class Bar:
    """What one core group said. Better stands above the line, worse hangs below it."""

    progress: Progress
    place: int

    @property
    def x(self) -> int:
        return self.place * (BAR + GAP) + GAP

    @property
    def middle(self) -> int:
        return self.x + BAR // 2

    @property
    def y(self) -> int:
        tops = {Direction.BETTER: 14, Direction.SAME: HALF - 3, Direction.WORSE: HALF}
        return tops[Direction(self.progress.direction)]

    @property
    def height(self) -> int:
        return 6 if self.progress.direction == Direction.SAME else HALF - 14

    @property
    def label_y(self) -> int:
        return HALF + 18 if self.progress.direction != Direction.WORSE else HALF - 6

    @property
    def on(self) -> dt.date:
        day = self.progress.core_group.held_on
        assert day is not None, "only core groups that were held say anything"
        return day

    @property
    def words(self) -> str:
        return self.progress.said


@dataclass(frozen=True)
class OutcomePicture:
    """One outcome and what the core groups said of it, oldest first."""

    outcome: PlanItem
    bars: list[Bar]

    width_of_bar: int = BAR
    height: int = HALF * 2
    line_y: int = HALF

    @property
    def width(self) -> int:
        return len(self.bars) * (BAR + GAP) + GAP

    @property
    def latest(self) -> Bar | None:
        return self.bars[-1] if self.bars else None

    @property
    def alternative(self) -> str:
        """The picture in one sentence."""
        said = (
            f"{bar.progress.get_direction_display().lower()} on {bar.on:%-d %B}"
            for bar in self.bars
        )
        return f"What core groups said: {', '.join(said)}."


def outcome_pictures(
    outcomes: Iterable[PlanItem], progress: Iterable[Progress]
) -> list[OutcomePicture]:
    """Through every record the outcome was carried; the last ones where there are many."""
    said: dict[int, list[Progress]] = {}
    for row in progress:
        said.setdefault(row.outcome.lineage, []).append(row)
    return [
        OutcomePicture(
            outcome,
            [Bar(row, place) for place, row in enumerate(said.get(outcome.lineage, [])[-MOST:])],
        )
        for outcome in outcomes
    ]
