"""A room or hub cannot be used: record it, and see which bookings it hits. Moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.domain.errors import BookingClosed, ReasonNeeded
from bookings.domain.permission import require
from bookings.domain.queries import bookings_hit_by
from bookings.models import Booking, Closure, ConferenceRoom, Hub
from bookings.rules import may_keep_places


@dataclass(frozen=True, slots=True)
class ClosureRecorded:
    closure: Closure
    hit: list[Booking]


def close_place(
    *, place: Hub | ConferenceRoom, starts_at: datetime, ends_at: datetime, reason: str, by: User
) -> ClosureRecorded:
    """Close a room, or every room of a hub. Raises `NotAllowed`, `ReasonNeeded`."""
    _permit(by)
    if ends_at <= starts_at:
        raise ReasonNeeded("The last day must be the same as or after the first day.", field="to")
    if not reason.strip():
        raise ReasonNeeded("Say why it is closed.", field="reason")
    with transaction.atomic():
        closure = Closure.objects.create(
            hub=place if isinstance(place, Hub) else None,
            room=place if isinstance(place, ConferenceRoom) else None,
            during=DateTimeTZRange(starts_at, ends_at),
            reason=reason.strip(),
            recorded_by=by,
        )
        record(Action.CREATED, "bookings.close_place", by=by, subjects=[closure])
    return ClosureRecorded(closure, bookings_hit_by(closure))


def withdraw_closure(*, closure: Closure, by: User) -> Closure:
    """The place is open after all. Raises `NotAllowed`, `BookingClosed`."""
    _permit(by)
    with transaction.atomic():
        row = Closure.objects.select_for_update().get(pk=closure.pk)
        if row.withdrawn_at is not None:
            raise BookingClosed("This closure has already been withdrawn.")
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record(Action.CHANGED, "bookings.withdraw_closure", by=by, subjects=[row])
        return row


def _permit(by: User) -> None:
    require(may_keep_places(by), by=by, verb="bookings.close_place", to="close a room or hub")
