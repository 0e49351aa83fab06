"""A child has died, or a pregnancy ended: meetings still to come, and requests for one, are no
longer about that child."""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from audit.models import Event
from bookings import domain as bookings
from bookings.enums import ReleaseReason
from conferences.domain import requesting
from conferences.domain.called_off import stop_owing
from conferences.domain.inviting import cancel_invitations
from conferences.domain.slots import release_pencil
from conferences.domain.steps import advance, locked
from conferences.enums import REQUEST_STEPS, ConferenceState, Instead, RequestState
from conferences.models import (
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Decision,
    LeftOutChild,
    RequestedChild,
)
from people.models import Child

STILL_TO_COME = (
    ConferenceState.TO_BOOK,
    ConferenceState.PENCILLED,
    ConferenceState.BOOKED,
    ConferenceState.VACATED,
    ConferenceState.ADJOURNED,
)
VERB = "conferences.leave_out"
OF_REQUEST = "conferences.leave_out_of_request"
OPEN_REQUESTS = [state for state, next_ones in REQUEST_STEPS.items() if next_ones]


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
    _leave_out_of_requests(child, reason, by)


def _leave_out_of_requests(child: Child, reason: str, by: User) -> None:
    """A request about nobody else is withdrawn, and the slot kept for it is free."""
    rows = RequestedChild.objects.filter(child=child, request__state__in=OPEN_REQUESTS)
    for row in rows.select_related("request"):
        request = requesting.locked(row.request)
        record(Action.CHANGED, OF_REQUEST, by=by, subjects=[request], children=[child.pk])
        if request.children.exclude(pk=row.pk).exists():
            row.delete()
            LeftOutChild.objects.update_or_create(
                request=request, child=child, defaults={"reason": reason}
            )
        else:
            requesting.move(request, RequestState.WITHDRAWN)
            request.save()
            release_pencil(request=request, reason=ReleaseReason.BEREAVEMENT, by=by)


def _was_spoken_of(row: ConferenceChild) -> bool:
    """In a meeting that was adjourned: what was said of the child stays on its record."""
    decided = Decision.objects.filter(child=row).exists()
    return decided or row.agency_views.exists() or row.scores.exists()


def _call_off(conference: Conference, reason: str, by: User) -> None:
    advance(conference, ConferenceState.CANCELLED, by=by, reason=reason)
    if conference.booking is not None:
        bookings.release(booking=conference.booking, reason=ReleaseReason.BEREAVEMENT, by=by)
    stop_owing(conference=conference, reason=reason, by=by)
    cancel_invitations(conference=conference, instead=Instead.NOTHING, by=by)


def left_out_of(child: Child, *, since: dt.datetime) -> list[str]:
    """The meetings and requests this child was left out of since then, to be put right."""
    meetings = Conference.objects.filter(pk__in=_subjects_of(VERB, child, since))
    asked_for = ConferenceRequest.objects.filter(pk__in=_subjects_of(OF_REQUEST, child, since))
    return [
        *(f"{each.get_kind_display()}, {each.get_state_display().lower()}" for each in meetings),
        *(
            f"Request for: {each.get_kind_display()}, {each.get_state_display().lower()}"
            for each in asked_for
        ),
    ]


def _subjects_of(verb: str, child: Child, since: dt.datetime) -> set[int]:
    events = Event.objects.filter(verb=verb, child_ids__contains=[child.pk], at__gte=since)
    return {pk for event in events for pk in event.subject_ids}
