"""Questions about plans that other rooms ask."""

from __future__ import annotations

from people.models import Child
from plans.models import Plan


def open_plan_for(child: Child) -> Plan | None:
    """The child's own open child protection plan, if there is one."""
    found: Plan | None = Plan.objects.open().child_protection().filter(child=child).first()
    return found


def previous_plans(child: Child) -> int:
    """Child protection plans this authority has ever recorded for the child, open one excluded.

    Counted however long ago (LG Inform metric 100).
    """
    ended = Plan.objects.child_protection().filter(child=child, voided_at__isnull=True)
    return int(ended.filter(ended_on__isnull=False).count())
