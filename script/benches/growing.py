"""P2: the pages people open all day, in a service ten times the size."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

from script.benches.databases import Pair
from script.benches.hands import Hand
from script.benches.report import Line, milliseconds
from script.benches.sizes import Size

GOAL = 1.5
PAGES = {
    "start": "My deadlines (start page)",
    "conference": "Conference page",
    "child": "Child page",
    "save": "Save one passage",
}


def measure(pair: Pair, size: Size) -> Iterator[Line]:
    with pair.small() as small, pair.large() as large:
        scenes = [small.do("set_scenes"), large.do("set_scenes")]
        for name, words in PAGES.items():
            few, many = _in_turn(name, [small, large], scenes, size.rounds)
            yield _line(words, few, many, size)


def _in_turn(
    name: str, hands: list[Hand], scenes: list[dict[str, int]], rounds: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Small, large, small, large: what else the machine does then falls on both."""
    pairs = [
        [hand.do("page", name=name, scene=scene) for hand, scene in zip(hands, scenes, strict=True)]
        for _ in range(rounds)
    ]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _line(words: str, few: list[dict[str, Any]], many: list[dict[str, Any]], size: Size) -> Line:
    floor = median(each["seconds"] for each in few)
    took = median(each["seconds"] for each in many)
    counts = [sorted({each["queries"] for each in side}) for side in (few, many)]
    return Line(
        "P2",
        words,
        milliseconds(floor),
        milliseconds(took),
        took / floor,
        f"{GOAL}x",
        took / floor <= GOAL,
        f"{size.children} and {size.children * size.times} children;"
        f" queries {_span(counts[0])} and {_span(counts[1])}",
    )


def _span(counts: list[int]) -> str:
    return str(counts[0]) if counts[0] == counts[-1] else f"{counts[0]} to {counts[-1]}"
