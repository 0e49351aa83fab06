"""The clocks: rules, calendar, local values, and why this date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from people.enums import Role
from tests.consistency.page_matrix import (
    EVERYBODY,
    Case,
    Page,
    about_family,
    for_roles,
    form_for_roles,
)
from tests.factories.timescales import make_calendar_day, make_deadline
from timescales.models import CalendarDay

HEADS = {Role.HEAD_OF_SERVICE}


def of_deadline(case: Case) -> dict[str, Any]:
    return {"pk": case.keep("deadline", lambda case: make_deadline(child=case.child)).pk}


def of_day(case: Case) -> dict[str, Any]:
    def make(case: Case) -> CalendarDay:
        return make_calendar_day(dt.date(2031, 6, 10))

    return {"pk": case.keep("day", make).pk}


PAGES: list[Page] = [
    for_roles("timescales:rules", EVERYBODY, needs_posting=False),
    for_roles("timescales:calendar", EVERYBODY, needs_posting=False),
    for_roles("timescales:settings", EVERYBODY, needs_posting=False),
    form_for_roles("timescales:add_day", HEADS),
    form_for_roles("timescales:check_day", HEADS, ok=(200, 302)),
    form_for_roles("timescales:withdraw_day", HEADS, kwargs=of_day),
    form_for_roles(
        "timescales:edit_setting", HEADS, kwargs=lambda case: {"rule": "plan_out", "part": "amount"}
    ),
    about_family("timescales:why", EVERYBODY, of_deadline),
]
