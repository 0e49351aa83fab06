"""The CP-SAT model behind `plan`: who sits when and with whom, then in which room.

One boolean for every (meeting, time, room, chair, minute-taker) never closes. Here a meeting has
one set of booleans for (time, hub, chair) and another for (time, room), tied only by time and
hub; minute-takers are shared out afterwards (`minutes_model`). What is already impossible gets no
boolean. The aims are solved one after the other, each holding what the one before achieved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from bookings.optimiser import points
from bookings.optimiser.changes import Time, chair_and_time_cost, room_cost
from bookings.optimiser.need import SlotChoice, SlotNeed
from bookings.optimiser.obstacles import (
    chair_obstacles,
    day_obstacles,
    room_obstacles,
    session_obstacles,
)
from bookings.optimiser.offer import spare_room
from bookings.optimiser.points import Criterion
from bookings.optimiser.solver import has_answer, reproducible
from bookings.optimiser.span import Span, overlap, span_of
from bookings.optimiser.supply import Chair, Room, Supply

if TYPE_CHECKING:
    from bookings.optimiser.plan import Wanted

# Each outweighs all those after it together; earlier days come last of all.
WEIGHTS = {
    Criterion.NOTICE: 8192,
    Criterion.NEAR_DAY: 4096,
    Criterion.SAME_CHAIR: 2048,
    Criterion.NEAR_HUB: 1024,
    Criterion.NOT_FRIDAY: 512,
    Criterion.CHAIR_LOAD: 256,
}


@dataclass(frozen=True, slots=True)
class Solved:
    """`choices` by key, without minute-takers. `proven` when every aim was proven best."""

    choices: dict[str, SlotChoice]
    proven: bool


@dataclass
class Model:
    """The booleans, and what each costs."""

    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    seats: dict[tuple[int, Time, int, int], cp_model.IntVar] = field(default_factory=dict)
    rooms: dict[tuple[int, Time, int], cp_model.IntVar] = field(default_factory=dict)
    spans: dict[tuple[int, Time], Span] = field(default_factory=dict)
    change: list[tuple[cp_model.IntVar, int]] = field(default_factory=list)
    liking: list[tuple[cp_model.IntVar, int]] = field(default_factory=list)


def solve(wanted: Sequence[Wanted], supply: Supply, *, seed: int, effort: float) -> Solved:
    """Aims in order: most children placed in time, least changed, then what matters."""
    model = Model()
    for index, want in enumerate(wanted):
        _add_meeting(model, index, want, supply)
    if not model.seats:
        return Solved({}, proven=True)
    _one_place_each(model, supply)
    _keep_every_standing_meeting(model, wanted, supply)
    _nobody_twice(model, supply)
    _no_room_twice(model)
    placed = [(seat, wanted[key[0]].weight) for key, seat in model.seats.items()]
    aims = [[(seat, -weight) for seat, weight in placed], model.change, model.liking]
    proven, values = True, dict[int, int]()
    for aim in aims:
        best, found = _minimise(model, aim, values, seed=seed, effort=effort)
        proven &= best
        values = found or values
    return Solved(_read(model, wanted, values), proven)


def _add_meeting(model: Model, index: int, want: Wanted, supply: Supply) -> None:
    for time, span in _times(want.need, supply):
        free = [r for r in supply.rooms if not any(room_obstacles(want.need, supply, r, span))]
        hubs = {room.hub_id for room in free}
        seats = [
            (hub, chair)
            for hub in sorted(hubs)
            for chair in supply.chairs
            if not any(chair_obstacles(want.need, supply, chair, span, hub))
        ]
        staffed = {hub for hub, _chair in seats}
        if not staffed:
            continue
        model.spans[index, time] = span
        for hub, chair in seats:
            _add_seat(model, index, want, supply, time, hub, chair)
        for room in free:
            if room.hub_id in staffed:
                _add_room(model, index, want, time, room)


def _times(need: SlotNeed, supply: Supply) -> Iterator[tuple[Time, Span]]:
    """Days and sessions in time for this need."""
    day = max(need.earliest_on, supply.today)
    while day <= need.due_on:
        if not any(day_obstacles(need, supply, day)):
            for session in supply.sessions:
                if not any(session_obstacles(need, day, session)):
                    yield (
                        (day, session.id),
                        span_of(need, supply, day, session, meeting=False),
                    )
        day += timedelta(days=1)


def _add_seat(
    model: Model, index: int, want: Wanted, supply: Supply, time: Time, hub: int, chair: Chair
) -> None:
    seat = model.cp.new_bool_var(f"seat {want.key} {time} {hub} {chair.id}")
    model.seats[index, time, hub, chair.id] = seat
    model.change.append((seat, chair_and_time_cost(want.current, supply, time, hub, chair.id)))
    model.liking.append((seat, _liking(want.need, supply, time, hub, chair)))


def _liking(need: SlotNeed, supply: Supply, time: Time, hub: int, chair: Chair) -> int:
    day, session_id = time
    away = int(need.near_hub_id is not None and hub != need.near_hub_id)
    costs = {
        Criterion.NOTICE: points.notice(need, supply, day).cost,
        Criterion.NEAR_DAY: points.near_day(need, supply, day).cost,
        Criterion.SAME_CHAIR: points.same_chair(need, supply, chair).cost,
        Criterion.NEAR_HUB: away,
        Criterion.NOT_FRIDAY: points.not_friday(need, day).cost,
        Criterion.CHAIR_LOAD: points.chair_load(chair).cost,
    }
    wanted = need.wanted_on or max(need.earliest_on, supply.today)
    wait = min(abs((day - wanted).days), 60) * 4
    wait += min([session.id for session in supply.sessions].index(session_id), 3)
    return sum(WEIGHTS[criterion] * cost for criterion, cost in costs.items()) + wait


def _add_room(model: Model, index: int, want: Wanted, time: Time, room: Room) -> None:
    chosen = model.cp.new_bool_var(f"room {want.key} {time} {room.id}")
    model.rooms[index, time, room.id] = chosen
    model.change.append((chosen, room_cost(want.current, room.id)))
    model.liking.append((chosen, spare_room(want.need, room)[0]))


def _one_place_each(model: Model, supply: Supply) -> None:
    """At most one seat for a meeting, and a room in the same hub at the same time."""
    by_meeting, by_place = defaultdict(list), defaultdict(list)
    rooms = defaultdict(list)
    for (index, time, hub, _chair), seat in model.seats.items():
        by_meeting[index].append(seat)
        by_place[index, time, hub].append(seat)
    for (index, time, room_id), chosen in model.rooms.items():
        rooms[index, time, supply.room[room_id].hub_id].append(chosen)
    for seats in by_meeting.values():
        model.cp.add_at_most_one(seats)
    for place in by_place.keys() | rooms.keys():
        model.cp.add(sum(by_place[place]) == sum(rooms[place]))


def _keep_every_standing_meeting(model: Model, wanted: Sequence[Wanted], supply: Supply) -> None:
    """A meeting whose slot still holds may move in time, never lose its slot to another."""
    for index, want in enumerate(wanted):
        now = want.current
        if now is None or now.room_id not in supply.room:
            continue
        time = (now.day, now.session_id)
        seat = (index, time, supply.room[now.room_id].hub_id, now.chair_id)
        if seat in model.seats and (index, time, now.room_id) in model.rooms:
            model.cp.add_exactly_one(s for key, s in model.seats.items() if key[0] == index)


def _nobody_twice(model: Model, supply: Supply) -> None:
    """No chair in two meetings that overlap, or too close to travel between hubs."""
    by_chair: dict[tuple[int, date], list[tuple[int, Time, int]]] = defaultdict(list)
    for index, time, hub, chair in model.seats:
        by_chair[chair, time[0]].append((index, time, hub))
    for (chair, _day), seats in by_chair.items():
        groups: dict[tuple[Time, int], list[int]] = defaultdict(list)
        for index, time, hub in seats:
            groups[time, hub].append(index)
        _exclude(model, supply, chair, groups)


def _exclude(
    model: Model, supply: Supply, chair: int, groups: dict[tuple[Time, int], list[int]]
) -> None:
    """At one time, whatever the hub, at most one; then pairs of times that cannot both be."""
    by_time: dict[Time, list[cp_model.IntVar]] = defaultdict(list)
    for (time, hub), indexes in groups.items():
        by_time[time] += [model.seats[index, time, hub, chair] for index in indexes]
    for seats in by_time.values():
        model.cp.add_at_most_one(seats)
    for (time, hub), (other, other_hub) in combinations(groups, 2):
        if time == other:
            continue
        for index in groups[time, hub]:
            clashing = [
                model.seats[rival, other, other_hub, chair]
                for rival in groups[other, other_hub]
                if rival != index
                and _clash(
                    model.spans[index, time],
                    model.spans[rival, other],
                    supply.travel_minutes if hub != other_hub else 0,
                )
            ]
            if clashing:
                seat = model.seats[index, time, hub, chair]
                model.cp.add_at_most_one([seat, *clashing])


def _clash(one: Span, other: Span, travel_minutes: int) -> bool:
    if overlap(one.starts, one.ends, other.starts, other.ends):
        return True
    first, second = sorted((one, other), key=lambda span: span.told_starts)
    return second.told_starts - first.told_ends < timedelta(minutes=travel_minutes)


def _no_room_twice(model: Model) -> None:
    by_room: dict[tuple[int, date], dict[Time, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, time, room_id in model.rooms:
        by_room[room_id, time[0]][time].append(index)
    for (room_id, _day), times in by_room.items():
        for time, indexes in times.items():
            model.cp.add_at_most_one(model.rooms[i, time, room_id] for i in indexes)
        for time, other in combinations(times, 2):
            for index in times[time]:
                clashing = [
                    model.rooms[rival, other, room_id]
                    for rival in times[other]
                    if rival != index
                    and _clash(model.spans[index, time], model.spans[rival, other], 0)
                ]
                if clashing:
                    chosen = model.rooms[index, time, room_id]
                    model.cp.add_at_most_one([chosen, *clashing])


def _minimise(
    model: Model,
    aim: Sequence[tuple[cp_model.IntVar, int]],
    values: dict[int, int],
    *,
    seed: int,
    effort: float,
) -> tuple[bool, dict[int, int]]:
    """Solve for one aim from where the last one ended, then hold it. Says whether proven best."""
    total = sum(variable * cost for variable, cost in aim if cost)
    if isinstance(total, int):
        return True, values
    model.cp.minimize(total)
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for variable in [*model.seats.values(), *model.rooms.values()]:
        if variable.index in values:
            model.cp.add_hint(variable, values[variable.index])
    solver = reproducible(seed=seed, effort=effort)
    status = solver.solve(model.cp)
    if not has_answer(status):
        return False, values
    model.cp.add(total <= round(solver.objective_value))
    variables = [*model.seats.values(), *model.rooms.values()]
    found = {variable.index: solver.value(variable) for variable in variables}
    return status == cp_model.OPTIMAL, found


def _read(model: Model, wanted: Sequence[Wanted], values: dict[int, int]) -> dict[str, SlotChoice]:
    rooms = {key[:2]: key[2] for key, chosen in model.rooms.items() if values.get(chosen.index)}
    return {
        wanted[index].key: SlotChoice(time[0], time[1], rooms[index, time], chair)
        for (index, time, _hub, chair), seat in model.seats.items()
        if values.get(seat.index)
    }
