"""Small numbers in what is published: nobody may be known by a figure.

Staff see full figures. A public edition hides every count from 1 to 5, and as many others as it
takes that no hidden count can be worked out from the totals beside it (secondary suppression).
Pure: the same table gives the same answer on paper, in a chart and in a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

# Counts of 1 to 5 are hidden, as the DfE's statistics of children in need long did. No source we
# could read fixes the number for a local report: a default of ours, until the trust says otherwise.
LARGEST_SMALL = 5

Cell = tuple[int, int]
Rows = Sequence[Sequence[int]]
Public = list[list[int | None]]


def is_small(count: int) -> bool:
    return 1 <= count <= LARGEST_SMALL


def suppress(rows: Rows, *, column_totals: bool = False) -> Public:
    """The table as it may be published: None where a count is hidden.

    The last number of each row is the row's total. With `column_totals` the last row is the total
    of the rows above it. A table that cannot be protected is hidden whole.
    """
    table = _Table(rows, column_totals)
    hidden = {cell for cell in table.cells if is_small(table.at(cell))}
    while exposed := table.exposed(hidden):
        more = table.cheapest_cover(exposed, hidden)
        if not more:
            return [[None for _ in row] for row in rows]
        hidden |= more
    return [
        [None if (r, c) in hidden else count for c, count in enumerate(row)]
        for r, row in enumerate(rows)
    ]


def suppress_parts(parts: Sequence[int], total: int) -> tuple[list[int | None], int | None]:
    """One breakdown and its total."""
    row = suppress([[*parts, total]])[0]
    return row[:-1], row[-1]


def suppress_share(part: int, whole: int) -> tuple[int, int] | None:
    """A numerator and denominator; None where either, or the rest, is small: a percentage would
    give it away."""
    return None if any(map(is_small, (part, whole, whole - part))) else (part, whole)


class _Table:
    """A hidden count can be worked out when it is the only unknown of some sum of rows and
    columns: in the graph of rows and columns whose edges are the hidden cells, when its edge is a
    bridge. An edge on a circle can be one more or one less, as no hidden cell is 0."""

    def __init__(self, rows: Rows, column_totals: bool) -> None:
        self.rows = rows
        self.column_totals = column_totals

    @property
    def cells(self) -> Iterator[Cell]:
        return ((r, c) for r, row in enumerate(self.rows) for c in range(len(row)))

    def at(self, cell: Cell) -> int:
        return self.rows[cell[0]][cell[1]]

    def ends(self, cell: Cell) -> tuple[str, str]:
        """Without totals of columns nothing binds the cells of a column: they share one end."""
        return f"row {cell[0]}", f"column {cell[1]}" if self.column_totals else "free"

    def exposed(self, hidden: set[Cell]) -> Cell | None:
        """A hidden cell that can be worked out, the first there is."""
        for cell in sorted(hidden):
            start, goal = self.ends(cell)
            if goal not in self._reached(start, hidden - {cell}):
                return cell
        return None

    def _reached(self, start: str, edges: set[Cell]) -> set[str]:
        reached, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for edge in edges:
                ends = self.ends(edge)
                if here in ends:
                    new = set(ends) - reached
                    reached |= new
                    waiting.extend(new)
        return reached

    def cheapest_cover(self, cell: Cell, hidden: set[Cell]) -> set[Cell]:
        """The cells to hide as well so that this one lies on a circle; least lost first."""
        ways = [way - hidden for way in self._circles(cell)]
        free = [way for way in ways if way and all(self.at(each) > 0 for each in way)]
        return min(free, key=self._cost, default=set())

    def _circles(self, cell: Cell) -> Iterator[set[Cell]]:
        row, column = cell
        others = [c for c in range(len(self.rows[row])) if c != column]
        if not self.column_totals:
            yield from ({(row, c)} for c in others)
            return
        rows = [r for r in range(len(self.rows)) if r != row]
        for r, c in product(rows, others):
            yield {(row, c), (r, column), (r, c)}

    def _cost(self, way: set[Cell]) -> tuple[int, int, list[Cell]]:
        totals = sum(self._is_total(each) for each in way)
        return totals, sum(self.at(each) for each in way), sorted(way)

    def _is_total(self, cell: Cell) -> bool:
        last_row = self.column_totals and cell[0] == len(self.rows) - 1
        return last_row or cell[1] == len(self.rows[cell[0]]) - 1
