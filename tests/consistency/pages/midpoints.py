"""Pages of midpoint checks. Who may do a check (the family's chair, or a stand-in) is also asked by
the step itself: `tests/midpoints` says who."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from midpoints.enums import CheckState, NotDoneReason
from midpoints.models import CheckedChild, MidpointCheck
from people.enums import Role
from tests.consistency.page_matrix import (
    EVERYBODY,
    Case,
    Page,
    about_family,
    for_roles,
    near_family,
)
from tests.consistency.pages.conferences import a_conference
from tests.factories.people import make_user

STAND_INS = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)


def a_check(case: Case) -> MidpointCheck:
    def make(case: Case) -> MidpointCheck:
        today = timezone.localdate()
        check = MidpointCheck.objects.create(
            family=case.family,
            conference=a_conference(case),
            area=case.family.area,
            state=CheckState.NOT_DONE,
            on=today,
            by=make_user(),
            not_done_reason=NotDoneReason.NO_TIME,
        )
        CheckedChild.objects.create(check_of=check, child=case.child, due_on=today)
        return check

    return case.keep("midpoint", make)


def of_check(case: Case) -> dict[str, Any]:
    return {"pk": a_check(case).pk}


def of_conference(case: Case) -> dict[str, Any]:
    return {"conference_pk": a_conference(case).pk}


def does_checks(role: Role, relation: str) -> bool:
    """The chair of the case, which a principal officer is on their own caseload; or a stand-in."""
    return role in STAND_INS or (role == Role.PRINCIPAL_OFFICER and relation == "caseload")


PAGES: list[Page] = [
    for_roles("midpoints:due", EVERYBODY),
    for_roles("midpoints:checks", EVERYBODY),
    for_roles("midpoints:counts", EVERYBODY),
    about_family(
        "midpoints:do", EVERYBODY, of_conference, also=does_checks, ok=(200, 302), reads=False
    ),
    about_family("midpoints:not_done", EVERYBODY, of_conference, also=does_checks),
    about_family("midpoints:check", EVERYBODY, of_check),
    about_family("midpoints:raise_concern", EVERYBODY, of_check, also=does_checks),
    about_family("midpoints:raise_form", EVERYBODY, of_check, also=does_checks),
    near_family("midpoints:early_review", of_check, method="post"),
]
