"""P4 and P5: all of England's open deadlines looked at in a night, re-dated for a new holiday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from script.benches.databases import Pair
from script.benches.report import Line
from script.benches.sizes import Size

GOAL_SWEEP = 2.0
MOST_TIMES = 5.0  # the floor; and a sweep that comes again writes nothing
GOAL_HOLIDAY = 10.0
ROUNDS = 5


def measure_sweep(pair: Pair, size: Size) -> Iterator[Line]:
    took = _on_clocks(pair, size, "sweep")
    note = (
        f"{took['open']} open deadlines, {took['moved']} written; floor: its two statements alone;"
        f" reading each deadline once takes {median(took['read']):.2f} s"
    )
    line = _line("P4", "Nightly sweep", took, GOAL_SWEEP, note)
    met = line.met and line.ratio <= MOST_TIMES and took["moved"] == 0
    goal = f"{line.goal}, {MOST_TIMES:.0f}x, 0 written"
    yield replace(line, goal=goal, met=met)


def measure_holiday(pair: Pair, size: Size) -> Iterator[Line]:
    took = _on_clocks(pair, size, "holiday")
    note = (
        f"{took['open']} open deadlines, {took['moved']} moved, each with its history;"
        " floor: the same rows by one bare UPDATE and INSERT"
    )
    yield _line("P5", "Extra bank holiday", took, GOAL_HOLIDAY, note)


def _on_clocks(pair: Pair, size: Size, what: str) -> dict[str, Any]:
    with pair.clocks() as hand:
        opened = hand.do("open_clocks", wanted=size.deadlines)
        took: dict[str, Any] = hand.do(what, rounds=min(size.rounds, ROUNDS))
    return {**took, "open": opened}


def _line(number: str, work: str, took: dict[str, Any], goal: float, note: str) -> Line:
    floor, measured = median(took["raw"]), median(took["real"])
    return Line(
        number,
        work,
        f"{floor:.2f} s",
        f"{measured:.2f} s",
        measured / floor,
        f"{goal:.0f} s",
        measured <= goal,
        note,
    )
