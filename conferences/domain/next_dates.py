"""Keep the dates and reasons the chair gives before the end, so that packs can be made ahead."""

from __future__ import annotations

from django.db import transaction

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.packs import rebuild_packs
from conferences.domain.ready_to_close import ClosingDetails
from conferences.domain.steps import locked, require
from conferences.domain.who_comes import keep_who_comes, kept_answers
from conferences.enums import ConferenceState
from conferences.models import Conference
from disclosure.domain.writers import note_writer

KEPT = (
    "next_review_on",
    "first_core_group_at",
    "core_group_place",
    "core_group_may_meet",
    "late_reason",
    "late_note",
    "late_agreed_by",
    "safety_plan_reviewed",
    "inquorate_ground",
    "inquorate_note",
)


@transaction.atomic
def keep_closing_details(
    *, conference: Conference, details: ClosingDetails, by: User
) -> Conference:
    """Keep them as they are; nothing is checked until the close. `WrongState` unless in session."""
    conference = locked(conference)
    require(
        rules.may_chair(by, conference),
        "conferences.keep_closing_details",
        by=by,
        about=conference,
        message="Only the chair can set the dates of this conference.",
    )
    if conference.state != ConferenceState.IN_SESSION:
        raise WrongState("This conference is not in session.", rule="not_in_session")
    if details.core_group_place not in ("", conference.core_group_place):
        note_writer(conference.record, kind="place.set", key="place", by=by)
    copy_details(conference, details)
    conference.save()
    rebuild_packs(conference=conference, by=by)
    record(
        Action.CHANGED,
        "conferences.keep_closing_details",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
    )
    return conference


def copy_details(conference: Conference, details: ClosingDetails) -> None:
    for name in KEPT:
        setattr(conference, name, getattr(details, name))
    keep_who_comes(conference, details.who_comes)


def kept_details(conference: Conference) -> ClosingDetails:
    """What has been kept so far, for the day it is held."""
    kept = {name: getattr(conference, name) for name in KEPT}
    return ClosingDetails(held_on=conference.day, who_comes=kept_answers(conference), **kept)
