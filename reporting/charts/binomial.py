"""Chances of a count, worked out exactly: what an approximation gets wrong is small numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache

# Beyond this many standard deviations nothing adds up to anything (under 1e-15).
REACH = 9


@lru_cache(maxsize=4096)  # every page draws the months before it again, with the same limits
def binomial_limit(whole: int, share: float, chance: float) -> int:
    """The smallest count with at least `chance` of being reached from below."""
    spread = math.sqrt(whole * share * (1 - share))
    return _limit(binomial_terms(whole, share), whole * share, spread, chance, whole)[0]


def interpolated(whole: int, share: float, chance: float) -> float:
    """The same between whole counts, so that a curve is smooth (Spiegelhalter 2005, A.1.1)."""
    spread = math.sqrt(whole * share * (1 - share))
    return _smooth(binomial_terms(whole, share), whole * share, spread, chance, whole)


def poisson_interpolated(expected: float, chance: float) -> float:
    """For events per time, where one child may have several."""
    top = math.ceil(expected + REACH * math.sqrt(expected)) + REACH * 4
    return _smooth(poisson_terms(expected), expected, math.sqrt(expected), chance, top)


def binomial_terms(whole: int, share: float) -> Callable[[int], float]:
    if share in (0.0, 1.0):
        return lambda count: float(count == whole * share)
    orders, hit, missed = math.lgamma(whole + 1), math.log(share), math.log1p(-share)

    def term(count: int) -> float:
        ways = orders - math.lgamma(count + 1) - math.lgamma(whole - count + 1)
        return math.exp(ways + count * hit + (whole - count) * missed)

    return term


def poisson_terms(expected: float) -> Callable[[int], float]:
    if expected == 0:
        return lambda count: float(count == 0)
    log = math.log(expected)

    def term(count: int) -> float:
        return math.exp(count * log - expected - math.lgamma(count + 1))

    return term


def _smooth(
    term: Callable[[int], float], mean: float, spread: float, chance: float, top: int
) -> float:
    count, reached, last = _limit(term, mean, spread, chance, top)
    return count - (reached - chance) / last if last > 0 else float(count)


def _limit(
    term: Callable[[int], float], mean: float, spread: float, chance: float, top: int
) -> tuple[int, float, float]:
    """The count, the chance of it or fewer, and of exactly it."""
    reached = last = 0.0
    count = 0
    for count in _counts(mean, spread, top):
        last = term(count)
        reached += last
        if reached >= chance:
            break
    return count, max(reached, chance), last


def _counts(mean: float, spread: float, top: int) -> Iterator[int]:
    yield from range(max(0, math.floor(mean - REACH * spread) - REACH), top + 1)
