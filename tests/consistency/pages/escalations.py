"""Pages about concerns, Resolution Forms and complaints. Whether somebody may settle a thing is
asked by the step itself: its own tests in `tests/escalations` say who."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from escalations.enums import Complainant, Route
from escalations.models import Complaint, Concern, FormStage, Praise, ResolutionForm
from people.enums import AgencyKind, Role
from tests.consistency.page_matrix import (
    CHAIR,
    EVERYBODY,
    Case,
    Page,
    about_family,
    for_roles,
    form_about_family,
    form_for_roles,
    nobody,
    sees,
)
from tests.consistency.pages.conferences import a_conference
from tests.factories.people import make_agency, make_professional, make_user

RAISERS = {Role.PRINCIPAL_OFFICER, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}

DRIFT = {"code": "drift"}


SETTLERS = {Role.HEAD_OF_SERVICE, CHAIR}


def settles(role: Role, relation: str) -> bool:
    """A head of service, or whoever chairs this case, also a duty principal officer."""
    chairs = relation == "caseload" and role in RAISERS
    return sees(role, relation) and (role == Role.HEAD_OF_SERVICE or chairs)


def settled(name: str, kwargs: Any) -> Page:
    return Page(f"escalations:{name}", settles, settles, kwargs)


def raised(case: Case) -> dict[str, Any]:
    return {
        "family": case.family,
        "area": case.family.area,
        "agency": make_agency(kind=AgencyKind.SCHOOL),
        "raised_by": make_user(),
    }


def of_family(case: Case) -> dict[str, Any]:
    return {"family_pk": case.family.pk}


def a_concern(case: Case) -> Concern:
    def make(case: Case) -> Concern:
        concern = Concern.objects.create(**raised(case), reason="drift", impact="For a test")
        concern.children.add(case.child)
        return concern

    return case.keep("concern", make)


def a_praise(case: Case) -> Praise:
    def make(case: Case) -> Praise:
        praise = Praise.objects.create(**raised(case), words="For a test")
        praise.children.add(case.child)
        return praise

    return case.keep("praise", make)


def a_form(case: Case) -> ResolutionForm:
    def make(case: Case) -> ResolutionForm:
        form = ResolutionForm.objects.create(
            **raised(case),
            reasons=["drift"],
            impact="For a test",
            asked="For a test",
            route=Route.SERVICE,
        )
        form.children.add(case.child)
        FormStage.objects.create(
            form=form, number=1, recipient=make_professional(), sent_by=make_user()
        )
        return form

    return case.keep("form", make)


def a_complaint(case: Case) -> Complaint:
    def make(case: Case) -> Complaint:
        complaint = Complaint.objects.create(
            family=case.family,
            area=case.family.area,
            conference=a_conference(case),
            made_as=Complainant.PARENT,
            grounds=["process"],
            words="For a test",
            received_on=timezone.localdate(),
            recorded_by=make_user(),
        )
        complaint.children.add(case.child)
        return complaint

    return case.keep("complaint", make)


def of_complaint(case: Case) -> dict[str, Any]:
    return {"pk": a_complaint(case).pk}


def of_form(case: Case) -> dict[str, Any]:
    return {"pk": a_form(case).pk}


def of_concern(case: Case) -> dict[str, Any]:
    return {"pk": a_concern(case).pk}


PAGES: list[Page] = [
    for_roles("escalations:due", EVERYBODY),
    for_roles("escalations:forms", EVERYBODY),
    for_roles("escalations:concerns", EVERYBODY),
    for_roles("escalations:good_work", EVERYBODY),
    for_roles("escalations:counts", EVERYBODY),
    for_roles("escalations:reasons", EVERYBODY),
    form_for_roles("escalations:add_reason", {Role.HEAD_OF_SERVICE}),
    form_for_roles("escalations:end_reason", {Role.HEAD_OF_SERVICE}, kwargs=lambda case: DRIFT),
    for_roles("escalations:choose_family", RAISERS),
    form_about_family("escalations:raise_concern", RAISERS, of_family, by_glass=False),
    form_about_family("escalations:give_praise", RAISERS, of_family, by_glass=False),
    about_family("escalations:concern", EVERYBODY, of_concern),
    settled("resolve_concern", of_concern),
    settled("promote_concern", of_concern),
    form_about_family("escalations:raise_form", RAISERS, of_family, by_glass=False),
    about_family("escalations:form", EVERYBODY, of_form),
    settled("answer_form", of_form),
    settled("step_up", of_form),
    settled("resolve_form", of_form),
    settled("withdraw_form", of_form),
    settled("add_note", of_form),
    settled("tell_of_danger", of_form),
    Page("escalations:send_again", nobody, settles, of_form, reads=False),
    for_roles("escalations:complaints", EVERYBODY),
    form_about_family(
        "escalations:take_complaint",
        RAISERS | {Role.BUSINESS_SUPPORT},
        lambda case: {"conference_pk": a_conference(case).pk},
        by_glass=False,
    ),
    about_family("escalations:complaint", EVERYBODY, of_complaint),
    form_about_family("escalations:answer_complaint", SETTLERS, of_complaint),
    form_about_family("escalations:pass_on_complaint", SETTLERS, of_complaint),
    form_about_family("escalations:ask_for_panel", SETTLERS, of_complaint),
    form_about_family("escalations:record_panel", {Role.HEAD_OF_SERVICE}, of_complaint),
    form_about_family("escalations:reconvene", {Role.HEAD_OF_SERVICE}, of_complaint),
    form_about_family("escalations:close_complaint", SETTLERS, of_complaint),
    form_about_family("escalations:withdraw_complaint", SETTLERS, of_complaint),
    about_family("escalations:praise", EVERYBODY, lambda case: {"pk": a_praise(case).pk}),
]
OPEN = {
    "answers:open": "opened with the link's own secret; shows nothing before its code",
    "answers:send_code": "sends a code to the address the link belongs to",
}
