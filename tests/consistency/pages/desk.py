"""The start page, search, a child's and a family's page, the emergency look-up."""

from typing import Any

from people.enums import Role
from people.models import Posting
from tests.consistency.page_matrix import (
    EVERYBODY,
    Case,
    Kwargs,
    Page,
    about_family,
    for_roles,
)
from tests.factories.people import make_staff

LOOKERS = {Role.EMERGENCY_DUTY, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}

STAFF_KEEPERS = {Role.HEAD_OF_SERVICE, Role.DATA_OFFICER}  # and administrators: test_staff.py


def a_colleague(case: Case) -> dict[str, int]:
    return {"pk": case.keep("colleague", lambda case: make_staff(Role.SOCIAL_WORKER)).pk}


def a_posting(case: Case) -> dict[str, int]:
    return {"pk": Posting.objects.get(user=a_colleague(case)["pk"]).pk}


def of_staff(name: str, kwargs: Kwargs = lambda case: {}, **fields: Any) -> Page:
    return for_roles(f"desk:{name}", STAFF_KEEPERS, kwargs=kwargs, needs_posting=False, **fields)


PAGES: list[Page] = [
    of_staff("staff"),
    of_staff("add_staff"),
    of_staff("staff_one", a_colleague),
    of_staff("post_staff", a_colleague),
    of_staff("change_posting", a_posting),
    of_staff("staff_act", lambda case: {**a_colleague(case), "name": "disable"}),
    for_roles("desk:home", EVERYBODY, needs_posting=False),
    for_roles("desk:search", EVERYBODY),
    about_family("desk:child", EVERYBODY, lambda case: {"pk": case.child.pk}),
    about_family("desk:family", EVERYBODY, lambda case: {"pk": case.family.pk}),
    for_roles("desk:on_a_plan", LOOKERS),
    for_roles("desk:nightly_list", LOOKERS, reads=True),
]
OPEN: dict[str, str] = {}
