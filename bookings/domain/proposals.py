"""Propose how to mend the diary. Proposals only: `relist` is the step that moves a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from bookings.domain.need_record import from_record
from bookings.domain.office_calendar import office_calendar
from bookings.domain.supply import supply_between
from bookings.enums import BookingState
from bookings.models import Booking, LocalPractice
from bookings.optimiser import Offer, SlotNeed
from bookings.optimiser.plan import Plan, Wanted, plan_bookings
from bookings.optimiser.supply import Supply


@dataclass(frozen=True, slots=True)
class Mending:
    """For one booking: where it could go, or why it cannot go anywhere in time.

    `offer` is in time, or the soonest late one; it is None when nothing at all is free.
    """

    booking: Booking
    offer: Offer | None
    changes: tuple[str, ...]
    in_time: bool
    words: str


def propose_mending(
    bookings: Sequence[Booking],
    *,
    needs: Mapping[int, SlotNeed] | None = None,
    caseloads: Mapping[int, int] | None = None,
    weights: Mapping[int, int] | None = None,
) -> list[Mending]:
    """The smallest changes that give each of these meetings a slot that holds, in time.

    `needs` as they are now and `weights`, the number of children, are by booking id; without them
    the need it was booked for and 1. No other meeting is moved. The answer is a proposal: nothing
    is booked until `relist` is called.
    """
    if not bookings:
        return []
    needs, weights = needs or {}, weights or {}
    wanted = [
        _wanted(booking, needs.get(booking.pk) or from_record(booking.need), weights)
        for booking in bookings
    ]
    plan = plan_bookings(wanted, _supply(wanted, caseloads), effort=5.0)
    return _in_words(bookings, plan)


def _wanted(booking: Booking, need: SlotNeed, weights: Mapping[int, int]) -> Wanted:
    """A vacated meeting has told everybody that its slot is gone: nothing to stay near."""
    return Wanted(
        key=str(booking.pk),
        need=need,
        current=None if booking.state == BookingState.VACATED else booking.choice,
        weight=weights.get(booking.pk, 1),
        booking_id=booking.pk,
    )


def _supply(wanted: Iterable[Wanted], caseloads: Mapping[int, int] | None) -> Supply:
    today = timezone.localdate()
    latest = max(today, *(want.need.due_on for want in wanted))
    practice = LocalPractice.current()
    last = office_calendar().add_working_days(latest, practice.late_search_working_days)
    return supply_between(today, last, caseloads=caseloads)


def _in_words(bookings: Sequence[Booking], plan: Plan) -> list[Mending]:
    proposed = {proposal.key: proposal for proposal in plan.proposals}
    left = {unplaced.key: unplaced for unplaced in plan.unplaced}
    answers = []
    for booking in bookings:
        key = str(booking.pk)
        if key in proposed:
            found = proposed[key]
            words = found.offer.points[0].words
            answers.append(Mending(booking, found.offer, found.changes, True, words))
        else:
            answers.append(Mending(booking, left[key].soonest, (), False, left[key].reason))
    return answers
