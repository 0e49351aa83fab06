"""Change who chairs or who takes the minutes; the place and the time stay."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from psycopg2.extras import DateTimeTZRange

from accounts.models import User
from bookings.domain import slot
from bookings.domain.errors import ReasonNeeded
from bookings.domain.need_record import from_record
from bookings.domain.permission import require
from bookings.domain.steps import keep, locked, place_of
from bookings.domain.supply import supply_between
from bookings.enums import MoveReason, Step
from bookings.models import Booking, Chair, MinuteTaker
from bookings.optimiser import Cause, Obstacle, Supply
from bookings.optimiser.obstacles import chair_obstacles, minute_taker_obstacles
from bookings.optimiser.span import Span
from bookings.rules import may_book


def swap_chair(
    *, booking: Booking, chair: Chair, reason: MoveReason, by: User, note: str = ""
) -> Booking:
    """Another chair for the same room and time.

    When the new chair cannot come early enough to meet the family, that time is given up. Raises
    `NotAllowed`, `ReasonNeeded`, `BookingClosed`, `SlotTaken`, `SlotNotPossible`.
    """
    require(may_book(by), by=by, verb="bookings.swap_chair", to="change the chair", subject=booking)
    if reason == MoveReason.OTHER and not note.strip():
        raise ReasonNeeded("Say what the other reason is.", field="note")
    with transaction.atomic():
        slot.lock_people({chair.pk})
        row = locked(booking, Step.CHAIR_SWAPPED)
        if row.chair_id == chair.pk:
            return row
        before = place_of(row)
        row.during = _time_with(row, chair)
        row.chair = chair
        slot.save(row)
        keep(row, Step.CHAIR_SWAPPED, before=before, by=by, reason=reason, note=note)
        return row


def assign_minute_taker(*, booking: Booking, minute_taker: MinuteTaker | None, by: User) -> Booking:
    """Give the meeting a minute-taker, another one, or none: it may be held without.

    Raises `NotAllowed`, `BookingClosed`, `SlotTaken`, `SlotNotPossible`.
    """
    require(
        may_book(by),
        by=by,
        verb="bookings.assign_minute_taker",
        to="assign a minute-taker",
        subject=booking,
    )
    with transaction.atomic():
        slot.lock_people({minute_taker.pk} if minute_taker else set())
        row = locked(booking, Step.MINUTE_TAKER)
        if row.minute_taker_id == (minute_taker.pk if minute_taker else None):
            return row
        before = place_of(row)
        if minute_taker is not None:
            _check_minute_taker(row, minute_taker)
        row.minute_taker = minute_taker
        slot.save(row)
        keep(row, Step.MINUTE_TAKER, before=before, by=by)
        return row


def _time_with(row: Booking, chair: Chair) -> DateTimeTZRange:
    """The booked time with this chair: as it was, or without meeting the family first."""
    supply = supply_between(row.day, row.day, without=[row.pk])
    as_booked, shorter = spans(row, supply)
    if not _in_the_way(row, supply, chair, as_booked):
        return row.during
    obstacles = _in_the_way(row, supply, chair, shorter)
    if obstacles:
        slot.refuse_because(obstacles)
    return DateTimeTZRange(shorter.starts, shorter.ends)


def _in_the_way(row: Booking, supply: Supply, chair: Chair, span: Span) -> list[Obstacle]:
    candidate = supply.chair.get(chair.pk)
    if candidate is None:
        return [Obstacle(Cause.UNKNOWN, f"{chair} does not chair conferences now")]
    need = from_record(row.need)
    return list(chair_obstacles(need, supply, candidate, span, row.room.hub_id))


def _check_minute_taker(row: Booking, minute_taker: MinuteTaker) -> None:
    supply = supply_between(row.day, row.day, without=[row.pk])
    taker = supply.minute_taker.get(minute_taker.pk)
    if taker is None:
        slot.refuse_because([Obstacle(Cause.UNKNOWN, f"{minute_taker} takes no minutes now")])
    if taker.id == row.chair_id:
        words = "The chair cannot also take the minutes"
        slot.refuse_because([Obstacle(Cause.MINUTE_TAKER_BUSY, words)])
    span, _shorter = spans(row, supply)
    obstacles = list(minute_taker_obstacles(supply, taker, span, row.room.hub_id))
    if obstacles:
        slot.refuse_because(obstacles)


def spans(row: Booking, supply: Supply) -> tuple[Span, Span]:
    """The time as booked, and the time without meeting the family before."""
    set_up = timedelta(minutes=supply.set_up_minutes)
    chair_starts = min(row.during.lower + set_up, row.starts_at)
    as_booked = Span(row.starts_at, row.ends_at, chair_starts, row.during.lower, row.during.upper)
    start = max(row.starts_at - set_up, row.during.lower)
    shorter = Span(row.starts_at, row.ends_at, row.starts_at, start, row.during.upper)
    return as_booked, shorter
