"""Vacate a slot, give the meeting a new one, or let it go."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from bookings.domain import slot
from bookings.domain.errors import ReasonNeeded
from bookings.domain.need_record import from_record, to_record
from bookings.domain.pencil import runs_out_at
from bookings.domain.permission import require
from bookings.domain.steps import keep, locked, place_of
from bookings.enums import BookingState, MoveReason, ReleaseReason, Step, after
from bookings.models import Booking
from bookings.optimiser import SlotChoice, SlotNeed
from bookings.rules import may_book

JUDGED_ABOVE = frozenset(
    {
        ReleaseReason.DIVERTED,
        ReleaseReason.WITHDRAWN,
        ReleaseReason.REPLACED,
        ReleaseReason.BEREAVEMENT,
        ReleaseReason.NO_PLAN,
    }
)


def vacate(*, booking: Booking, reason: MoveReason, by: User, note: str = "") -> Booking:
    """Give the slot up before there is a new one: the meeting goes on the red list.

    Raises `NotAllowed`, `ReasonNeeded`, `BookingClosed`.
    """
    require(may_book(by), by=by, verb="bookings.vacate", to="vacate a booking", subject=booking)
    _say_more(reason, note)
    with transaction.atomic():
        row = locked(booking, Step.VACATED)
        before = place_of(row)
        row.state, row.pencilled_until = BookingState.VACATED, None
        row.save(update_fields=["state", "pencilled_until"])
        keep(row, Step.VACATED, before=before, by=by, reason=reason, note=note)
        return row


def relist(
    *,
    booking: Booking,
    choice: SlotChoice,
    reason: MoveReason,
    by: User,
    note: str = "",
    late_reason: str = "",
    need: SlotNeed | None = None,
) -> Booking:
    """Give the meeting a new slot, in one step: it is never without one unless vacated first.

    `need` replaces the one it was booked for (the due date moved, a parent cannot use stairs). A
    pencilled booking stays pencilled, for a fresh term; any other is confirmed. Raises what
    `pencil` raises, `ReasonNeeded`, `BookingClosed`; then the old slot is kept.
    """
    require(may_book(by), by=by, verb="bookings.relist", to="move a booking", subject=booking)
    _say_more(reason, note)
    with transaction.atomic():
        slot.lock_slot(choice)
        row = locked(booking, Step.RELISTED)
        if row.is_taking_its_slot and row.choice == choice and need is None:
            return row
        before, wanted = place_of(row), need or from_record(row.need)
        offer = slot.checked_offer(wanted, choice, without=[row.pk])
        slot.demand_reason_if_late(offer, late_reason)
        slot.put(row, offer, wanted, late_reason=late_reason)
        row.need = to_record(wanted)
        _keep_its_firmness(row)
        slot.save(row)
        keep(row, Step.RELISTED, before=before, by=by, reason=reason, note=note)
        return row


def release(*, booking: Booking, reason: ReleaseReason, by: User, note: str = "") -> Booking:
    """The slot is no longer needed: diverted, withdrawn, replaced. Twice is once.

    Whoever may divert a request, end the plan, or close the conference that replaces this one, is
    judged by the app above (a team manager and a chair do not book). Raises `NotAllowed`, and
    `BookingClosed` when the meeting has been held.
    """
    allowed = reason in JUDGED_ABOVE or may_book(by)
    require(allowed, by=by, verb="bookings.release", to="release a booking", subject=booking)
    with transaction.atomic():
        row = Booking.objects.select_for_update().get(pk=booking.pk)
        if row.state == BookingState.RELEASED:
            return row
        row = locked(booking, Step.RELEASED)
        before = place_of(row)
        row.state, row.pencilled_until = BookingState.RELEASED, None
        row.save(update_fields=["state", "pencilled_until"])
        keep(row, Step.RELEASED, before=before, by=by, reason=reason, note=note)
        return row


def _keep_its_firmness(row: Booking) -> None:
    row.state = after(Step.RELISTED, BookingState(row.state))
    if row.state == BookingState.PENCILLED:
        row.pencilled_until = runs_out_at()


def _say_more(reason: MoveReason, note: str) -> None:
    if reason == MoveReason.OTHER and not note.strip():
        raise ReasonNeeded("Say what the other reason is.", field="note")
