"""The meeting took place."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from bookings.domain.steps import keep, locked, place_of
from bookings.enums import BookingState, Step
from bookings.models import Booking


def mark_held(*, booking: Booking, by: User) -> Booking:
    """Close the booking of a meeting that was held. Held twice is held once.

    The app above has already judged that `by` may close the meeting (its chair may, and chairs do
    not book), so there is no permission of its own here. Raises `BookingClosed`.
    """
    with transaction.atomic():
        row = Booking.objects.select_for_update().get(pk=booking.pk)
        if row.state == BookingState.HELD:
            return row
        row = locked(booking, Step.HELD)
        before = place_of(row)
        row.state = BookingState.HELD
        row.save(update_fields=["state"])
        keep(row, Step.HELD, before=before, by=by)
        return row
