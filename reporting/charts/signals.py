"""When a chart says that something changed: four rules, and no more.

The rules of NHS England's "Making Data Count": a point outside the limits, a run on one side of the
mean, a trend, and two of three points near a limit. Books differ on the run (Western Electric and
IHI 8, Nelson 9): its 7 is taken here, because managers of children's services compare with health.
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
OUTER_THIRD = 2 / 3


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
    values: Sequence[Value], centre: float, limits: Sequence[Range]
) -> list[tuple[Signal, ...]]:
    """What each point is part of. A missing value breaks a run: nobody knows where it was."""
    found: list[list[Signal]] = [[] for _ in values]
    for signal, places in _all(values, centre, limits):
        for place in places:
            if signal not in found[place]:
                found[place].append(signal)
    return [tuple(each) for each in found]


def _all(
    values: Sequence[Value], centre: float, limits: Sequence[Range]
) -> Iterator[tuple[Signal, Sequence[int]]]:
    yield from _outside(values, limits)
    up = [value is not None and value > centre for value in values]
    down = [value is not None and value < centre for value in values]
    yield from ((Signal.HIGH_RUN, run) for run in _runs(up, RUN))
    yield from ((Signal.LOW_RUN, run) for run in _runs(down, RUN))
    yield from _trends(values)
    yield from _near(values, centre, limits)


def _outside(
    values: Sequence[Value], limits: Sequence[Range]
) -> Iterator[tuple[Signal, Sequence[int]]]:
    for place, (value, limit) in enumerate(zip(values, limits, strict=True)):
        if value is None or limit is None:
            continue
        if value > limit.high:
            yield Signal.ABOVE, [place]
        if value < limit.low:
            yield Signal.BELOW, [place]


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


def _near(
    values: Sequence[Value], centre: float, limits: Sequence[Range]
) -> Iterator[tuple[Signal, Sequence[int]]]:
    shares = [_share(value, centre, limit) for value, limit in zip(values, limits, strict=True)]
    for signal, sign in ((Signal.NEAR_TOP, 1), (Signal.NEAR_BOTTOM, -1)):
        near = [place for place, share in enumerate(shares) if share * sign > OUTER_THIRD]
        for place, after in itertools.pairwise(near):
            if after - place < NEAR_OF:
                yield signal, (place, after)


def _share(value: Value, centre: float, limit: Range) -> float:
    """How far towards the limit, from 0 at the mean; negative below it."""
    if value is None or limit is None or value == centre:
        return 0.0
    room = limit.high - centre if value > centre else centre - limit.low
    return (value - centre) / room if room > 0 else 0.0
