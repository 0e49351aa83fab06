"""Another chair or minute-taker for a conference that keeps its slot."""

from __future__ import annotations

from django.db import transaction

from accounts.errors import WrongState
from accounts.models import User
from bookings import domain as bookings
from bookings.enums import MoveReason
from bookings.models import Booking, Chair, MinuteTaker
from conferences.domain.booking import booked, booked_by, holds_its_slot, take_on
from conferences.domain.inviting import cancel_for
from conferences.domain.seating import seat_chair_and_minute_taker
from conferences.enums import ConferenceState
from conferences.models import Conference

KEEPS_ITS_SLOT = (ConferenceState.PENCILLED, ConferenceState.BOOKED)


@transaction.atomic
def change_chair(
    *, conference: Conference, chair: Chair, reason: MoveReason, note: str = "", by: User
) -> Conference:
    """The new chair takes on the case and is seated; the one before is told not to come.

    Nobody else is told: the time and the place stay. Raises what `bookings.swap_chair` raises,
    and `WrongState` without a slot.
    """
    conference = booked_by(conference, by, "conferences.change_chair")
    conference.booking = bookings.swap_chair(
        booking=_slot_of(conference), chair=chair, reason=reason, note=note, by=by
    )
    if conference.state == ConferenceState.BOOKED:
        take_on(conference, by)
    else:
        conference.chair = chair.professional
        conference.save()
    booked(conference, "conferences.change_chair", by, reason=note)
    return conference


@transaction.atomic
def change_minute_taker(
    *, conference: Conference, minute_taker: MinuteTaker | None, by: User
) -> Conference:
    """Another minute-taker, or none: a conference may be held without. Raises as above."""
    conference = booked_by(conference, by, "conferences.change_minute_taker")
    conference.booking = bookings.assign_minute_taker(
        booking=_slot_of(conference), minute_taker=minute_taker, by=by
    )
    if conference.state == ConferenceState.BOOKED:
        for unseated in seat_chair_and_minute_taker(conference):
            cancel_for(unseated, by=by)
    booked(conference, "conferences.change_minute_taker", by)
    return conference


def can_be_changed(conference: Conference) -> bool:
    """Whether its slot may be given another chair or minute-taker: not once the meeting began."""
    return conference.state in KEEPS_ITS_SLOT and holds_its_slot(conference)


def _slot_of(conference: Conference) -> Booking:
    if not can_be_changed(conference):
        raise WrongState(
            "This conference has no slot that can be changed. Find one first.", rule="no_slot"
        )
    assert conference.booking is not None, "a conference that holds its slot has a booking"
    return conference.booking
