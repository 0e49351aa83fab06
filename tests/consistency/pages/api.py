"""The API, asked with a token by a system in each role: the same matrix as the screens."""

from __future__ import annotations

from typing import Any

from api.models import ServiceAccount, Token
from api.v1.urls import RESOURCES
from conferences.enums import Capacity
from conferences.models import Attendance, Part, Participant
from people.enums import Role
from tests.consistency.page_matrix import (
    EVERYBODY,
    Case,
    Kwargs,
    Page,
    Who,
    about_family,
    for_roles,
    form_for_roles,
    nobody,
)
from tests.consistency.pages import conferences, escalations, midpoints, plans
from tests.factories.api import make_account, make_token
from tests.factories.bookings import make_booking
from tests.factories.people import make_person
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
        held = conferences.a_conference(case)
        asked = Participant.objects.create(
            conference=held, person=make_person(), capacity=Capacity.FAMILY
        )
        part = Part.objects.create(conference=held, name="Everyone", ordinal=9)
        return Attendance.objects.create(part=part, participant=asked).pk

    return {"pk": case.keep("attendance", make)}


def of_deadline(case: Case) -> dict[str, Any]:
    return {"pk": case.keep("deadline", lambda case: make_deadline(child=case.child)).pk}


def of_family(case: Case) -> dict[str, Any]:
    assert case.child
    return {"pk": case.family.pk}


KEEPERS = {Role.DATA_OFFICER}  # and system administrators: tests/api/test_account_pages.py


def an_account(case: Case) -> ServiceAccount:
    return case.keep("service account", lambda case: make_account())


def of_token(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Token:
        make_token(an_account(case))
        return an_account(case).tokens.get()

    return {"pk": an_account(case).pk, "token": case.keep("token", make).pk}


def about_accounts(name: str, kwargs: Kwargs = lambda case: {}) -> Page:
    return form_for_roles(f"api_accounts:{name}", KEEPERS, kwargs=kwargs, needs_posting=False)


def of_account(case: Case) -> dict[str, Any]:
    return {"pk": an_account(case).pk}


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


def step(name: str, who: Who, kwargs: Kwargs, **fields: Any) -> Page:
    return about_family(f"api:{name}", who, kwargs, method="post", **fields)


PAGES: list[Page] = [
    for_roles("api:home", EVERYBODY, needs_posting=False),
    for_roles("api_accounts:list", KEEPERS, needs_posting=False),
    for_roles("api_accounts:one", KEEPERS, kwargs=of_account, needs_posting=False),
    about_accounts("add"),
    about_accounts("change", of_account),
    about_accounts("issue", of_account),
    about_accounts("revoke", of_token),
    *(
        about_family(f"api:{RESOURCES[name].noun}-detail", EVERYBODY, kwargs)
        for name, kwargs in DETAILS.items()
    ),
    *(for_roles(f"api:{view.noun}-list", EVERYBODY, reads=True) for view in RESOURCES.values()),
    step("requesting_family-requests", conferences.REQUESTERS, of_family),
    about_family("api:requesting_family-invitees", conferences.REVIEW_REQUESTERS, of_family),
    step("requests-screen", conferences.SCREENERS, conferences.of_request),
    about_family("api:booking_steps-slots", conferences.BOOKERS, conferences.of_conference),
    *(
        step(f"booking_steps-{name}", conferences.BOOKERS, conferences.of_conference)
        for name in ("pencil", "confirm", "move", "vacate")
    ),
    *(
        step(f"conferences-{name}", conferences.CHAIRS, conferences.of_conference)
        for name in ("start", "decisions", "close")
    ),
    step("conferences-attendance", conferences.RECORDERS, conferences.of_conference),
    about_family("api:plan_family-visitors", plans.WORKERS, of_family, by_glass=False),
    about_family("api:plan_family-core-group-members", plans.WORKERS, of_family, by_glass=False),
    about_family("api:core_groups-members", plans.WORKERS, plans.of_core_group, by_glass=False),
    step("plan_family-visits", plans.WORKERS, of_family, by_glass=False),
    step("plan_family-core-groups", plans.WORKERS, of_family, by_glass=False),
    step("plan_family-missed-core-groups", plans.WORKERS, of_family, by_glass=False),
    step("core_groups-record", plans.WORKERS, plans.of_core_group, by_glass=False),
    step("core_groups-not-held", plans.WORKERS, plans.of_core_group, by_glass=False),
    step("plan_items-say-how-far", plans.WORKERS, plans.of_item, by_glass=False),
    step("midpoint_steps-check", midpoints.CHECKERS, conferences.of_conference),
    step("midpoint_steps-not-done", midpoints.CHECKERS, conferences.of_conference),
    about_family("api:raising_family-reasons", escalations.RAISERS, of_family, by_glass=False),
    about_family("api:raising_family-agencies", escalations.RAISERS, of_family, by_glass=False),
    about_family("api:raising_family-recipients", escalations.RAISERS, of_family, by_glass=False),
    Page("api:resolution_forms-recipients", escalations.settles, nobody, escalations.of_form),
    step("raising_family-concerns", escalations.RAISERS, of_family, by_glass=False),
    step("raising_family-resolution-forms", escalations.RAISERS, of_family, by_glass=False),
    *(
        Page(f"api:{name}", nobody, escalations.settles, kwargs)
        for name, kwargs in {
            "concerns-resolve": escalations.of_concern,
            "concerns-promote": escalations.of_concern,
            "resolution_forms-answer": escalations.of_form,
            "resolution_forms-step-up": escalations.of_form,
            "resolution_forms-send-again": escalations.of_form,
            "resolution_forms-resolve": escalations.of_form,
            "resolution_forms-withdraw": escalations.of_form,
        }.items()
    ),
]
OPEN: dict[str, str] = {
    "api:openapi": "what the API can do, without any case",
    "api:nothing_here": "every address that is none, so that not even that is a page of HTML",
}
