"""P1: a list of 50 rows, with permission filter and audit row, over its raw SQL."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from script.benches.databases import Pair
from script.benches.report import Line, milliseconds
from script.benches.sizes import Size

GOAL = 12.0


def measure(pair: Pair, size: Size) -> Iterator[Line]:
    with pair.large() as hand:
        scene = hand.do("set_scenes")
        took = hand.do("list_page", user=scene["booker"], rounds=size.rounds)
    page, raw = median(took["page"]), median(took["raw"])
    yield Line(
        "P1",
        "50-row list, HTML",
        milliseconds(raw),
        milliseconds(page),
        page / raw,
        f"{GOAL:.0f}x",
        page / raw <= GOAL,
        f"/conferences/to-book/, {took['queries']} queries; floor: the same rows in one statement",
    )
