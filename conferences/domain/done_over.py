"""A correction that changes what was decided is done over, as if it had been decided so at once;
a conference that is opened again is undone.

It acts on the child's present, so there must be no later conference that has decided anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.errors import WrongState
from conferences.domain.decided_since import decided_since, in_session_besides
from conferences.enums import ChildOutcome
from conferences.models import Conference, ConferenceChild

OF_HELP = ("lead_worker_id", "consent_by", "first_meeting_on")


def stays_as_made(
    each: ConferenceChild, *, before: Mapping[str, Any], after: Mapping[str, Any]
) -> bool:
    """Whether only words change: the plan or the help runs on, or there is none as before."""
    outcome = after["outcome"]
    if outcome != before["outcome"]:
        return False
    if outcome == ChildOutcome.CHILD_PROTECTION:
        return each.plan_id is not None
    without_help = outcome == ChildOutcome.NO_FURTHER_ACTION
    return without_help or all(before[name] == after[name] for name in OF_HELP)


def check_decided_last(
    conference: Conference,
    each: ConferenceChild,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Raises `WrongState` where doing it over would undo what was decided for the child since."""
    if stays_as_made(each, before=before, after=after):
        return
    since = _decided_since(conference, each)
    if since:
        raise WrongState(
            f"{each.child} {since}, and this correction would undo it. Correct what was decided "
            "last, or ask the data officer.",
            rule="decided_since",
        )


def check_closed_last(conference: Conference) -> None:
    """Raises `WrongState` where opening it again would undo what was decided for a child since."""
    for each in conference.children.select_related("child__person"):
        if since := _decided_since(conference, each):
            raise WrongState(
                f"{each.child} {since}, and opening this conference again would undo it. Correct "
                "what was decided last, or ask the data officer.",
                rule="decided_since",
            )


def _decided_since(conference: Conference, each: ConferenceChild) -> str:
    begun = in_session_besides(each)
    if begun is not None:
        return f"has a conference in session ({begun.get_kind_display().lower()})"
    return decided_since(each, on=conference.day)
