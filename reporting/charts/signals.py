"""When a chart says that something changed: four rules, and no more.

The rules of NHS England's "Making Data Count": a point outside the limits, a run on one side of the
mean, a trend, and two of three points near a limit, that is beyond two standard deviations. Books
differ on the run (Western Electric and IHI 8, Nelson 9): its 7 is taken here, because managers of
children's services compare with health.
More rules would find more that is not there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

RUN = 7
TREND = 6
NEAR_OF = 3  # two of this many


class Signal(Enum):
    """In words that end the sentence "it has been"."""

    ABOVE = "above what usually happens"
    BELOW = "below what usually happens"
    HIGH_RUN = f"above the mean {RUN} or more times in a row"
    LOW_RUN = f"below the mean {RUN} or more times in a row"
    RISING = f"rising {TREND} or more times in a row"
    FALLING = f"falling {TREND} or more times in a row"
    NEAR_TOP = "close to the upper limit two times out of three"
    NEAR_BOTTOM = "close to the lower limit two times out of three"


class Limits(NamedTuple):
    low: float
    high: float


Value = float | None
Range = Limits | None


def signals(
    values: Sequence[Value], centre: float, limits: Sequence[Range], inner: Sequence[Range]
) -> list[tuple[Signal, ...]]:
    """What each point is part of. A missing value breaks a run: nobody knows where it was.

    `inner`: beyond these a point is close to a limit. They do not follow from `limits`, which stop
    where there can be no value.
    """
    found: list[list[Signal]] = [[] for _ in values]
    for signal, places in _all(values, centre, limits, inner):
        for place in places:
            if signal not in found[place]:
                found[place].append(signal)
    return [tuple(each) for each in found]


def _all(
    values: Sequence[Value], centre: float, limits: Sequence[Range], inner: Sequence[Range]
) -> Iterator[tuple[Signal, Sequence[int]]]:
    above, below = _outside(values, limits)
    yield from ((Signal.ABOVE, [place]) for place in above)
    yield from ((Signal.BELOW, [place]) for place in below)
    up = [value is not None and value > centre for value in values]
    down = [value is not None and value < centre for value in values]
    yield from ((Signal.HIGH_RUN, run) for run in _runs(up, RUN))
    yield from ((Signal.LOW_RUN, run) for run in _runs(down, RUN))
    yield from _trends(values)
    high, low = _outside(values, inner)
    yield from ((Signal.NEAR_TOP, pair) for pair in _two_of_three(high))
    yield from ((Signal.NEAR_BOTTOM, pair) for pair in _two_of_three(low))


def _outside(values: Sequence[Value], limits: Sequence[Range]) -> tuple[list[int], list[int]]:
    """The places of the points above, and of those below."""
    above, below = [], []
    for place, (value, limit) in enumerate(zip(values, limits, strict=True)):
        if value is None or limit is None:
            continue
        if value > limit.high:
            above.append(place)
        if value < limit.low:
            below.append(place)
    return above, below


def _runs(marks: Sequence[bool], least: int) -> Iterator[range]:
    start = 0
    for place, mark in enumerate([*marks, False]):
        if not mark:
            if place - start >= least:
                yield range(start, place)
            start = place + 1


def _trends(values: Sequence[Value]) -> Iterator[tuple[Signal, Sequence[int]]]:
    """Six points of which each is higher (lower) than the one before: five steps."""
    steps = list(itertools.pairwise(values))
    for signal, sign in ((Signal.RISING, 1), (Signal.FALLING, -1)):
        ways = [a is not None and b is not None and (b - a) * sign > 0 for a, b in steps]
        yield from ((signal, range(run.start, run.stop + 1)) for run in _runs(ways, TREND - 1))


def _two_of_three(near: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((one, after) for one, after in itertools.pairwise(near) if after - one < NEAR_OF)
