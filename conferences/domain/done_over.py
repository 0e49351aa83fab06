"""A correction that changes what was decided is done over, as if it had been decided so at once;
a conference that is opened again is undone.

It acts on the child's present, so there must be no later conference that has decided anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from accounts.errors import WrongState
from conferences.enums import ChildOutcome, ConferenceState
from conferences.models import Conference, ConferenceChild
from plans.models import Plan

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
    others = ConferenceChild.objects.filter(child=each.child_id).exclude(conference=conference)
    begun = others.filter(conference__state=ConferenceState.IN_SESSION).first()
    if begun is not None:
        return f"has a conference in session ({begun.conference.get_kind_display().lower()})"
    that_day = Q(conference__held_on=conference.day, conference__gt=conference.pk)
    later = ConferenceChild.objects.filter(
        Q(conference__held_on__gt=conference.day) | that_day,
        child=each.child_id,
        conference__state=ConferenceState.CLOSED,
    )
    last = later.select_related("conference").order_by("conference__held_on").last()
    if last is not None:
        kind = last.conference.get_kind_display().lower()
        return f"had a later conference on {last.conference.day:%-d %B %Y} ({kind})"
    plans = Plan.objects.child_protection().filter(child=each.child_id, voided_at__isnull=True)
    plan = plans.filter(started_on__gt=conference.day).order_by("started_on").last()
    return f"has a later plan, from {plan.started_on:%-d %B %Y}" if plan is not None else ""
