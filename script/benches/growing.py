"""P2: the pages people open all day, in a service ten times the size, and the bare deadlines."""

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
RAW = "The deadlines alone (raw)"
Rounds = list[dict[str, Any]]


def measure(pair: Pair, size: Size) -> Iterator[Line]:
    with pair.small() as small, pair.large() as large:
        scenes = [small.do("set_scenes"), large.do("set_scenes")]
        took = {name: _in_turn(name, [small, large], scenes, size.rounds) for name in PAGES}
    for name, words in PAGES.items():
        yield _page(words, *took[name], size)
    few = [each for side in took.values() for each in side[0]]
    many = [each for side in took.values() for each in side[1]]
    yield _raw(few, many, size)


def _in_turn(
    name: str, hands: list[Hand], scenes: list[dict[str, int]], rounds: int
) -> tuple[Rounds, Rounds]:
    """Small, large, small, large: what else the machine does then falls on both."""
    pairs = [
        [hand.do("page", name=name, scene=scene) for hand, scene in zip(hands, scenes, strict=True)]
        for _ in range(rounds)
    ]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _page(words: str, few: Rounds, many: Rounds, size: Size) -> Line:
    counts = [sorted({each["queries"] for each in side}) for side in (few, many)]
    raw = [_middle(side, "seconds") / _middle(side, "raw") for side in (few, many)]
    note = (
        f"{_children(size)}; queries {_span(counts[0])} and {_span(counts[1])};"
        f" {raw[0]:.0f} and {raw[1]:.0f} times the deadlines alone"
    )
    return _line(words, _middle(few, "seconds"), _middle(many, "seconds"), note)


def _raw(few: Rounds, many: Rounds, size: Size) -> Line:
    note = f"{_children(size)}; one SQL statement, in the same rounds as the pages"
    return _line(RAW, _middle(few, "raw"), _middle(many, "raw"), note)


def _line(words: str, floor: float, took: float, note: str) -> Line:
    return Line(
        "P2",
        words,
        milliseconds(floor),
        milliseconds(took),
        took / floor,
        f"{GOAL}x",
        took / floor <= GOAL,
        note,
    )


def _middle(side: Rounds, what: str) -> float:
    return median(each[what] for each in side)


def _children(size: Size) -> str:
    return f"{size.children} and {size.children * size.times} children"


def _span(counts: list[int]) -> str:
    return str(counts[0]) if counts[0] == counts[-1] else f"{counts[0]} to {counts[-1]}"
