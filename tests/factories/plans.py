"""Plans that are already open, without the conference that opened them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from people.models import Child
from plans.enums import Category, PlanKind
from plans.models import Plan
from tests.factories.disclosure import make_record


def make_plan(child: Child, **fields: Any) -> Plan:
    """A child protection plan for neglect, open for thirty days, unless told otherwise."""
    fields = {
        "kind": PlanKind.CHILD_PROTECTION,
        "started_on": timezone.localdate() - dt.timedelta(days=30),
        "category_initial": Category.NEGLECT,
        "category_latest": Category.NEGLECT,
        "opened_by": "conference:0",
        **fields,
    }
    fields.setdefault("record", make_record(child.family))
    return Plan.objects.create(child=child, **fields)
