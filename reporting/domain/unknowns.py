"""What somebody who knows every sum, and the numbers told so far, can still not tell.

The numbers not told can be many things; the sums leave each some freedom. It is kept as linear
algebra keeps it: by how much each would change with a few free ones. A number that changes with
none of them is as good as told. Two that always change alike tell each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

Row = dict[str, Fraction]


class Unknowns:
    """`rows`: the sums, each as what stands before its unknown numbers; whatever is told stands in
    none of them."""

    def __init__(self, names: Iterable[str], rows: Iterable[Row]) -> None:
        solved = _solved(rows)
        self._changes: dict[str, Row] = {}
        self._with: dict[str, set[str]] = defaultdict(set)  # by free number, which change with it
        for name in names:
            self._set(name, _by_free_ones(name, solved.get(name)))

    def copy(self) -> Unknowns:
        """As it stands, to go on from in another way."""
        made = Unknowns((), ())
        made._changes = dict(self._changes)
        made._with = defaultdict(set, {free: set(names) for free, names in self._with.items()})
        return made

    def is_told(self, name: str) -> bool:
        """Said, or following from what was; also true of what was never unknown."""
        return not self._changes.get(name)

    def told_with(self, name: str) -> set[str]:
        """Which would follow if this one were told, itself among them."""
        own = self._changes.get(name)
        if not own:
            return {name}
        free = next(iter(own))
        return {other for other in self._with[free] if _are_alike(own, self._changes[other], free)}

    def tell(self, name: str) -> None:
        own = self._changes.get(name)
        if not own:
            return
        free = min(own)
        for other in sorted(self._with[free]):
            changes = self._changes[other]
            self._set(other, _less(changes, own, changes[free] / own[free]))

    def _set(self, name: str, changes: Row) -> None:
        for free in self._changes.get(name, {}).keys() - changes.keys():
            self._with[free].discard(name)
        for free in changes:
            self._with[free].add(name)
        self._changes[name] = changes


def _by_free_ones(name: str, row: Row | None) -> Row:
    """From its row of the solution: name = what the free ones make of it."""
    if row is None:
        return {name: Fraction(1)}
    return {free: -value for free, value in row.items() if free != name}


def _are_alike(one: Row, other: Row, free: str) -> bool:
    if one.keys() != other.keys():
        return False
    times = other[free] / one[free]
    return all(other[key] == times * value for key, value in one.items())


def _solved(rows: Iterable[Row]) -> dict[str, Row]:
    """Gaussian elimination: rows by the one unknown each is solved for, which no other has."""
    solved: dict[str, Row] = {}
    holding: dict[str, set[str]] = defaultdict(set)  # by unknown, which solved rows have it
    for row in rows:
        for pivot in row.keys() & solved.keys():
            row = _less(row, solved[pivot], row[pivot])
        if not row:
            continue
        pivot = _fewest(row, holding)
        row = {key: value / row[pivot] for key, value in row.items()}
        for other in sorted(holding.pop(pivot, ())):
            before = solved[other]
            solved[other] = _less(before, row, before[pivot])
            _note(holding, other, before, solved[other])
        solved[pivot] = row
        _note(holding, pivot, {}, row)
    return solved


def _fewest(row: Row, holding: Mapping[str, Collection[str]]) -> str:
    """Solving for what fewest rows have keeps the rows short."""
    return min(row, key=lambda key: (len(holding.get(key, ())), key))


def _note(holding: dict[str, set[str]], pivot: str, before: Row, after: Row) -> None:
    for key in before.keys() - after.keys():
        holding[key].discard(pivot)
    for key in after.keys() - {pivot}:
        holding[key].add(pivot)


def _less(row: Row, other: Row, times: Fraction) -> Row:
    left = dict(row)
    for key, value in other.items():
        found = left.pop(key, Fraction()) - times * value
        if found:
            left[key] = found
    return left
