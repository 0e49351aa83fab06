"""A fair comparison of areas, teams or chairs: how far each is from all together, given its size.

Limits as Spiegelhalter, "Funnel plots for comparing institutional performance" (2005). Small units
swing more, so the funnel is wide where there are few. A place outside it is a question, not a
verdict: other families, other thresholds, other ways of writing things down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reporting.charts.binomial import interpolated, poisson_interpolated

FEWEST = 10  # of the denominator (issue: "not drawn below 10")
INNER, OUTER = 0.95, 0.998
STEPS = 24  # of the curve


class Kind(Enum):
    SHARE = "share"  # at most one for each: out of 100
    RATE = "rate"  # any number for each: per 100 of the denominator


class Place(Enum):
    """In plain words; a question where something may be different."""

    TOO_FEW = "Too few to compare"
    WITHIN = "Within what chance alone gives"
    HIGH = "Higher than most would be by chance. Is something different here?"
    LOW = "Lower than most would be by chance. Is something different here?"
    FAR_HIGH = "Much higher than chance alone gives. Is something different here?"
    FAR_LOW = "Much lower than chance alone gives. Is something different here?"


@dataclass(frozen=True)
class Unit:
    name: str
    part: int
    whole: int


@dataclass(frozen=True)
class Limit:
    """Per 100 of the denominator, at a size of it."""

    whole: float
    outer_low: float
    inner_low: float
    inner_high: float
    outer_high: float


@dataclass(frozen=True)
class Placed:
    unit: Unit
    value: float | None  # None where there are too few to compare
    place: Place


@dataclass(frozen=True)
class Funnel:
    """`centre` is pooled over all units, also those too small to be drawn; None without any."""

    centre: float | None
    placed: tuple[Placed, ...]
    curve: tuple[Limit, ...]


def funnel(units: Sequence[Unit], kind: Kind = Kind.SHARE) -> Funnel:
    whole = sum(unit.whole for unit in units)
    if not whole:
        return Funnel(None, tuple(Placed(unit, None, Place.TOO_FEW) for unit in units), ())
    pooled = sum(unit.part for unit in units) / whole
    placed = tuple(_place(unit, pooled, kind) for unit in units)
    drawn = [each.unit.whole for each in placed if each.value is not None]
    curve = tuple(_limit(size, pooled, kind) for size in _sizes(max(drawn))) if drawn else ()
    return Funnel(100 * pooled, placed, curve)


def _place(unit: Unit, pooled: float, kind: Kind) -> Placed:
    if unit.whole < FEWEST:
        return Placed(unit, None, Place.TOO_FEW)
    value, limit = 100 * unit.part / unit.whole, _limit(unit.whole, pooled, kind)
    return Placed(unit, value, _where(value, limit))


def _where(value: float, limit: Limit) -> Place:
    if value > limit.outer_high:
        return Place.FAR_HIGH
    if value < limit.outer_low:
        return Place.FAR_LOW
    if value > limit.inner_high:
        return Place.HIGH
    return Place.LOW if value < limit.inner_low else Place.WITHIN


def _limit(whole: int, pooled: float, kind: Kind) -> Limit:
    low, high = (1 - OUTER) / 2, (1 + OUTER) / 2
    inner_low, inner_high = (1 - INNER) / 2, (1 + INNER) / 2
    found = (_at(whole, pooled, kind, chance) for chance in (low, inner_low, inner_high, high))
    return Limit(whole, *found)


def _at(whole: int, pooled: float, kind: Kind, chance: float) -> float:
    if kind == Kind.RATE:
        return max(0.0, 100 * poisson_interpolated(whole * pooled, chance) / whole)
    return min(100.0, max(0.0, 100 * interpolated(whole, min(pooled, 1.0), chance) / whole))


def _sizes(largest: int) -> Iterator[int]:
    """From the smallest that is drawn to a little past the largest, closer where it bends."""
    last = max(largest * 1.1, FEWEST * 2)
    known = set()
    for step in range(STEPS + 1):
        size = round(FEWEST + (last - FEWEST) * (step / STEPS) ** 2)
        if size not in known:
            known.add(size)
            yield size
