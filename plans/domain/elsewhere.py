"""Another authority's plan for a child who stays here: kept apart, never ours.

The originating authority keeps its plan until our conference is held (Norfolk). A temporary stay
is noted and changes nothing: it is their plan (Tees).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from disclosure.models import Record
from people.domain.permission import require
from people.models import Child, Family
from people.rules import may_edit_family
from plans.enums import Category, EndReason, PlanKind
from plans.models import Plan


@dataclass(frozen=True)
class TheirPlan:
    """What the other authority says of its plan for one child."""

    category: Category
    started_on: dt.date

    def check(self, child: Child) -> None:
        """Raises `DomainError` for a day to come, or one before the child was born."""
        born = child.person.date_of_birth
        if self.started_on > timezone.localdate():
            raise DomainError(
                "Their plan cannot have started in the future.",
                field="started_on",
                rule="in_the_future",
            )
        if born is not None and self.started_on < born and child.expected_on is None:
            raise DomainError(
                "Their plan cannot have started before the birth.",
                field="started_on",
                rule="before_the_birth",
            )


@transaction.atomic
def keep_their_plan(
    *, child: Child, authority: str, their_plan: TheirPlan, about: str, by: User
) -> Plan:
    """Note another authority's plan, or put right what was noted. One open at a time.

    Raises `NotAllowed`, `DomainError` without the authority's name, and what `TheirPlan.check`
    raises.
    """
    _may_keep(child, by, "plans.keep_theirs")
    if not authority.strip():
        raise DomainError("Say which authority has the plan.", field="authority", rule="needed")
    their_plan.check(child)
    plan = their_plan_for(child) or Plan(
        child=child,
        kind=PlanKind.CHILD_PROTECTION,
        is_temporary=True,
        opened_by=about,
        record=Record.objects.create(family=child.family, label="Plan of another authority"),
    )
    plan.authority, plan.started_on = authority.strip(), their_plan.started_on
    plan.category_initial = plan.category_initial or their_plan.category
    plan.category_latest = their_plan.category
    plan.save()
    record(Action.CHANGED, "plans.keep_theirs", by=by, subjects=[plan], children=[child.pk])
    return plan


@transaction.atomic
def end_their_plan(*, plan: Plan, on: dt.date, reason: EndReason, by: User) -> Plan:
    """Their plan ended, or the child left. Raises `WrongState` for one of ours, or ended already.

    Nobody here authorises it: it is not our plan. Raises `NotAllowed`, too.
    """
    _may_keep(plan.child, by, "plans.end_theirs")
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if not plan.is_temporary:
        raise WrongState(
            "This is our own plan. Only a review conference ends it.", rule="plan_is_ours"
        )
    if plan.ended_on is not None:
        raise WrongState("This plan has already ended.", rule="plan_ended")
    if not plan.started_on <= on <= timezone.localdate():
        raise DomainError(
            f"The day must be between {plan.started_on:%-d %B %Y}, when their plan started, "
            "and today.",
            field="on",
            rule="outside_the_plan",
        )
    plan.ended_on, plan.end_reason = on, reason
    plan.save()
    record(Action.CHANGED, "plans.end_theirs", by=by, subjects=[plan], children=[plan.child_id])
    return plan


def _may_keep(child: Child, by: User, verb: str) -> None:
    allowed = may_edit_family(by, child.family)
    require(allowed, verb, by=by, subjects=[child], children=[child.pk])


def their_plans(family: Family, *, reader: User) -> list[Plan]:
    """Plans of other authorities for this family's children, open ones first."""
    rows = Plan.objects.visible_to(reader).of_another_authority().filter(child__family=family)
    kept = rows.filter(voided_at__isnull=True).select_related("child__person")
    return sorted(kept, key=lambda plan: (plan.ended_on is not None, plan.pk))


def their_plan_for(child: Child) -> Plan | None:
    """The open plan another authority has for the child, if any is known."""
    found: Plan | None = Plan.objects.open().of_another_authority().filter(child=child).first()
    return found
