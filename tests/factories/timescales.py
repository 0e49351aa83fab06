"""Deadlines, and days and local values a manager added."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from people.enums import CaseRoleKind, Role
from people.models import Child, Family
from tests.factories.people import make_child, make_staff
from timescales.domain import start_deadline
from timescales.due import Dates
from timescales.enums import DayKind, Part, Unit
from timescales.models import CalendarDay, Deadline, LocalSetting

STARTED = dt.date(2026, 11, 20)


def make_head(**fields: Any) -> User:
    """A head of service: the only role that may change the calendar and local values."""
    return make_staff(Role.HEAD_OF_SERVICE, **fields)


def make_deadline(
    rule: str = "icpc",
    *,
    start: dt.date = STARTED,
    child: Child | None = None,
    family: Family | None = None,
    about: str = "conference:1",
    owner_role: str = CaseRoleKind.LEAD_SOCIAL_WORKER,
    **dates: Any,
) -> Deadline:
    """A started clock about a new child, unless a child or family is given."""
    if family is None and child is None:
        child = make_child()
    return start_deadline(
        rule=rule,
        dates=Dates(start=start, **dates),
        child=child,
        family=family,
        about=about,
        owner_role=owner_role,
        by=None,
    )


def make_calendar_day(day: dt.date, **fields: Any) -> CalendarDay:
    """A day already in the calendar; nothing is re-dated. Use `domain.calendar` for that."""
    if "added_by" not in fields:
        fields["added_by"] = make_head()
    fields = {
        "kind": DayKind.PROCLAIMED,
        "name": "Fictional jubilee",
        "reason": "Proclaimed for a test",
        "added_at": timezone.now(),
        **fields,
    }
    return CalendarDay.objects.create(day=day, **fields)


def make_local_setting(rule: str = "plan_out", **fields: Any) -> LocalSetting:
    """A value already set; nothing is re-dated. Use `domain.settings` for that."""
    if "set_by" not in fields:
        fields["set_by"] = make_head()
    fields = {
        "part": Part.AMOUNT,
        "number": 1,
        "unit": Unit.WORKING_DAYS,
        "effective_from": dt.date(2026, 1, 1),
        "reason": "Set for a test",
        "set_at": timezone.now(),
        **fields,
    }
    return LocalSetting.objects.create(rule=rule, **fields)
