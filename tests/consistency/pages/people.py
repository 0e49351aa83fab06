"""Pages about people."""

from notifications.enums import State
from notifications.models import Message
from people.enums import Role
from people.models import ConflictOfInterest, Merge, NamedAccess
from tests.consistency.page_matrix import (
    CASE_WORKERS,
    EVERYBODY,
    MANAGERS,
    Case,
    Page,
    about_family,
    for_roles,
    form_about_family,
    form_for_roles,
)
from tests.factories.messages import make_message
from tests.factories.people import (
    make_agency,
    make_conflict,
    make_named_access,
    make_professional,
    make_user,
)

EDITORS = CASE_WORKERS | {Role.DATA_OFFICER}
OVERSEERS = MANAGERS | {Role.DATA_OFFICER}
ALLOCATORS = MANAGERS | {Role.DUTY_PRINCIPAL_OFFICER, Role.BUSINESS_SUPPORT}
HEADS = {Role.HEAD_OF_SERVICE}  # and system administrators: tests/people/test_organisation.py
MESSENGERS = MANAGERS | {Role.BUSINESS_SUPPORT}


def of_family(case: Case) -> dict[str, int]:
    return {"pk": case.family.pk}


def of_child(case: Case) -> dict[str, int]:
    return {"pk": case.child.pk}


def of_named_access(case: Case) -> dict[str, int]:
    def make(case: Case) -> NamedAccess:
        return make_named_access(case.family, make_user())

    return {"pk": case.family.pk, "access_pk": case.keep("named access", make).pk}


def of_conflict(case: Case) -> dict[str, int]:
    def make(case: Case) -> ConflictOfInterest:
        return make_conflict(case.family, make_user())

    return {"pk": case.family.pk, "conflict_pk": case.keep("conflict", make).pk}


def of_two_relatives(case: Case) -> dict[str, int]:
    return {"kept_pk": case.child.pk, "duplicate_pk": case.unborn.pk}


def of_merge(case: Case) -> dict[str, int]:
    def make(case: Case) -> Merge:
        return Merge.objects.create(
            kept=case.child.person,
            duplicate=case.unborn.person,
            reason="For a test",
            merged_by=make_user(),
        )

    return {"pk": case.keep("merge", make).pk}


def of_message(case: Case) -> dict[str, int]:
    def make(case: Case) -> Message:
        return make_message(about=f"family:{case.family.pk}", state=State.FAILED)

    return {"pk": case.keep("message", make).pk}


def of_agency(case: Case) -> dict[str, int]:
    return {"pk": case.keep("agency", lambda case: make_agency()).pk}


def of_partner(case: Case) -> dict[str, int]:
    return {"pk": case.keep("partner", lambda case: make_professional()).pk}


PAGES: list[Page] = [
    for_roles("people:messages", MESSENGERS, reads=True),
    form_about_family("people:message", MESSENGERS, of_message),
    about_family("people:send_message_again", MESSENGERS, of_message, method="post", ok=(302,)),
    form_for_roles("people:add_family", CASE_WORKERS),
    for_roles("people:organisation", HEADS, needs_posting=False),
    *(
        form_for_roles(f"people:{name}", HEADS, kwargs=kwargs, needs_posting=False)
        for name, kwargs in (
            ("add_area", lambda case: {}),
            ("area", lambda case: {"pk": case.team.area_id}),
            ("add_team", lambda case: {}),
            ("team", lambda case: {"pk": case.team.pk}),
            ("add_agency", lambda case: {}),
            ("agency", of_agency),
        )
    ),
    for_roles("people:partners", CASE_WORKERS, reads=True),
    form_for_roles("people:add_partner", CASE_WORKERS),
    form_for_roles("people:partner", CASE_WORKERS, kwargs=of_partner),
    form_for_roles("people:work_contact", CASE_WORKERS, kwargs=of_partner),
    for_roles("people:my_access", EVERYBODY, reads=True),
    for_roles("people:merges", OVERSEERS, reads=True),
    form_about_family("people:change_family", EDITORS, of_family, by_glass=False),
    form_about_family("people:add_child", EDITORS, of_family, by_glass=False),
    form_about_family("people:add_unborn", EDITORS, of_family, by_glass=False),
    form_about_family("people:add_relative", EDITORS, of_family, by_glass=False),
    form_about_family("people:add_home", EDITORS, of_family, by_glass=False),
    about_family("people:access", EVERYBODY, of_family),
    form_about_family("people:restrict", MANAGERS, of_family, by_glass=False),
    form_about_family("people:name_person", MANAGERS, of_family, by_glass=False),
    about_family(
        "people:end_named",
        MANAGERS,
        of_named_access,
        method="post",
        ok=(302,),
        by_glass=False,
    ),
    form_about_family("people:conflict", EVERYBODY, of_family),
    form_about_family("people:withdraw_conflict", OVERSEERS, of_conflict, by_glass=False),
    form_about_family("people:roles", ALLOCATORS, of_family, by_glass=False),
    form_about_family("people:change_child", EDITORS, of_child, by_glass=False),
    about_family("people:viewed", OVERSEERS, of_child),
    about_family("people:merge_candidates", OVERSEERS, of_child),
    form_about_family(
        "people:change_relationship",
        EDITORS,
        lambda case: {"pk": case.relationship.pk},
        by_glass=False,
    ),
    form_about_family(
        "people:change_person",
        EDITORS,
        lambda case: {"pk": case.relationship.person_id},
        by_glass=False,
    ),
    form_about_family(
        "people:contact",
        EDITORS,
        lambda case: {"pk": case.relationship.person_id},
        by_glass=False,
    ),
    form_about_family(
        "people:stop_writing",
        EDITORS,
        lambda case: {"pk": case.relationship.person_id},
        by_glass=False,
    ),
    about_family(
        "people:home",
        EDITORS,
        lambda case: {"pk": case.home.pk},
        method="post",
        ok=(302,),
        by_glass=False,
    ),
    form_about_family("people:merge", OVERSEERS, of_two_relatives, by_glass=False),
    form_about_family("people:unmerge", OVERSEERS, of_merge, by_glass=False),
    # It shows nothing of the family: the form must open for somebody who cannot see it.
    form_for_roles("people:break_glass", EVERYBODY, kwargs=of_family),
]
