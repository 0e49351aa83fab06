"""Pages of midpoint checks and dip samples."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from midpoints.enums import CheckState, NotDoneReason
from midpoints.models import CheckedChild, DipCase, DipSample, MidpointCheck
from people.enums import Role
from tests.consistency.page_matrix import (
    CHAIR,
    EVERYBODY,
    Case,
    Page,
    about_family,
    for_roles,
    form_about_family,
    form_for_roles,
)
from tests.consistency.pages.conferences import a_conference
from tests.factories.people import make_professional, make_user

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


def a_dip_case(case: Case) -> DipCase:
    def make(case: Case) -> DipCase:
        sample = DipSample.objects.create(
            label="For a test",
            size=1,
            seed=1,
            headings=["impact"],
            drawn_on=timezone.localdate(),
            drawn_by=make_user(),
        )
        return DipCase.objects.create(
            sample=sample, child=case.child, chair=make_professional(), area=case.family.area
        )

    return case.keep("dip case", make)


def of_sample(case: Case) -> dict[str, Any]:
    return {"pk": a_dip_case(case).sample_id}


def of_dip_case(case: Case) -> dict[str, Any]:
    return {"pk": a_dip_case(case).pk}


HEAD = {Role.HEAD_OF_SERVICE}
CHECKERS = {*STAND_INS, CHAIR}
PAGES: list[Page] = [
    for_roles("midpoints:due", EVERYBODY),
    for_roles("midpoints:checks", EVERYBODY),
    for_roles("midpoints:counts", EVERYBODY),
    # Where nothing is due any more it leads back to the list.
    form_about_family("midpoints:do", CHECKERS, of_conference, ok=(302,)),
    form_about_family("midpoints:not_done", CHECKERS, of_conference),
    about_family("midpoints:check", EVERYBODY, of_check),
    form_about_family("midpoints:raise_concern", CHECKERS, of_check),
    form_about_family("midpoints:raise_form", CHECKERS, of_check),
    about_family("midpoints:early_review", CHECKERS, of_check, method="post"),
    for_roles("midpoints:dips", STAND_INS),
    form_for_roles("midpoints:draw", HEAD),
    for_roles("midpoints:sample", STAND_INS, kwargs=of_sample),
    form_for_roles("midpoints:close_sample", HEAD, kwargs=of_sample),
    form_for_roles("midpoints:add_heading", HEAD),
    form_for_roles("midpoints:end_heading", HEAD, kwargs=lambda case: {"code": "impact"}),
    about_family("midpoints:dip_case", STAND_INS, of_dip_case),
    form_about_family("midpoints:grade", STAND_INS, of_dip_case),
]
