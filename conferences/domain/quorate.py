"""What follows from a quorum, or from its want. The counting itself is in `quorum`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from conferences import notices
from conferences.domain import quorum
from conferences.domain.attending import present_for_decision
from conferences.domain.quorum import Quorum
from conferences.enums import ConferenceState, InquorateGround
from conferences.models import Conference, ConferenceStep, LocalPractice

INQUORATE = "inquorate"  # the coded reason of an adjournment
TOO_MANY_IN_A_ROW = 2  # Swindon: no two consecutive inquorate conferences


def quorum_of(conference: Conference) -> Quorum:
    """Those who were there for the decision."""
    return quorum.count(present_for_decision(conference))


def ground_fits(ground: str, counted: Quorum) -> bool:
    """Whether the chair may go on upon this ground with those who are there."""
    if ground == InquorateGround.TWO_PRESENT:
        return counted.social_care and bool(counted.others)
    return ground in InquorateGround.values


def may_end_plans(*, was_quorate: bool) -> bool:
    """Only a quorate review ends a plan (Lincolnshire), unless this service has decided
    otherwise."""
    return was_quorate or LocalPractice.current().inquorate_review_ends_plans


def inquorate_in_a_row(conference: Conference) -> int:
    """How many of this family's last conferences, this one included, went without a quorum.

    Held on a listed ground, or stopped for want of a quorum: both count.
    """
    events = sorted(_events(conference), key=lambda event: event[0], reverse=True)
    count = 0
    for _, was_inquorate in events:
        if not was_inquorate:
            break
        count += 1
    return count


def warn_if_inquorate_again(conference: Conference) -> None:
    """Two in a row are one too many (Swindon): the heads of service are told."""
    if inquorate_in_a_row(conference) >= TOO_MANY_IN_A_ROW:
        notices.inquorate_again(conference)


def _events(conference: Conference) -> Iterator[tuple[datetime, bool]]:
    """Each time these children's conferences were held or stopped, and whether inquorate."""
    children = conference.children.values("child")
    mine = Q(conference__children__child__in=children)
    stopped = ConferenceStep.objects.filter(
        mine, to_state=ConferenceState.ADJOURNED, reason_code=INQUORATE
    )
    for step in stopped.distinct():
        yield step.at, True
    held = Conference.objects.filter(
        children__child__in=children, state=ConferenceState.CLOSED, closed_at__isnull=False
    )
    for each in held.distinct():
        assert each.closed_at is not None, "asked for by its time"
        yield each.closed_at, each.was_quorate is False
