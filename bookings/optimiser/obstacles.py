"""Why a choice is impossible, each reason in words a person can repeat on the telephone.

Every reason here blocks. What merely costs something (lateness, short notice, a Friday) is in
`points`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bookings.optimiser.need import SlotChoice, SlotNeed
from bookings.optimiser.span import Span, fits, overlap, span_of
from bookings.optimiser.supply import Chair, MinuteTaker, Room, Session, Supply, Taken
from bookings.optimiser.words import clock_words, day_words
from govuk.times import clock_hours


class Cause(StrEnum):
    UNKNOWN = "unknown"
    PAST = "past"
    CLOSED_DAY = "closed_day"
    TOO_EARLY = "too_early"
    ALREADY_REFUSED = "already_refused"
    SESSION_SHORT = "session_short"
    ROOM_UNSUITED = "room_unsuited"
    ROOM_CLOSED = "room_closed"
    ROOM_BUSY = "room_busy"
    CHAIR_EXCLUDED = "chair_excluded"
    CHAIR_NOT_WORKING = "chair_not_working"
    CHAIR_AWAY = "chair_away"
    CHAIR_BUSY = "chair_busy"
    CHAIR_TRAVELLING = "chair_travelling"
    MINUTE_TAKER_NOT_WORKING = "minute_taker_not_working"
    MINUTE_TAKER_AWAY = "minute_taker_away"
    MINUTE_TAKER_BUSY = "minute_taker_busy"
    MINUTE_TAKER_TRAVELLING = "minute_taker_travelling"


@dataclass(frozen=True, slots=True)
class Obstacle:
    cause: Cause
    words: str


def day_obstacles(need: SlotNeed, supply: Supply, day: date) -> Iterator[Obstacle]:
    """Why nothing can be booked on `day` for this need."""
    if day < supply.today:
        yield Obstacle(Cause.PAST, f"{day_words(day)} has passed")
    if not supply.calendar.is_open(day):
        yield Obstacle(Cause.CLOSED_DAY, supply.calendar.why_closed(day))
    if day < need.earliest_on:
        words = f"Before {day_words(need.earliest_on)}, the earliest day asked for"
        yield Obstacle(Cause.TOO_EARLY, words)


def session_obstacles(need: SlotNeed, day: date, session: Session) -> Iterator[Obstacle]:
    if not fits(need, session):
        length = clock_hours(session.starts, session.ends)
        words = f"The session, {length}, is shorter than the {need.duration_minutes} minutes needed"
        yield Obstacle(Cause.SESSION_SHORT, words)
    if (day, session.id) in need.already_refused:
        yield Obstacle(Cause.ALREADY_REFUSED, "This time has already been refused")


def unsuited(need: SlotNeed, room: Room) -> list[str]:
    """What the room lacks, in words that follow its name."""
    lacks = [
        (need.hybrid and not room.hybrid, "has no hybrid equipment"),
        (need.step_free and not room.step_free, "has no step-free access"),
        (need.hearing_loop and not room.hearing_loop, "has no hearing loop"),
        (need.separate_waiting and not room.separate_waiting, "has no separate waiting"),
        (need.people > room.capacity, f"holds {room.capacity}, and {need.people} are expected"),
    ]
    return [words for lacking, words in lacks if lacking]


def room_obstacles(need: SlotNeed, supply: Supply, room: Room, span: Span) -> Iterator[Obstacle]:
    for words in unsuited(need, room):
        yield Obstacle(Cause.ROOM_UNSUITED, f"{room.name} {words}")
    for closed in supply.closures:
        ours = closed.room_id == room.id or closed.hub_id == room.hub_id
        if ours and overlap(span.starts, span.ends, closed.starts, closed.ends):
            yield Obstacle(Cause.ROOM_CLOSED, f"{room.name} is closed: {closed.words}")
    for taken in supply.taken_by_room.get((room.id, span.day), ()):
        if overlap(span.starts, span.ends, taken.starts, taken.ends):
            yield Obstacle(Cause.ROOM_BUSY, _busy_words(room.name, "is booked", taken, span))


def _busy_words(name: str, verb: str, taken: Taken, span: Span) -> str:
    """Say the told times; when only the set-up overlaps, say so, or nobody would understand."""
    times = clock_words(taken.told_starts, taken.told_ends)
    if overlap(span.told_starts, span.told_ends, taken.told_starts, taken.told_ends):
        return f"{name} {verb} {times}"
    return f"{name} {verb} {times}, and there is no time between for setting up"


def chair_obstacles(
    need: SlotNeed, supply: Supply, chair: Chair, span: Span, hub_id: int
) -> Iterator[Obstacle]:
    if chair.id in need.excluded_chair_ids:
        words = f"{chair.name} must not chair this one: a conflict of interest is declared"
        yield Obstacle(Cause.CHAIR_EXCLUDED, words)
    causes = (
        Cause.CHAIR_NOT_WORKING,
        Cause.CHAIR_AWAY,
        Cause.CHAIR_BUSY,
        Cause.CHAIR_TRAVELLING,
    )
    yield from _person_obstacles(supply, chair, "is chairing", span, hub_id, causes)


def minute_taker_obstacles(
    supply: Supply, taker: MinuteTaker, span: Span, hub_id: int
) -> Iterator[Obstacle]:
    causes = (
        Cause.MINUTE_TAKER_NOT_WORKING,
        Cause.MINUTE_TAKER_AWAY,
        Cause.MINUTE_TAKER_BUSY,
        Cause.MINUTE_TAKER_TRAVELLING,
    )
    yield from _person_obstacles(supply, taker, "is taking minutes", span, hub_id, causes)


def _person_obstacles(
    supply: Supply,
    person: Chair | MinuteTaker,
    doing: str,
    span: Span,
    hub_id: int,
    causes: tuple[Cause, Cause, Cause, Cause],
) -> Iterator[Obstacle]:
    not_working, away, busy, travelling = causes
    starts = span.chair_starts if isinstance(person, Chair) else span.told_starts
    if not any(hours.cover(starts, span.told_ends) for hours in person.hours):
        words = f"{person.name} does not work {clock_words(starts, span.told_ends)} on "
        yield Obstacle(not_working, f"{words}{span.told_starts:%A}s")
    for absence in supply.away.get(person.id, ()):
        if overlap(starts, span.told_ends, absence.starts, absence.ends):
            yield Obstacle(away, f"{person.name} {absence.words}")
            break
    for taken in supply.taken_by_person.get((person.id, span.day), ()):
        if overlap(span.starts, span.ends, taken.starts, taken.ends):
            yield Obstacle(busy, _busy_words(person.name, doing, taken, span))
        elif taken.hub_id != hub_id and _gap(span, taken) < supply.travel_minutes:
            place = supply.hub_name(taken.hub_id)
            times = clock_words(taken.told_starts, taken.told_ends)
            words = f"{person.name} {doing} at {place} {times}, too close to travel"
            yield Obstacle(travelling, words)


def _gap(span: Span, taken: Taken) -> float:
    """Minutes between two meetings of one person, set-up left out."""
    later: datetime = max(span.chair_starts, taken.told_starts)
    earlier: datetime = min(span.told_ends, taken.told_ends)
    return (later - earlier) / timedelta(minutes=1)


def why_not(need: SlotNeed, supply: Supply, choice: SlotChoice) -> list[Obstacle]:
    """Every reason why `choice` cannot be booked; empty when it can.

    The shorter time is judged, without the chair meeting the family first: that is a cost.
    """
    session = supply.session.get(choice.session_id)
    room = supply.room.get(choice.room_id)
    chair = supply.chair.get(choice.chair_id)
    if session is None or room is None or chair is None:
        return [Obstacle(Cause.UNKNOWN, "That session, room or chair is no longer in use")]
    span = span_of(need, supply, choice.day, session, meeting=False)
    return [
        *day_obstacles(need, supply, choice.day),
        *session_obstacles(need, choice.day, session),
        *room_obstacles(need, supply, room, span),
        *chair_obstacles(need, supply, chair, span, room.hub_id),
        *_minutes_obstacles(supply, choice, span, room.hub_id),
    ]


def _minutes_obstacles(
    supply: Supply, choice: SlotChoice, span: Span, hub_id: int
) -> list[Obstacle]:
    if choice.minute_taker_id is None:
        return []
    if choice.minute_taker_id == choice.chair_id:
        return [Obstacle(Cause.MINUTE_TAKER_BUSY, "The chair cannot also take the minutes")]
    taker = supply.minute_taker.get(choice.minute_taker_id)
    if taker is None:
        return [Obstacle(Cause.UNKNOWN, "That minute-taker is no longer in use")]
    return list(minute_taker_obstacles(supply, taker, span, hub_id))
