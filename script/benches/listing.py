"""P1: a list of 50 rows, with permission filter and audit row, over its raw SQL."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

from script.benches.databases import Pair
from script.benches.report import Line, milliseconds
from script.benches.sizes import Size

GOALS = {"HTML": 12.0, "JSON": 8.0}
ASKED = {"HTML": "/conferences/to-book/", "JSON": "/api/v1/conferences by token"}


def measure(pair: Pair, size: Size) -> Iterator[Line]:
    with pair.large() as hand:
        scene = hand.do("set_scenes")
        for kind, does in (("HTML", "list_page"), ("JSON", "list_json")):
            yield _line(kind, hand.do(does, user=scene["booker"], rounds=size.rounds))


def _line(kind: str, took: dict[str, Any]) -> Line:
    page, raw, goal = median(took["page"]), median(took["raw"]), GOALS[kind]
    return Line(
        "P1",
        f"50-row list, {kind}",
        milliseconds(raw),
        milliseconds(page),
        page / raw,
        f"{goal:.0f}x",
        page / raw <= goal,
        f"{ASKED[kind]}, {took['queries']} queries; floor: the same rows in one statement",
    )
