"""Pencil a slot and confirm it."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bookings.domain import slot
from bookings.domain.errors import AlreadyBooked
from bookings.domain.need_record import to_record
from bookings.domain.office_calendar import office_calendar
from bookings.domain.pencils import release_expired_of
from bookings.domain.permission import require
from bookings.domain.steps import NOWHERE, keep, locked, place_of
from bookings.enums import OPEN, BookingState, Step
from bookings.models import Booking, LocalPractice
from bookings.optimiser import SlotChoice, SlotNeed
from bookings.rules import may_book
from govuk.times import LONDON


def pencil(
    *, need: SlotNeed, choice: SlotChoice, about: str, by: User, late_reason: str = ""
) -> Booking:
    """Keep `choice` for the meeting named `about`, until it is confirmed or runs out.

    The same request twice is one booking. A day after `need.due_on` needs `late_reason`.
    Raises `NotAllowed`, `SlotTaken`, `SlotNotPossible`, `WouldBeLate`, and `AlreadyBooked` when
    the meeting has another open booking (relist that one).
    """
    require(may_book(by), by=by, verb="bookings.pencil", to="book a slot")
    with transaction.atomic():
        slot.lock_slot(choice)
        release_expired_of(about)
        existing = Booking.objects.filter(about=about, state__in=OPEN).first()
        if existing is not None:
            return _the_same(existing, choice)
        offer = slot.checked_offer(need, choice)
        slot.demand_reason_if_late(offer, late_reason)
        booking = Booking(about=about, need=to_record(need), created_by=by)
        slot.put(booking, offer, need, late_reason=late_reason)
        booking.state, booking.pencilled_until = BookingState.PENCILLED, runs_out_at()
        slot.save(booking)
        keep(booking, Step.PENCILLED, before=NOWHERE, by=by)
        return booking


def confirm(*, booking: Booking, by: User) -> Booking:
    """Make a pencilled booking firm. Confirmed twice is confirmed once.

    Raises `NotAllowed`, and `BookingClosed` when it was released or has run out.
    """
    require(may_book(by), by=by, verb="bookings.confirm", to="confirm a booking", subject=booking)
    with transaction.atomic():
        row = Booking.objects.select_for_update().get(pk=booking.pk)
        if row.state == BookingState.CONFIRMED:
            return row
        row = locked(booking, Step.CONFIRMED)
        before = place_of(row)
        row.state, row.pencilled_until = BookingState.CONFIRMED, None
        row.save(update_fields=["state", "pencilled_until"])
        keep(row, Step.CONFIRMED, before=before, by=by)
        return row


def runs_out_at() -> datetime:
    """The end of the last working day on which a pencil made now still holds."""
    days = LocalPractice.current().pencil_working_days
    last = office_calendar().add_working_days(timezone.localdate(), days)
    return datetime.combine(last, time.max, LONDON)


def _the_same(existing: Booking, choice: SlotChoice) -> Booking:
    if existing.is_taking_its_slot and existing.choice == choice:
        return existing
    raise AlreadyBooked("This meeting already has a booking. Move that one instead.")
