"""Parts every step shares: lock the booking, check that the step fits, keep what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.domain.errors import BookingClosed
from bookings.enums import ALLOWED_FROM, TAKES_THE_SLOT, BookingState, Step
from bookings.models import Booking, BookingMove

FITS_A_PENCIL_THAT_RAN_OUT = frozenset({Step.RELEASED, Step.RELISTED})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a booking is: all empty when it takes no slot."""

    starts_at: datetime | None = None
    room_id: int | None = None
    chair_id: int | None = None
    minute_taker_id: int | None = None


NOWHERE = Place()


def place_of(booking: Booking) -> Place:
    if booking.state not in TAKES_THE_SLOT:
        return NOWHERE
    return Place(booking.starts_at, booking.room_id, booking.chair_id, booking.minute_taker_id)


def locked(booking: Booking, step: Step) -> Booking:
    """The booking as it is now, for this transaction alone. Raises `BookingClosed`."""
    row = Booking.objects.select_for_update(of=("self",)).with_names().get(pk=booking.pk)
    if row.is_expired and step not in FITS_A_PENCIL_THAT_RAN_OUT:
        raise BookingClosed("This pencilled booking has run out. Choose a slot again.")
    if row.state not in ALLOWED_FROM[step]:
        state = BookingState(row.state).label.lower()
        raise BookingClosed(f"This booking is now {state}. Look at it again before you change it.")
    return row


def keep(
    booking: Booking,
    step: Step,
    *,
    before: Place,
    by: User | None,
    reason: str = "",
    note: str = "",
) -> None:
    """Keep the step in the booking's history and in the audit trail."""
    after = place_of(booking)
    BookingMove.objects.create(
        booking=booking,
        step=step,
        reason=reason,
        note=note,
        from_starts_at=before.starts_at,
        from_room_id=before.room_id,
        from_chair_id=before.chair_id,
        from_minute_taker_id=before.minute_taker_id,
        to_starts_at=after.starts_at,
        to_room_id=after.room_id,
        to_chair_id=after.chair_id,
        to_minute_taker_id=after.minute_taker_id,
        by=by,
    )
    action = Action.CREATED if step == Step.PENCILLED else Action.CHANGED
    detail = {"about": booking.about, "step": str(step), "reason": str(reason)}
    record(action, f"bookings.{step}", by=by, subjects=[booking], reason=note, detail=detail)
