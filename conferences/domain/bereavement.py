"""A child has died, or a pregnancy ended: meetings still to come are no longer about that child."""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from audit.models import Event
from bookings import domain as bookings
from bookings.enums import ReleaseReason
from conferences.domain.inviting import cancel_invitations
from conferences.domain.steps import advance, locked
from conferences.enums import ConferenceState
from conferences.models import Conference, ConferenceChild, Decision
from people.models import Child

STILL_TO_COME = (
    ConferenceState.TO_BOOK,
    ConferenceState.PENCILLED,
    ConferenceState.BOOKED,
    ConferenceState.VACATED,
    ConferenceState.ADJOURNED,
)
VERB = "conferences.leave_out"


def leave_out(*, child: Child, reason: str, by: User) -> None:
    """Part of recording the loss, which permits it. A meeting about nobody else is cancelled.

    Professionals are told that it is off; the family is told nothing by letter (`people` holds it).
    """
    rows = ConferenceChild.objects.filter(child=child, conference__state__in=STILL_TO_COME)
    for row in rows.select_related("conference"):
        conference = locked(row.conference)
        record(Action.CHANGED, VERB, by=by, subjects=[conference], children=[child.pk])
        if not conference.children.exclude(pk=row.pk).exists():
            _call_off(conference, reason, by)
        elif not _was_spoken_of(row):
            row.delete()


def _was_spoken_of(row: ConferenceChild) -> bool:
    """In a meeting that was adjourned: what was said of the child stays on its record."""
    decided = Decision.objects.filter(child=row).exists()
    return decided or row.agency_views.exists() or row.scores.exists()


def _call_off(conference: Conference, reason: str, by: User) -> None:
    advance(conference, ConferenceState.CANCELLED, by=by, reason=reason)
    if conference.booking is not None:
        bookings.release(booking=conference.booking, reason=ReleaseReason.BEREAVEMENT, by=by)
    cancel_invitations(conference=conference, by=by)


def left_out_of(child: Child, *, since: dt.datetime) -> list[str]:
    """The meetings this child was left out of since then, for somebody to put right."""
    events = Event.objects.filter(verb=VERB, child_ids__contains=[child.pk], at__gte=since)
    wanted = {pk for event in events for pk in event.subject_ids}
    found = Conference.objects.filter(pk__in=wanted)
    return [f"{each.get_kind_display()}, {each.get_state_display().lower()}" for each in found]
