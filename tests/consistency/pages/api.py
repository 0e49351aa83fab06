"""The API, asked with a token by a system in each role: the same matrix as the screens."""

from __future__ import annotations

from typing import Any

from api.v1.urls import RESOURCES
from conferences.models import Attendance
from tests.consistency.page_matrix import (
    EVERYBODY,
    Case,
    Kwargs,
    Page,
    about_family,
    for_roles,
)
from tests.consistency.pages import conferences, escalations, midpoints, plans
from tests.factories.bookings import make_booking
from tests.factories.timescales import make_deadline


def of_booking(case: Case) -> dict[str, Any]:
    def make(case: Case) -> int:
        held = conferences.a_conference(case)
        held.booking = make_booking(about=held.about)
        held.save()
        return held.booking.pk

    return {"pk": case.keep("booking", make)}


def of_attendance(case: Case) -> dict[str, Any]:
    def make(case: Case) -> int:
        asked = conferences.of_participant(case)["pk"]
        part = conferences.a_part(case)
        return Attendance.objects.create(part=part, participant_id=asked).pk

    return {"pk": case.keep("attendance", make)}


def of_deadline(case: Case) -> dict[str, Any]:
    return {"pk": case.keep("deadline", lambda case: make_deadline(child=case.child)).pk}


DETAILS: dict[str, Kwargs] = {
    "attendance": of_attendance,
    "bookings": of_booking,
    "children": lambda case: {"pk": case.child.pk},
    "concerns": escalations.of_concern,
    "conferences": conferences.of_conference,
    "core-groups": plans.of_core_group,
    "deadlines": of_deadline,
    "families": lambda case: {"pk": case.family.pk},
    "midpoint-checks": midpoints.of_check,
    "plan-items": plans.of_item,
    "plans": plans.of_plan,
    "requests": conferences.of_request,
    "resolution-forms": escalations.of_form,
    "visits": plans.of_visit,
}
PAGES: list[Page] = [
    *(
        about_family(f"api:{RESOURCES[name].noun}-detail", EVERYBODY, kwargs)
        for name, kwargs in DETAILS.items()
    ),
    *(for_roles(f"api:{view.noun}-list", EVERYBODY, reads=True) for view in RESOURCES.values()),
]
OPEN: dict[str, str] = {
    "api:openapi": "what the API can do, without any case",
    "api:nothing_here": "every address that is none, so that not even that is a page of HTML",
}
