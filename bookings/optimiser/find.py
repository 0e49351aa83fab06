"""Find a slot for one meeting: what is possible, in order of what matters, and what is not.

Exhaustive: every working day, session, chair and room is looked at, so nothing better is missed.
A service has some 20 days x 2 sessions x 14 chairs x 11 rooms: a few thousand small checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bookings.optimiser.need import SlotChoice, SlotNeed
from bookings.optimiser.obstacles import (
    Obstacle,
    chair_obstacles,
    day_obstacles,
    minute_taker_obstacles,
    room_obstacles,
    session_obstacles,
    unsuited,
)
from bookings.optimiser.offer import Offer, best_in_hub, build, rank, rank_of_hub
from bookings.optimiser.span import Span, span_of
from bookings.optimiser.supply import Calendar, Chair, MinuteTaker, Room, Session, Supply
from bookings.optimiser.words import day_words, listed

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that cannot be offered. Where a field is set, no offer has that value."""

    what: str
    reason: str
    day: date | None = None
    session_id: int | None = None
    chair_id: int | None = None
    room_id: int | None = None


@dataclass(frozen=True, slots=True)
class FoundSlots:
    """`offers` best first. `refusals` by day, then people and rooms that never suit."""

    offers: tuple[Offer, ...]
    refusals: tuple[Refusal, ...]

    @property
    def in_time(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if not offer.late_by)

    @property
    def late(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.late_by)


@dataclass(frozen=True, slots=True)
class _FreeHub:
    """The free rooms of one hub, at least one, and who can take the minutes there, best first."""

    rooms: Sequence[Room]
    takers: Sequence[int]

    @property
    def id(self) -> int:
        return self.rooms[0].hub_id

    def taker_beside(self, chair: Chair) -> int | None:
        return next((taker for taker in self.takers if taker != chair.id), None)


def find_slots(need: SlotNeed, supply: Supply, *, limit: int | None = None) -> FoundSlots:
    """Every possible day, session and chair, each with its best room; the best `limit` of them.

    Days after the due date are offered too, last, so that their cost can be seen.
    """
    offers: list[Offer] = []
    refusals = list(_never(need, supply))
    for day in _days(need, supply):
        blocked = list(day_obstacles(need, supply, day))
        if blocked:
            refusals += _refused_day(day, blocked)
            continue
        for session in supply.sessions:
            found, refused = _in_session(need, supply, day, session)
            offers += found
            refusals += refused if day <= need.due_on else []
    offers.sort(key=lambda offer: rank(need, offer))
    return FoundSlots(tuple(offers[:limit]), tuple(refusals))


def last_day(due_on: date, today: date, calendar: Calendar, late_search: int) -> date:
    """The last day looked at: `late_search` working days after the due date, or after today."""
    return calendar.add_working_days(max(due_on, today), late_search)


def _days(need: SlotNeed, supply: Supply) -> Iterator[date]:
    last = last_day(need.due_on, supply.today, supply.calendar, supply.late_search_working_days)
    day = max(need.first_searched_on, supply.today)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _refused_day(day: date, blocked: Sequence[Obstacle]) -> list[Refusal]:
    """A weekend needs no explaining; a bank holiday or a closure does."""
    if day.weekday() >= SATURDAY:
        return []
    return [Refusal(day_words(day), "; ".join(o.words for o in blocked), day=day)]


def _in_session(
    need: SlotNeed, supply: Supply, day: date, session: Session
) -> tuple[list[Offer], list[Refusal]]:
    what = f"{day_words(day)}, {session.name.lower()}"
    blocked = list(session_obstacles(need, day, session))
    if blocked:
        reason = "; ".join(o.words for o in blocked)
        return [], [Refusal(what, reason, day=day, session_id=session.id)]
    span = span_of(need, supply, day, session, meeting=False)
    rooms = {room.id: list(room_obstacles(need, supply, room, span)) for room in supply.rooms}
    free = [room for room in supply.rooms if not rooms[room.id]]
    if not free:
        reason = _reason("No room is free", [o for found in rooms.values() for o in found])
        return [], [Refusal(what, reason, day=day, session_id=session.id)]
    return _with_chairs(need, supply, span, session, free, what)


