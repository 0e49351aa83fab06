"""The start page, search, a child's and a family's page, the emergency look-up."""

from __future__ import annotations

from typing import Any

from desk.models import Accepted
from people.enums import BereavementKind, Role
from people.models import Bereavement, Posting
from tests.consistency.page_matrix import (
    CASE_WORKERS,
    EVERYBODY,
    MANAGERS,
    Case,
    Kwargs,
    Page,
    about_family,
    for_roles,
    form_about_family,
    form_for_roles,
    near_family,
)
from tests.factories.people import make_staff, make_user
from tests.factories.plans import days_ago

LOOKERS = {Role.EMERGENCY_DUTY, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}
EDITORS = CASE_WORKERS | {Role.DATA_OFFICER}


def of_loss(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Bereavement:
        return Bereavement.objects.create(
            family=case.family,
            person=case.relationship.person,
            kind=BereavementKind.DIED,
            happened_on=days_ago(1),
            recorded_by=make_user(),
        )

    return {"pk": case.keep("loss", make).pk}


def of_accepted(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Accepted:
        return Accepted.objects.create(
            family=case.family,
            occasion="core_group:1@",
            parts=["core_group:1@"],
            what="Core group",
            reason="Booked for Monday.",
            until_on=days_ago(-7),
            by=make_user(),
        )

    return {"pk": case.keep("accepted", make).pk}


STAFF_KEEPERS = {Role.HEAD_OF_SERVICE, Role.DATA_OFFICER}  # and administrators: test_staff.py


def a_colleague(case: Case) -> dict[str, int]:
    return {"pk": case.keep("colleague", lambda case: make_staff(Role.SOCIAL_WORKER)).pk}


def a_posting(case: Case) -> dict[str, int]:
    return {"pk": Posting.objects.get(user=a_colleague(case)["pk"]).pk}


def of_staff(name: str, kwargs: Kwargs = lambda case: {}, **fields: Any) -> Page:
    return form_for_roles(
        f"desk:{name}", STAFF_KEEPERS, kwargs=kwargs, needs_posting=False, **fields
    )


PAGES: list[Page] = [
    for_roles("desk:staff", STAFF_KEEPERS, needs_posting=False),
    of_staff("add_staff"),
    for_roles("desk:staff_one", STAFF_KEEPERS, kwargs=a_colleague, needs_posting=False),
    of_staff("post_staff", a_colleague),
    of_staff("change_posting", a_posting),
    of_staff("staff_act", lambda case: {**a_colleague(case), "name": "disable"}),
    form_for_roles(
        "desk:staff_training",
        {Role.HEAD_OF_SERVICE},
        kwargs=a_colleague,
        needs_posting=False,
    ),
    for_roles("desk:home", EVERYBODY, needs_posting=False),
    form_for_roles("desk:accept", EVERYBODY, ok=(302,)),  # nothing is on the list
    for_roles("desk:accepted", EVERYBODY),
    near_family("desk:take_back_accepted", of_accepted, method="post"),
    form_for_roles("desk:reminders", {Role.HEAD_OF_SERVICE}),
    for_roles("desk:teams", MANAGERS, ok=(200, 302)),  # on to their only team
    for_roles("desk:team", MANAGERS, kwargs=lambda case: {"pk": case.team.pk}),
    for_roles("desk:area", {Role.HEAD_OF_SERVICE}, kwargs=lambda case: {"pk": case.team.area_id}),
    for_roles("desk:search", EVERYBODY),
    about_family("desk:child", EVERYBODY, lambda case: {"pk": case.child.pk}),
    about_family("desk:family", EVERYBODY, lambda case: {"pk": case.family.pk}),
    form_about_family(
        "desk:record_loss", EDITORS, lambda case: {"pk": case.family.pk}, by_glass=False
    ),
    about_family("desk:bereavement", EVERYBODY, of_loss),
    form_about_family("desk:agree_contact", EDITORS, of_loss, by_glass=False),
    form_about_family("desk:look_over", MANAGERS, of_loss, by_glass=False),
    form_about_family("desk:take_back_loss", EDITORS, of_loss, by_glass=False),
    form_about_family(
        "desk:more_babies", EDITORS, lambda case: {"pk": case.unborn.pk}, by_glass=False
    ),
    form_about_family(
        "desk:fewer_babies",
        MANAGERS | {Role.DATA_OFFICER},
        lambda case: {"pk": case.unborn.pk},
    ),
    form_for_roles("desk:on_a_plan", LOOKERS),
    for_roles("desk:nightly_list", LOOKERS, reads=True),
    for_roles("desk:nightly_list_pdf", LOOKERS, reads=True),
]
OPEN: dict[str, str] = {}
