"""One conference at a time about a child, and none closed after a later one has decided.

What a conference decides acts on the child's present: of two that are open at once, the one that is
closed last would undo the other.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from accounts.errors import WrongState
from conferences.enums import ChildOutcome, ConferenceState
from conferences.models import Conference, ConferenceChild, Decision
from people.models import Child
from plans.enums import PlanKind
from plans.models import Plan

PLAN_KINDS: dict[str, PlanKind] = {
    ChildOutcome.CHILD_PROTECTION: PlanKind.CHILD_PROTECTION,
    ChildOutcome.CHILD_IN_NEED: PlanKind.CHILD_IN_NEED,
    ChildOutcome.EARLY_HELP: PlanKind.EARLY_HELP,
}


def hold_children(conference: Conference) -> None:
    """Wait for any other conference of these children that is begun or opened again in this moment.

    Done before the conference itself is held: opening one again may withdraw another.
    """
    children = Child.objects.select_for_update(no_key=True)  # what only points at one goes on
    list(children.filter(pk__in=conference.children.values("child")).order_by("pk"))


def check_alone(conference: Conference) -> None:
    """Raises `WrongState` where one of its children is in another conference in session."""
    for each in conference.children.select_related("child__person"):
        other = in_session_besides(each)
        if other is not None:
            raise WrongState(
                f"{each.child} is in another conference in session: {named(other)}. Close or "
                "adjourn it first.",
                rule="another_in_session",
            )


def in_session_besides(each: ConferenceChild) -> Conference | None:
    """Another conference of the child that is open."""
    return _others(each).filter(state=ConferenceState.IN_SESSION).first()


def decided_since(each: ConferenceChild, *, on: dt.date) -> str:
    """What was decided for the child after the conference held `on`, in words; empty if nothing."""
    that_day = Q(held_on=on, pk__gt=each.conference_id)
    later = _others(each).filter(Q(held_on__gt=on) | that_day, state=ConferenceState.CLOSED)
    last = later.order_by("held_on", "pk").last()
    if last is not None:
        kind = last.get_kind_display().lower()
        return f"had a later conference on {last.day:%-d %B %Y} ({kind})"
    plans = Plan.objects.child_protection().filter(child=each.child_id, voided_at__isnull=True)
    plan = plans.filter(started_on__gt=on).order_by("started_on").last()
    return f"has a later plan, from {plan.started_on:%-d %B %Y}" if plan is not None else ""


def is_as_it_stands(each: ConferenceChild, decision: Decision) -> bool:
    """Whether the child is on the very plan that was decided, or on none, already."""
    plans, kind = Plan.objects.open().filter(child=each.child_id), PLAN_KINDS.get(decision.outcome)
    protection = plans.child_protection().first()
    if kind == PlanKind.CHILD_PROTECTION:
        return protection is not None and protection.category_latest == decision.category
    return protection is None and (kind is None or plans.filter(kind=kind).exists())


def reopened_that_made(plan: Plan, each: ConferenceChild) -> Conference | None:
    """The conference that made a void plan, while it is to be closed again."""
    undecided = (ConferenceState.IN_SESSION, ConferenceState.ADJOURNED)
    others = _others(each).filter(state__in=undecided)
    return next((other for other in others if other.about == plan.opened_by), None)


def named(conference: Conference) -> str:
    return f"{conference.get_kind_display().lower()} of {conference.day:%-d %B %Y}"


def _others(each: ConferenceChild) -> QuerySet[Conference]:
    found = Conference.objects.filter(children__child=each.child_id)
    return found.exclude(pk=each.conference_id)
