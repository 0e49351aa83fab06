"""The safety scale over time as a small picture, with the same in words and in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conferences.domain.scale_history import ScalePoint

WIDTH, HEIGHT = 360, 150
LEFT, RIGHT, TOP, BOTTOM = 28, 16, 12, 24
MOST = 8  # conferences that fit on a telephone


@dataclass(frozen=True)
class Dot:
    """One conference: the average as a dot, from the lowest to the highest number as a line."""

    point: ScalePoint
    x: int

    @property
    def y(self) -> int:
        return height_of(self.point.mean)

    @property
    def low_y(self) -> int:
        return height_of(self.point.lowest)

    @property
    def high_y(self) -> int:
        return height_of(self.point.highest)

    @property
    def label(self) -> str:
        return f"{self.point.on:%b %Y}"

    @property
    def words(self) -> str:
        people = len(self.point.scores)
        said = f"{self.point.mean:g} on average"
        if people > 1:
            said += f", from {self.point.lowest} to {self.point.highest}"
        return (
            f"{self.point.on:%-d %B %Y}: {said} ({people} {'person' if people == 1 else 'people'})"
        )


@dataclass(frozen=True)
class ScaleChart:
    name: str
    key: str
    dots: list[Dot]

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right_x: int = WIDTH - RIGHT
    label_y: int = HEIGHT - 6

    @property
    def grid(self) -> list[tuple[int, int]]:
        """Each number with a line, and its height."""
        return [(number, height_of(number)) for number in (0, 5, 10)]

    @property
    def line(self) -> str:
        """The averages joined, as points of an SVG polyline."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def alternative(self) -> str:
        """The picture in words: what it finds first, then each number."""
        if not self.dots:
            return ""
        return f"{self.finding} {'; '.join(dot.words for dot in self.dots)}."

    @property
    def finding(self) -> str:
        first, last = self.dots[0].point.mean, self.dots[-1].point.mean
        if len(self.dots) == 1:
            return f"The safety scale for {self.name} has been asked once."
        verb = "rose" if last > first else "fell" if last < first else "stayed"
        how = f"at {last:g}" if last == first else f"from {first:g} to {last:g}"
        return f"The safety scale for {self.name} {verb} {how} out of 10."


def height_of(score: float) -> int:
    return round(TOP + (10 - score) / 10 * (HEIGHT - TOP - BOTTOM))


def scale_chart(name: str, key: str, points: Sequence[ScalePoint]) -> ScaleChart:
    """The last conferences, evenly apart: what matters is the order, not the weeks between."""
    shown = list(points)[-MOST:]
    room = WIDTH - LEFT - RIGHT
    step = room / len(shown) if shown else room
    dots = [Dot(point, round(LEFT + step * (n + 0.5))) for n, point in enumerate(shown)]
    return ScaleChart(name, key, dots)
