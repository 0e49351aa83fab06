"""Questions about plans that other rooms ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from people.models import Child, Family
from plans.models import Plan
from timescales.domain import today_in_london

# For how long after the end of a plan what was done under it may be written up: a local default,
# no source gives one. An import has no such limit.
WRITTEN_UP_FOR = dt.timedelta(weeks=6)
NOTHING_TO_WRITE_UP = (
    "No child of this family is on a child protection plan, or was in the last "
    f"{WRITTEN_UP_FOR.days // 7} weeks."
)


def open_plan_for(child: Child) -> Plan | None:
    """The child's own open child protection plan, if there is one."""
    found: Plan | None = Plan.objects.open().child_protection().filter(child=child).first()
    return found


def open_plans_of(family: Family) -> list[Plan]:
    """The family's own open child protection plans, one for each child on one."""
    rows = Plan.objects.open().child_protection().filter(child__family=family)
    return list(rows.select_related("child__person", "child__family", "record"))


def plans_to_write_up(family: Family) -> list[Plan]:
    """The family's open child protection plans, and those that ended so lately that a visit or a
    core group of their last days may not be written up yet."""
    rows = Plan.objects.child_protection().filter(child__family=family, voided_at__isnull=True)
    lately = rows.exclude(ended_on__lt=first_day_to_write_up())
    return list(lately.select_related("child__person", "child__family", "record"))


def first_day_to_write_up() -> dt.date:
    return today_in_london() - WRITTEN_UP_FOR


def each_childs_plan(plans: Iterable[Plan], day: dt.date) -> dict[int, Plan]:
    """By child: the plan that ran on this day; without one, the last of theirs."""
    return {plan.child_id: plan for plan in sorted(plans, key=lambda plan: plan.ran_on(day))}


def plans_on(family: Family, day: dt.date) -> list[Plan]:
    """The plans of the family that ran on this day; where none did, those open today."""
    rows = Plan.objects.child_protection().filter(child__family=family, voided_at__isnull=True)
    ran = rows.filter(started_on__lte=day).exclude(ended_on__lt=day)
    return list(ran.select_related("child__person", "record")) or open_plans_of(family)


def plan_on(child: Child, day: dt.date) -> Plan | None:
    """The child's own child protection plan that ran on this day, if one did."""
    rows = Plan.objects.child_protection().filter(child=child, voided_at__isnull=True)
    ran = rows.filter(started_on__lte=day).exclude(ended_on__lt=day)
    found: Plan | None = ran.select_related("child__person", "child__family").last()
    return found
