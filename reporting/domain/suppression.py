"""Small numbers hidden so that nobody can work them out from what is left.

Numbers from 1 to 5 are hidden (the small-number rule of the DfE's published tables). A number is
hidden too where it would give one of them away: by subtraction within a sum, or through several
sums that share numbers. What can be worked out is asked of the equations themselves (Gaussian
elimination over what is hidden), not guessed from the shape of a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

SMALLEST, LARGEST = 1, 5
HIDDEN = "c"  # as in the DfE's tables: "c" for confidential

Row = dict[str, Fraction]


@dataclass(frozen=True)
class Sum:
    """total = the parts added up, but for a constant that any reader may know."""

    total: str
    parts: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


@dataclass
class Numbers:
    """`values` of all numbers by key. `unprinted` are in no table, but follow from it (those not
    on time); `harmless` count no people and are never hidden by themselves."""

    values: Mapping[str, int]
    sums: Iterable[Sum]
    unprinted: Collection[str] = ()
    harmless: Collection[str] = ()
    of: dict[str, list[Sum]] = field(init=False)

    def __post_init__(self) -> None:
        self.of = defaultdict(list)
        for each in self.sums:
            for key in each.keys:
                self.of[key].append(each)

    def is_small(self, key: str) -> bool:
        return SMALLEST <= self.values[key] <= LARGEST and key not in self.harmless


def suppress(numbers: Numbers, *, already: Collection[str] = ()) -> frozenset[str]:
    """The printed numbers to hide. `already`: hidden before, and to stay so."""
    small = {key for key in numbers.values if numbers.is_small(key)}
    hidden = set(numbers.unprinted) | small | (set(already) & set(numbers.values))
    for together in _connected(numbers):
        inside = {key for key in small if key in together}
        while masks := _masks(numbers, together, inside, hidden):
            hidden |= masks
    return frozenset(hidden - set(numbers.unprinted))


def worked_out(numbers: Numbers, hidden: Collection[str]) -> set[str]:
    """Those of the hidden numbers that follow from the printed ones and the sums."""
    unknown = set(hidden) | set(numbers.unprinted)
    found: set[str] = set()
    for together in _connected(numbers):
        found |= _determined(_equations(numbers, together, unknown))
    return found


def _masks(numbers: Numbers, together: set[str], small: set[str], hidden: set[str]) -> set[str]:
    """What must be hidden besides, so that the small ones stay unknown; empty when all do."""
    masks: set[str] = set()
    for each in {id(each): each for key in small for each in numbers.of[key]}.values():
        if _adds_to_little(numbers, each, hidden | masks):
            masks |= _smallest(numbers, [each], hidden | masks)
    if masks:
        return masks
    for key in sorted(small & _determined(_equations(numbers, together, hidden))):
        masks |= _smallest(numbers, _around(numbers, key, hidden), hidden | masks)
    return masks


def _adds_to_little(numbers: Numbers, each: Sum, hidden: Collection[str]) -> bool:
    """The total is printed, and the hidden parts add up to a small number between them."""
    if each.total in hidden:
        return False
    parts = [key for key in each.parts if key in hidden]
    return bool(parts) and SMALLEST <= sum(numbers.values[key] for key in parts) <= LARGEST


def _around(numbers: Numbers, key: str, hidden: Collection[str]) -> list[Sum]:
    """The sums that a number is in, and those it reaches through other hidden ones, nearest
    first."""
    seen: dict[int, Sum] = {}
    edge, met = [key], {key}
    while edge:
        found = [each for one in edge for each in numbers.of[one] if id(each) not in seen]
        seen |= {id(each): each for each in found}
        if any(other not in hidden for each in found for other in each.keys):
            return list(seen.values())
        edge = [other for each in found for other in each.keys if other not in met]
        met |= set(edge)
    return list(seen.values())


def _smallest(numbers: Numbers, sums: list[Sum], hidden: Collection[str]) -> set[str]:
    """One more number to hide: a part rather than a total, the smallest that is not 0. A 0 hides
    nothing: nobody can be taken away from it."""
    totals = {each.total for each in sums}
    open_ones = {key for each in sums for key in each.keys if key not in hidden}
    order = sorted(
        open_ones,
        key=lambda key: (numbers.values[key] == 0, key in totals, numbers.values[key], key),
    )
    return set(order[:1])


def _connected(numbers: Numbers) -> list[set[str]]:
    """Numbers that some sums tie together; those in no sum give nothing away."""
    groups, placed = [], set()
    for start in numbers.of:
        if start in placed:
            continue
        group, edge = {start}, [start]
        while edge:
            reached = {key for one in edge for each in numbers.of[one] for key in each.keys}
            edge = list(reached - group)
            group |= reached
        placed |= group
        groups.append(group)
    return groups


def _equations(numbers: Numbers, together: set[str], unknown: Collection[str]) -> list[Row]:
    """Only which unknowns stand in each, and how: whether they follow does not need the sums."""
    distinct = {id(each): each for key in together for each in numbers.of[key]}
    rows = []
    for each in distinct.values():
        row: Row = defaultdict(Fraction)
        for key, sign in ((each.total, -1), *((part, 1) for part in each.parts)):
            if key in unknown:
                row[key] += sign
        if row := {key: value for key, value in row.items() if value}:
            rows.append(row)
    return rows


def _determined(rows: list[Row]) -> set[str]:
    """Unknowns with one solution: alone in a row of the reduced echelon form."""
    reduced: dict[str, Row] = {}
    for row in rows:
        for pivot, other in reduced.items():
            if pivot in row:
                row = _less(row, other, row[pivot])
        if not row:
            continue
        pivot = min(row)
        row = {key: value / row[pivot] for key, value in row.items()}
        for name, other in reduced.items():
            if pivot in other:
                reduced[name] = _less(other, row, other[pivot])
        reduced[pivot] = row
    return {pivot for pivot, row in reduced.items() if len(row) == 1}


def _less(row: Row, other: Row, times: Fraction) -> Row:
    left = {key: row.get(key, Fraction()) - times * other.get(key, 0) for key in {*row, *other}}
    return {key: value for key, value in left.items() if value}
