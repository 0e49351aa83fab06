"""What every step of a core group shares: who may, the table of states, clocks, audit."""

from __future__ import annotations

from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.models import Family
from plans import rules
from plans.domain.clocks import CORE_GROUPS, Done, keep_in_step
from plans.enums import CORE_GROUP_STEPS, CoreGroupState
from plans.models import CoreGroup, Plan

NOT_YOURS = "Only the family’s social worker and their team manager can record core groups."


def locked(group: CoreGroup) -> CoreGroup:
    """The same core group, read again and held until the transaction ends."""
    fresh: CoreGroup = CoreGroup.objects.select_for_update().get(pk=group.pk)
    return fresh


def advance(group: CoreGroup, to: CoreGroupState) -> None:
    """Take one step; the caller saves. Raises `WrongState` when the table has no such step."""
    if to not in CORE_GROUP_STEPS[group.state]:
        was = CoreGroupState(group.state).label.lower()
        raise WrongState(
            f"This core group is “{was}”, so it cannot become “{to.label.lower()}”.",
            rule="no_such_step",
        )
    group.state = to


def sign(group: CoreGroup, by: User) -> None:
    group.recorded_by, group.recorded_at = by, timezone.now()


def keep_core_group_clocks(plan: Plan, *, by: User) -> None:
    """Bring the plan's core group clocks in step with the core groups that were held."""
    held = CoreGroup.objects.held().filter(plans=plan).order_by("held_on", "pk")
    keep_in_step(plan, CORE_GROUPS, [Done(g.held_on, g.about) for g in held if g.held_on], by=by)


def require_worker(by: User, family: Family, verb: str) -> None:
    require(
        rules.may_work_on_plan(by, family),
        verb,
        by=by,
        subjects=[family],
        children=family.children_concerned(),
        message=NOT_YOURS,
    )


def audit(action: Action, verb: str, group: CoreGroup, by: User, reason: str = "") -> None:
    children = group.children_concerned()
    record(action, verb, by=by, subjects=[group], children=children, reason=reason)
