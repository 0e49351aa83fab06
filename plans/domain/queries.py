"""Questions about plans that other rooms ask."""

from __future__ import annotations

import datetime as dt

from people.models import Child, Family
from plans.models import Plan


def open_plan_for(child: Child) -> Plan | None:
    """The child's own open child protection plan, if there is one."""
    found: Plan | None = Plan.objects.open().child_protection().filter(child=child).first()
    return found


def open_plans_of(family: Family) -> list[Plan]:
    """The family's own open child protection plans, one for each child on one."""
    rows = Plan.objects.open().child_protection().filter(child__family=family)
    return list(rows.select_related("child__person", "child__family", "record"))


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
