"""A slot that can be booked, with what it gives and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bookings.optimiser import points
from bookings.optimiser.need import SlotChoice, SlotNeed
from bookings.optimiser.obstacles import (
    chair_obstacles,
    minute_taker_obstacles,
    room_obstacles,
    why_not,
)
from bookings.optimiser.points import Criterion, Point
from bookings.optimiser.span import Span, span_of
from bookings.optimiser.supply import Chair, Room, Session, Supply


@dataclass(frozen=True, slots=True)
class Offer:
    """`working_days_to_spare` is negative when the day is after the due date.

    `points` say why this offer stands where it stands. `other_room_ids` would do as well.
    """

    choice: SlotChoice
    session: Session
    room: Room
    chair: Chair
    minute_taker: str
    span: Span
    points: tuple[Point, ...]
    working_days_to_spare: int
    other_room_ids: tuple[int, ...] = ()

    @property
    def late_by(self) -> int:
        """Working days after the due date; 0 when in time."""
        return self.points[0].cost

    @property
    def costs(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if not point.met)

    def cost(self, criterion: Criterion) -> int:
        return next(point.cost for point in self.points if point.criterion == criterion)


def offer_for(need: SlotNeed, supply: Supply, choice: SlotChoice) -> Offer | None:
    """The offer of exactly this choice, or None when something stands in its way."""
    if why_not(need, supply, choice):
        return None
    return build(need, supply, choice)


def build(need: SlotNeed, supply: Supply, choice: SlotChoice) -> Offer:
    """The offer of a choice already known to be possible."""
    session, room = supply.session[choice.session_id], supply.room[choice.room_id]
    chair = supply.chair[choice.chair_id]
    meeting = meets_first(need, supply, choice)
    weighed = (
        points.in_time(need, supply, choice.day),
        points.notice(need, supply, choice.day),
        points.near_day(need, supply, choice.day),
        points.same_chair(need, supply, chair),
        points.near_hub(need, supply, room),
        points.minutes(need, supply, choice.minute_taker_id),
        points.not_friday(need, choice.day),
        points.meets_family(need, chair, meeting=meeting),
        points.chair_load(chair),
    )
    taker = supply.minute_taker.get(choice.minute_taker_id or 0)
    return Offer(
        choice=choice,
        session=session,
        room=room,
        chair=chair,
        minute_taker=taker.name if taker else "",
        span=span_of(need, supply, choice.day, session, meeting=meeting),
        points=weighed,
        working_days_to_spare=supply.calendar.working_days_between(choice.day, need.due_on),
    )


def meets_first(need: SlotNeed, supply: Supply, choice: SlotChoice) -> bool:
    """Whether everybody is free early enough for the chair to meet the family."""
    if not need.meet_family_minutes:
        return False
    room = supply.room[choice.room_id]
    session, chair = supply.session[choice.session_id], supply.chair[choice.chair_id]
    span = span_of(need, supply, choice.day, session, meeting=True)
    if span.starts.date() != choice.day or any(room_obstacles(need, supply, room, span)):
        return False
    if any(chair_obstacles(need, supply, chair, span, room.hub_id)):
        return False
    taker = supply.minute_taker.get(choice.minute_taker_id or 0)
    return taker is None or not any(minute_taker_obstacles(supply, taker, span, room.hub_id))


def rank(need: SlotNeed, offer: Offer) -> tuple[float, ...]:
    """Lowest first. What matters, in order; then sooner (or nearer the day set for it), then a
    lighter load, then a room that leaves the better-equipped ones free; then ids, so that the
    order never depends on chance.
    """
    choice = offer.choice
    return (
        *(point.cost for point in offer.points),
        _days_off(need, choice.day),
        offer.session.starts.hour * 60 + offer.session.starts.minute,
        offer.chair.load,
        *spare_room(need, offer.room),
        choice.chair_id,
        choice.room_id,
        choice.session_id,
    )


def rank_of_hub(
    need: SlotNeed, supply: Supply, room: Room, minute_taker_id: int | None
) -> tuple[int, int]:
    """What differs in `rank` between hubs for one day, session and chair, in the same order."""
    return (
        points.near_hub(need, supply, room).cost,
        points.minutes(need, supply, minute_taker_id).cost,
    )


def best_in_hub(need: SlotNeed, supply: Supply, choices: Sequence[SlotChoice]) -> SlotChoice:
    """What `rank` puts first of rooms that cost the same otherwise: where the chair can meet the
    family, then what wastes least. So an offer is put into words for the best room only."""

    def waste(choice: SlotChoice) -> tuple[int, ...]:
        return (*spare_room(need, supply.room[choice.room_id]), choice.room_id)

    in_order = sorted(choices, key=waste)
    able = (choice for choice in in_order if meets_first(need, supply, choice))
    return next(able, in_order[0])


def _days_off(need: SlotNeed, day: date) -> int:
    """The nearer the day set for it the better; without one, the sooner."""
    return abs((need.wanted_on - day).days) if need.wanted_on else day.toordinal()


def spare_room(need: SlotNeed, room: Room) -> tuple[int, int]:
    """What would be wasted: equipment nobody asked for, then empty seats."""
    unused = (
        room.hybrid and not need.hybrid,
        room.separate_waiting and not need.separate_waiting,
        room.hearing_loop and not need.hearing_loop,
        room.step_free and not need.step_free,
    )
    return sum(unused), room.capacity
