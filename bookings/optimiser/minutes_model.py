"""Share out the minute-takers, once times, rooms and chairs are settled.

Only about 70% of meetings get one, so as many as possible are covered; then those who stay in
their own hub are preferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from bookings.optimiser.need import SlotChoice
from bookings.optimiser.obstacles import minute_taker_obstacles
from bookings.optimiser.solver import has_answer, reproducible
from bookings.optimiser.span import Span, overlap, span_of
from bookings.optimiser.supply import Supply

if TYPE_CHECKING:
    from bookings.optimiser.plan import Wanted

COVERED, OWN_HUB, SAME_AS_BEFORE = 10, 1, 2


def share_minute_takers(
    wanted: Sequence[Wanted],
    choices: dict[str, SlotChoice],
    supply: Supply,
    *,
    seed: int,
    effort: float,
) -> dict[str, SlotChoice]:
    """The same choices, with a minute-taker wherever one can be had."""
    cp = cp_model.CpModel()
    spans: dict[str, Span] = {}
    given: dict[tuple[str, int], cp_model.IntVar] = {}
    worth = []
    chairing = {choice.chair_id for choice in choices.values()}
    for want in wanted:
        choice = choices.get(want.key)
        if choice is None or not want.need.minute_taker_wanted:
            continue
        session = supply.session[choice.session_id]
        span = spans[want.key] = span_of(want.need, supply, choice.day, session, meeting=False)
        hub = supply.room[choice.room_id].hub_id
        for taker in supply.minute_takers:
            if taker.id in chairing or any(minute_taker_obstacles(supply, taker, span, hub)):
                continue
            gives = given[want.key, taker.id] = cp.new_bool_var(f"{want.key} {taker.id}")
            kept = want.current is not None and want.current.minute_taker_id == taker.id
            value = COVERED + OWN_HUB * (taker.hub_id == hub) + SAME_AS_BEFORE * kept
            worth.append(gives * value)
        cp.add_at_most_one(v for (key, _taker), v in given.items() if key == want.key)
    _never_twice(cp, given, spans, choices, supply)
    cp.maximize(sum(worth))
    solver = reproducible(seed=seed, effort=effort)
    if not has_answer(solver.solve(cp)):
        return choices
    shared = {key: taker for (key, taker), gives in given.items() if solver.value(gives)}
    return {key: replace(c, minute_taker_id=shared.get(key)) for key, c in choices.items()}


def _never_twice(
    cp: cp_model.CpModel,
    given: dict[tuple[str, int], cp_model.IntVar],
    spans: dict[str, Span],
    choices: dict[str, SlotChoice],
    supply: Supply,
) -> None:
    for one, other in combinations(spans, 2):
        if not _clash(spans[one], spans[other], choices[one], choices[other], supply):
            continue
        for taker in supply.minute_takers:
            if (one, taker.id) in given and (other, taker.id) in given:
                cp.add_at_most_one([given[one, taker.id], given[other, taker.id]])


def _clash(one: Span, other: Span, choice: SlotChoice, rival: SlotChoice, supply: Supply) -> bool:
    if overlap(one.starts, one.ends, other.starts, other.ends):
        return True
    if supply.room[choice.room_id].hub_id == supply.room[rival.room_id].hub_id:
        return False
    first, second = sorted((one, other), key=lambda span: span.told_starts)
    return second.told_starts - first.told_ends < timedelta(minutes=supply.travel_minutes)
