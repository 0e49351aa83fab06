"""No conference is needed after all: who may say so, who agreed, and who is told.

An initial or transfer-in conference was screened to be held. Not to hold it is a decision like a
diversion: discussed with the chair, endorsed by a manager, recorded (domain.md, section 9).
"""

from __future__ import annotations

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from bookings import domain as bookings
from bookings.enums import ReleaseReason
from conferences import notices, rules
from conferences.domain.booking import booked
from conferences.domain.called_off import stop_owing
from conferences.domain.inviting import cancel_invitations
from conferences.domain.limits import withdraw_limits
from conferences.domain.missing_reviews import open_missing_reviews
from conferences.domain.steps import advance, locked, require
from conferences.enums import ConferenceKind, ConferenceState, Instead
from conferences.models import Conference
from people.models import Child
from plans.domain.queries import open_plan_for

NOT_TO_CANCEL = "Only a duty principal officer or a head of service cancels this conference."


@transaction.atomic
def cancel_conference(
    *, conference: Conference, reason: str, agreed_by: str = "", by: User
) -> Conference:
    """No conference is needed after all. The clocks its request started are withdrawn; whoever
    asked for it, the team and the chair are told.

    `agreed_by` is the manager who agreed; a review needs none. Raises `NotAllowed`, and
    `WrongState` for a review of children who are on plans: it must be held. An early review may
    be cancelled; the regular one comes back.
    """
    verb, may = "conferences.cancel", rules.may_cancel(by, conference)
    require(may, verb, by=by, about=conference, message=NOT_TO_CANCEL)
    conference = locked(conference)
    _check_not_owed(conference)
    _check_decided(conference, reason, agreed_by)
    advance(
        conference, ConferenceState.CANCELLED, by=by, reason=reason, agreed_by=agreed_by.strip()
    )
    if conference.booking is not None:
        bookings.release(booking=conference.booking, reason=ReleaseReason.NOT_NEEDED, by=by)
    if conference.request is not None:
        withdraw_limits(request=conference.request, reason=reason, by=by)
    stop_owing(conference=conference, reason=reason, by=by)
    booked(conference, verb, by, reason=reason)
    cancel_invitations(conference=conference, instead=_comes_instead(conference), by=by)
    open_missing_reviews(family=conference.family, by=by)
    notices.conference_cancelled(conference)
    return conference


def _comes_instead(conference: Conference) -> Instead:
    """For children on plans the regular review comes back; for others nothing does."""
    rows = conference.children.select_related("child")
    on_a_plan = any(open_plan_for(row.child) for row in rows)
    return Instead.ANOTHER if on_a_plan else Instead.NOTHING


def needs_a_manager(conference: Conference) -> bool:
    """Whether a manager has to agree that it is not held."""
    return conference.kind != ConferenceKind.REVIEW


def is_not_owed(conference: Conference) -> bool:
    """Whether it may be cancelled: any but the regular review of children on plans."""
    return not _owed_to(conference)


def _check_decided(conference: Conference, reason: str, agreed_by: str) -> None:
    if not reason.strip():
        raise DomainError("Say why no conference is needed.", field="reason", rule="needed")
    if needs_a_manager(conference) and not agreed_by.strip():
        raise DomainError("Say which manager agreed.", field="agreed_by", rule="needed")


def _owed_to(conference: Conference) -> list[Child]:
    """The children on plans whose regular review this is."""
    if conference.kind != ConferenceKind.REVIEW or conference.request is not None:
        return []
    rows = conference.children.select_related("child__person")
    return [row.child for row in rows if open_plan_for(row.child)]


def _check_not_owed(conference: Conference) -> None:
    names = ", ".join(str(child) for child in _owed_to(conference))
    if names:
        raise WrongState(
            f"On a plan, so a review must be held: {names}. Give it another date.",
            rule="review_must_be_held",
        )
