"""P7: a pack for each of twelve people, from "close" to ready to print."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from statistics import median
from typing import Any

from script.benches.databases import Pair
from script.benches.hands import Hand
from script.benches.report import Line
from script.benches.sizes import Size

WORKERS = 2
GOAL_COLD = 5.0
GOAL_AHEAD = 1.0
RAW_ROUNDS = 5


def measure(pair: Pair, size: Size) -> Iterator[Line]:
    with ExitStack() as open_hands:
        hands = [open_hands.enter_context(pair.large()) for _ in range(WORKERS)]
        ahead = hands[0].do("meeting", recipients=size.packs)
        _prepare(hands, ahead["plans"])  # while the meeting goes on; also warms both workers up
        with_time = _close(hands, ahead)
        cold = _close(hands, hands[0].do("meeting", recipients=size.packs))
        pack = with_time["plans"][0]
        raw = median(hands[0].do("raw_render", pack=pack, rounds=min(size.rounds, RAW_ROUNDS)))
    floor = raw * size.packs
    yield _line(f"{size.packs} plans, nothing ahead", floor, cold, "plans_in", GOAL_COLD)
    yield _line(f"{size.packs} plans, rendered ahead", floor, with_time, "plans_in", GOAL_AHEAD)
    yield _line("The same, and every letter", floor * 2, with_time, "all_in", GOAL_COLD)


def _close(hands: Sequence[Hand], meeting: dict[str, Any]) -> dict[str, Any]:
    """Seconds from the chair's press to the last plan, and to the last letter, rendered."""
    began = time.perf_counter()
    packs = hands[0].do("close", conference=meeting["conference"])
    closed_in = time.perf_counter() - began
    _prepare(hands, packs["plans"])
    plans_in = time.perf_counter() - began
    _prepare(hands, packs["letters"])
    all_in = time.perf_counter() - began
    return {**packs, "closed_in": closed_in, "plans_in": plans_in, "all_in": all_in}


def _prepare(hands: Sequence[Hand], packs: Sequence[int]) -> None:
    """A pool of workers: each takes the next pack when it is free."""
    waiting: SimpleQueue[int] = SimpleQueue()
    for pack in packs:
        waiting.put(pack)
    with ThreadPoolExecutor(len(hands)) as pool:
        list(pool.map(_worker(waiting), hands))


def _worker(waiting: SimpleQueue[int]) -> Callable[[Hand], None]:
    def work(hand: Hand) -> None:
        while True:
            try:
                pack = waiting.get_nowait()
            except Empty:
                return
            hand.do("prepare", pack=pack)

    return work


def _line(words: str, floor: float, took: dict[str, Any], until: str, goal: float) -> Line:
    ready = len(set(took["rendered"]) & set(took["plans"]))
    return Line(
        "P7",
        words,
        f"{floor:.2f} s",
        f"{took[until]:.2f} s",
        took[until] / floor,
        f"{goal:.0f} s",
        took[until] <= goal,
        f"closing {took['closed_in']:.2f} s; {ready} of {len(took['plans'])} plans were ready then;"
        f" {WORKERS} workers; floor: WeasyPrint alone, one after another",
    )
