"""Draw a sample that anybody can draw again: pure, by seed, stratified by chair and area.

The same units, size and seed give the same sample, whatever order the units come in. Every
stratum has its fair share; while there is room each has at least one, so that no chair is never
looked at.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

Stratum = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """One child that might be drawn: ids of the chair, the area and the child."""

    chair: int
    area: int
    child: int

    @property
    def stratum(self) -> Stratum:
        return self.chair, self.area


def draw(units: Iterable[Unit], *, size: int, seed: int) -> list[Unit]:
    """`size` of the units (all, where there are fewer), in order of stratum and child."""
    strata: dict[Stratum, list[Unit]] = defaultdict(list)
    for unit in sorted(set(units)):
        strata[unit.stratum].append(unit)
    shares = shares_of({stratum: len(rows) for stratum, rows in strata.items()}, size, seed)
    drawn = [
        unit
        for stratum, rows in strata.items()
        for unit in _chance(seed, stratum).sample(rows, shares[stratum])
    ]
    return sorted(drawn)


def shares_of(sizes: dict[Stratum, int], size: int, seed: int) -> dict[Stratum, int]:
    """How many of each stratum: one each while there is room, the rest by size (largest
    remainder), equal claims by lot."""
    total = sum(sizes.values())
    size = min(size, total)
    order = sorted(sizes, key=lambda stratum: (_chance(seed, stratum).random(), stratum))
    if size <= len(order):
        return {stratum: int(stratum in order[:size]) for stratum in sizes}
    shares = dict.fromkeys(sizes, 1)
    for _ in range(size - len(order)):
        claim = max(
            (stratum for stratum in order if shares[stratum] < sizes[stratum]),
            key=lambda stratum: size * sizes[stratum] / total - shares[stratum],
        )
        shares[claim] += 1
    return shares


def _chance(seed: int, stratum: Stratum) -> random.Random:
    """Each stratum has its own, so that a change in one moves no other."""
    return random.Random(f"{seed}:{stratum[0]}:{stratum[1]}")  # noqa: S311 - repeatable, not secret
