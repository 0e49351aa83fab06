"""When the next conference is: at a time only where one is firmly booked, else by the last day
set for it. A family that was told a day comes on that day, and finds the room empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bookings.enums import Step
from bookings.models import Booking
from conferences.domain.taking_part import is_split
from conferences.enums import ConferenceState
from conferences.models import Conference
from disclosure.document import Fact, Word

MAKES_IT_FIRM = (Step.CONFIRMED, Step.RELISTED)


def next_conference(
    conference: Conference, label: str, *, as_at: dt.datetime | None
) -> Iterator[Fact]:
    """Under `label` the day by which it is, under `label` + "_on" the day and time of a slot.

    `as_at`: when this paper was settled; None: it is not yet. What is booked later makes no paper
    out of date that has gone out: whoever is asked is told the time by invitation.
    """
    slot = _firm_slot(conference, as_at)
    if slot is not None:
        source = "conferences.Conference.booking"
        yield Fact(Word(f"{label}_on"), slot.starts_at, source)
    elif conference.next_review_on:
        source = "conferences.Conference.next_review_on"
        yield Fact(Word(label), conference.next_review_on, source)


def _firm_slot(conference: Conference, as_at: dt.datetime | None) -> Booking | None:
    """None, too, where some must not learn when the others come: each is told by invitation."""
    booked = conference.reviews.filter(state=ConferenceState.BOOKED)
    review = booked.select_related("booking").first()
    if review is None or review.booking is None or _is_kept_apart(review):
        return None
    return None if _became_firm_after(review.booking, as_at) else review.booking


def _became_firm_after(slot: Booking, as_at: dt.datetime | None) -> bool:
    if as_at is None:
        return False
    return bool(slot.moves.filter(step__in=MAKES_IT_FIRM, at__gt=as_at).exists())


def _is_kept_apart(review: Conference) -> bool:
    return is_split(review) or bool(review.exclusions.standing().exists())
