"""Small numbers hidden so that nobody can work them out from what is left, and little besides.

Numbers from 1 to 5 are hidden (the small-number rule of the DfE's published tables). Then every
other number is told, one after the other, the most useful first, unless that would give a small one
away: by itself, or with all the sums and all that was told before. What cannot be told stays
hidden. So nothing is hidden that could be told beside the rest.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reporting.domain.unknowns import Row, Unknowns

SMALLEST, LARGEST = 1, 5
HIDDEN = "c"  # as in the DfE's tables: "c" for confidential
OTHER_ORDERS = 6  # tried besides the most useful first: another may hide fewer


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
    on time); `harmless` count no people and are never hidden by themselves. A 0 is known to
    everybody, for nobody can be taken away from it, but for those of `unsure`. `worth`: how useful
    a number is to a reader, 1 where it is not said."""

    values: Mapping[str, int]
    sums: Iterable[Sum]
    unprinted: Collection[str] = ()
    harmless: Collection[str] = ()
    unsure: Collection[str] = ()
    worth: Mapping[str, int] = field(default_factory=dict)
    of: dict[str, list[Sum]] = field(init=False)

    def __post_init__(self) -> None:
        self.of = defaultdict(list)
        for each in self.sums:
            for key in each.keys:
                self.of[key].append(each)

    def is_small(self, key: str) -> bool:
        return SMALLEST <= self.values[key] <= LARGEST and key not in self.harmless

    def is_secret(self, key: str) -> bool:
        """Not known to everybody, as long as it is not told."""
        return self.values[key] != 0 or key in self.unsure


def suppress(
    numbers: Numbers, *, already: Collection[str] = (), printed: Collection[str] = ()
) -> frozenset[str]:
    """The numbers to hide. `already`: hidden before, and to stay so, as if small. `printed`: can be
    read elsewhere, whatever is hidden here."""
    kept, known = set(already) & set(numbers.values), set(printed)
    small = {key for key in numbers.values if numbers.is_small(key)}
    guarded = small | {key for key in kept if numbers.is_secret(key)}
    hidden = set(small) | kept
    for together in _connected(numbers):
        if guarded & together - known:
            hidden |= _fewest(numbers, together - known, guarded & together - known)
    return frozenset(hidden - set(numbers.unprinted))


def worked_out(numbers: Numbers, hidden: Collection[str]) -> set[str]:
    """Those of the hidden numbers that follow from the printed ones and the sums."""
    names = {
        key for key in {*hidden, *numbers.unprinted} if numbers.is_secret(key) and key in numbers.of
    }
    unknowns = Unknowns(sorted(names), _equations(numbers, names))
    return {key for key in names if unknowns.is_told(key)}


def _fewest(numbers: Numbers, together: set[str], guarded: set[str]) -> set[str]:
    """Of several orders in which to tell what may be told, the one that costs least. The same for
    the same numbers: the other orders are drawn by a fixed seed."""
    names = {key for key in together if numbers.is_secret(key)}
    unknowns = Unknowns(sorted(names), _equations(numbers, names))
    free = together - guarded - set(numbers.unprinted)
    found = (
        _not_told(numbers, unknowns.copy(), guarded, order) for order in _orders(numbers, free)
    )
    return min(found, key=lambda hidden: _cost(numbers, hidden))


def _orders(numbers: Numbers, keys: set[str]) -> Iterator[list[str]]:
    totals = {each.total for key in keys for each in numbers.of[key] if len(each.parts) > 1}

    def useful(key: str) -> tuple[int, bool, int, str]:
        return (-_worth(numbers, key), key not in totals, -numbers.values[key], key)

    best = sorted(keys, key=useful)
    yield best
    drawn = random.Random(0)  # noqa: S311 - no secret: which order is tried
    for _ in range(OTHER_ORDERS):
        other = sorted(keys)
        drawn.shuffle(other)
        yield sorted(other, key=lambda key: -_worth(numbers, key))


def _worth(numbers: Numbers, key: str) -> int:
    return numbers.worth.get(key, 1)


def _cost(numbers: Numbers, hidden: set[str]) -> int:
    return sum(_worth(numbers, key) for key in hidden)


def _not_told(
    numbers: Numbers, unknowns: Unknowns, guarded: set[str], order: Sequence[str]
) -> set[str]:
    hidden = set()
    for key in order:
        if _may_be_told(numbers, unknowns, key, guarded):
            unknowns.tell(key)
        else:
            hidden.add(key)
    return hidden


def _may_be_told(numbers: Numbers, unknowns: Unknowns, key: str, guarded: set[str]) -> bool:
    if unknowns.is_told(key):
        return True
    told = unknowns.told_with(key)
    if told & guarded:
        return False
    touched = {id(each): each for one in told for each in numbers.of[one]}
    return not any(
        _left_little(numbers, unknowns, each, told, guarded) for each in touched.values()
    )


def _left_little(
    numbers: Numbers, unknowns: Unknowns, each: Sum, told: set[str], guarded: set[str]
) -> bool:
    """The total would be told, and the parts that are not add up to a small number between them."""
    if each.total not in told and not unknowns.is_told(each.total):
        return False
    left = [key for key in each.parts if key not in told and not unknowns.is_told(key)]
    few = SMALLEST <= sum(numbers.values[key] for key in left) <= LARGEST
    return few and bool(guarded.intersection(left))


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


def _equations(numbers: Numbers, unknown: Collection[str]) -> list[Row]:
    """Only which unknowns stand in each, and how: whether they follow does not need the sums."""
    distinct = {id(each): each for key in sorted(unknown) for each in numbers.of[key]}
    rows = []
    for each in distinct.values():
        row: Row = defaultdict(Fraction)
        for key, sign in ((each.total, -1), *((part, 1) for part in each.parts)):
            if key in unknown:
                row[key] += sign
        if row := {key: value for key, value in row.items() if value}:
            rows.append(row)
    return rows
