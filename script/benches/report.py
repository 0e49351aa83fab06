"""One line for each thing measured: its floor, what it took, the ratio and the goal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("", "Work", "Floor", "Measured", "Ratio", "Goal", "Met")


@dataclass(frozen=True)
class Line:
    """`ratio` is measured over floor; `note` says what the reader must know to judge it."""

    number: str
    work: str
    floor: str
    measured: str
    ratio: float
    goal: str
    met: bool
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        met = "yes" if self.met else "no"
        shown = (self.floor, self.measured, f"{self.ratio:.2f}x")
        return (self.number, self.work, *shown, self.goal, met)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def seconds(number: float) -> str:
    return f"{number:.2f} s"


def table(lines: Iterable[Line]) -> str:
    """Columns as wide as their widest cell, each note under its line."""
    kept = list(lines)
    rows = [HEADINGS, *(line.cells for line in kept)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    said = [_row(HEADINGS, widths)]
    for line in kept:
        said.append(_row(line.cells, widths))
        if line.note:
            said.append(f"    {line.note}")
    return "\n".join(said)


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
