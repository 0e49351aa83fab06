"""Statistical process control: what usually happens, and what stands out from it.

XmR chart for counts, p-chart for percentages (Shewhart; Wheeler, "Understanding Variation"). The
limits describe what this service does. They are not its target.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import NamedTuple

from reporting.charts.binomial import binomial_limit
from reporting.charts.signals import Limits, Range, Signal, Value, signals

# Three standard deviations, from the mean moving range of neighbours: 3 / 1.128.
MOVING_RANGE_FACTOR = 2.66
SIGMAS, INNER_SIGMAS = 3, 2
# The chance beyond three standard deviations on one side, and beyond two.
TAIL, INNER_TAIL = 0.00135, 0.02275
# Limits made of fewer move about with each new point (local choice; Wheeler allows fewer).
FEWEST_POINTS = 10
EVERYTHING = Limits(0.0, 100.0)
# Under this many expected either way, three standard deviations say too much.
FEWEST_EXPECTED = 5


class Point(NamedTuple):
    value: Value
    limits: Range
    signals: tuple[Signal, ...] = ()
    too_few: bool = False  # no value could stand out among so few


@dataclass(frozen=True)
class Chart:
    """`centre` is None where there are too few points to say what is usual."""

    centre: Value
    points: tuple[Point, ...]


def xmr(values: Sequence[Value], *, floor: float | None = 0.0) -> Chart:
    """Counts and medians. `floor` is what they cannot go under; None where there is none."""
    known = [value for value in values if value is not None]
    if len(known) < FEWEST_POINTS:
        return _without_limits(values)
    centre = mean(known)
    reach = MOVING_RANGE_FACTOR * _mean_moving_range(known)
    low = centre - reach if floor is None else max(floor, centre - reach)
    limits = [Limits(low, centre + reach)] * len(values)
    reach *= INNER_SIGMAS / SIGMAS
    inner = [Limits(centre - reach, centre + reach)] * len(values)
    return _chart(values, centre, limits, inner, [False] * len(values))


def p_chart(counts: Sequence[tuple[int, int] | None]) -> Chart:
    """Percentages of (part, whole); the centre is pooled, never a mean of percentages.

    The limits are each point's own, from how many there were. Where fewer than five would be
    expected on either side they are exact (binomial): three standard deviations would call an
    ordinary month strange. Where even all or none would be ordinary, the point is not judged.
    """
    values = [_percent(each) for each in counts]
    known = [each for each in counts if each is not None and each[1]]
    if len(known) < FEWEST_POINTS:
        return _without_limits(values)
    pooled = sum(part for part, _ in known), sum(whole for _, whole in known)
    share = pooled[0] / pooled[1]
    sizes = [each[1] if each else 0 for each in counts]
    outer = [_p_limits(whole, share, SIGMAS, TAIL) if whole else None for whole in sizes]
    inner = [_p_limits(n, share, INNER_SIGMAS, INNER_TAIL) if n else None for n in sizes]
    limits = [_cut(limit) if limit else None for limit in outer]
    too_few = [limit == EVERYTHING for limit in limits]
    return _chart(values, 100 * pooled[0] / pooled[1], limits, inner, too_few)


def _chart(
    values: Sequence[Value],
    centre: float,
    limits: Sequence[Range],
    inner: Sequence[Range],
    too_few: Sequence[bool],
) -> Chart:
    """What is too few to judge is part of no pattern either."""
    judged = [None if few else value for value, few in zip(values, too_few, strict=True)]
    found = signals(judged, centre, limits, inner)
    rows = zip(values, limits, found, too_few, strict=True)
    return Chart(centre, tuple(Point(*row) for row in rows))


def _without_limits(values: Sequence[Value]) -> Chart:
    return Chart(None, tuple(Point(value, None) for value in values))


def _mean_moving_range(known: Sequence[float]) -> float:
    steps = [abs(after - before) for before, after in itertools.pairwise(known)]
    return sum(steps) / len(steps)


def _percent(count: tuple[int, int] | None) -> Value:
    return 100 * count[0] / count[1] if count and count[1] else None


def _p_limits(whole: int, share: float, sigmas: int, tail: float) -> Limits:
    """As many standard deviations from the mean; of small numbers, so that `tail` is beyond."""
    if whole * min(share, 1 - share) < FEWEST_EXPECTED:
        low = binomial_limit(whole, share, tail)
        high = binomial_limit(whole, share, 1 - tail)
        return Limits(100 * low / whole, 100 * high / whole)
    reach = sigmas * math.sqrt(share * (1 - share) / whole)
    return Limits(100 * (share - reach), 100 * (share + reach))


def _cut(limits: Limits) -> Limits:
    """To where there can be values."""
    return Limits(max(0.0, limits.low), min(100.0, limits.high))
