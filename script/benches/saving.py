"""P6: saving a passage, eight people at once, over the bare INSERTs and COMMIT."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median, quantiles
from typing import Any

from script.benches.databases import Pair
from script.benches.hands import Hand
from script.benches.report import Line, milliseconds
from script.benches.sizes import Size

CLIENTS = 8
PROCESSES = 2  # as many web processes as cores, as in production
TURNS = 3
GOAL_A_SECOND = 200
GOAL_P99 = 0.1


def measure(pair: Pair, size: Size) -> Iterator[Line]:
    """Real, raw, real, raw...; the median turn stands."""
    with ExitStack() as open_hands:
        hands = [open_hands.enter_context(pair.large()) for _ in range(PROCESSES)]
        rooms = hands[0].do("rooms", count=CLIENTS)
        shares = [rooms[number::PROCESSES] for number in range(PROCESSES)]
        turns = [
            (_turn(hands, "saves", shares, size), _turn(hands, "raw_saves", shares, size))
            for _ in range(TURNS)
        ]
    real, raw = [turn[0] for turn in turns], [turn[1] for turn in turns]
    yield _rate(real, raw)
    yield _slowest(real, raw)


def _turn(hands: list[Hand], what: str, shares: list[list[int]], size: Size) -> dict[str, Any]:
    for hand, share in zip(hands, shares, strict=True):
        hand.ask(what, rooms=share, each=size.saves)
    heard = [hand.hear() for hand in hands]
    took = [seconds for answer in heard for seconds in answer["seconds"]]
    return {
        "rate": len(took) / max(answer["wall"] for answer in heard),
        "p99": quantiles(took, n=100, method="inclusive")[98],
    }


def _rate(real: list[dict[str, Any]], raw: list[dict[str, Any]]) -> Line:
    floor, rate = (median(turn["rate"] for turn in turns) for turns in (raw, real))
    return Line(
        "P6",
        "Passages saved, 8 clients",
        f"{floor:.0f}/s",
        f"{rate:.0f}/s",
        floor / rate,
        f"{GOAL_A_SECOND}/s",
        rate >= GOAL_A_SECOND,
        "floor: the same rows by bare INSERT and COMMIT into tables without an index",
    )


def _slowest(real: list[dict[str, Any]], raw: list[dict[str, Any]]) -> Line:
    floor, took = (median(turn["p99"] for turn in turns) for turns in (raw, real))
    return Line(
        "P6",
        "99 of 100 saves within",
        milliseconds(floor),
        milliseconds(took),
        took / floor,
        milliseconds(GOAL_P99),
        took <= GOAL_P99,
    )