def _with_chairs(
    need: SlotNeed, supply: Supply, span: Span, session: Session, free: list[Room], what: str
) -> tuple[list[Offer], list[Refusal]]:
    offers: list[Offer] = []
    refused: list[Refusal] = []
    in_the_way: list[Obstacle] = []
    early = span_of(need, supply, span.day, session, meeting=True)
    hubs = [
        _FreeHub(rooms, _free_takers(need, supply, span, early, rooms[0].hub_id))
        for rooms in _by_hub(free)
    ]
    for chair in supply.chairs:
        best = _best_room(need, supply, span, session, chair, hubs)
        if best is not None:
            offers.append(best)
            continue
        obstacles = list(chair_obstacles(need, supply, chair, span, free[0].hub_id))
        in_the_way += obstacles[:1]
        if chair.id == need.chair_before_id:
            words = f"{chair.name}, who chaired before, {what}"
            reason = "; ".join(o.words for o in obstacles)
            refused.append(Refusal(words, reason, span.day, session.id, chair.id))
    if not offers:
        reason = _reason("No chair is free", in_the_way)
        refused.append(Refusal(what, reason, day=span.day, session_id=session.id))
    return offers, refused


def _by_hub(free: list[Room]) -> list[list[Room]]:
    hubs: dict[int, list[Room]] = {}
    for room in free:
        hubs.setdefault(room.hub_id, []).append(room)
    return list(hubs.values())


def _best_room(
    need: SlotNeed,
    supply: Supply,
    span: Span,
    session: Session,
    chair: Chair,
    hubs: Sequence[_FreeHub],
) -> Offer | None:
    able = [hub for hub in hubs if not any(chair_obstacles(need, supply, chair, span, hub.id))]
    if not able:
        return None
    ranks = [rank_of_hub(need, supply, hub.rooms[0], hub.taker_beside(chair)) for hub in able]
    nearest = [hub for hub, rank in zip(able, ranks, strict=True) if rank == min(ranks)]
    choices = [
        SlotChoice(span.day, session.id, room.id, chair.id, hub.taker_beside(chair))
        for hub in nearest
        for room in hub.rooms
    ]
    best = best_in_hub(need, supply, choices)
    others = {room.id for hub in able for room in hub.rooms} - {best.room_id}
    return replace(build(need, supply, best), other_room_ids=tuple(sorted(others)))


def _free_takers(need: SlotNeed, supply: Supply, span: Span, early: Span, hub_id: int) -> list[int]:
    """Who can take the minutes, best first: free while the chair meets the family, based here."""
    if not need.minute_taker_wanted:
        return []

    def free(taker: MinuteTaker, during: Span) -> bool:
        return not any(minute_taker_obstacles(supply, taker, during, hub_id))

    able = [taker for taker in supply.minute_takers if free(taker, span)]
    able.sort(key=lambda taker: (not free(taker, early), taker.hub_id != hub_id, taker.id))
    return [taker.id for taker in able]


def _never(need: SlotNeed, supply: Supply) -> Iterator[Refusal]:
    for room in supply.rooms:
        lacks = unsuited(need, room)
        if lacks:
            yield Refusal(room.name, f"{room.name} {listed(lacks)}", room_id=room.id)
    for chair in supply.chairs:
        if chair.id in need.excluded_chair_ids:
            words = f"{chair.name} has a declared conflict of interest"
            yield Refusal(chair.name, words, chair_id=chair.id)


def _reason(opening: str, obstacles: Sequence[Obstacle]) -> str:
    """One reason each, without repeating itself."""
    return f"{opening}: " + "; ".join(dict.fromkeys(o.words for o in obstacles))
