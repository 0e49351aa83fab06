"""Plans, core groups and visits. The chair and managers elsewhere read; workers record."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from conferences.models import TransferOut
from people.enums import Role
from plans.enums import CoreGroupState
from plans.models import CoreGroup, CoreGroupMember, Plan, Visit
from tests.consistency.page_matrix import (
    EVERYBODY,
    Case,
    Page,
    about_family,
    for_roles,
    form_about_family,
    form_for_roles,
)
from tests.factories.people import make_person, make_user
from tests.factories.plans import days_ago, make_item, make_plan

WORKERS = {Role.SOCIAL_WORKER, Role.TEAM_MANAGER}
MANAGERS = {Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE}
IMPORTERS = {Role.DATA_OFFICER, Role.BUSINESS_SUPPORT}
REVIEWERS = MANAGERS | {Role.PRINCIPAL_OFFICER, Role.DUTY_PRINCIPAL_OFFICER}


def a_plan(case: Case) -> Plan:
    return case.keep("plan", lambda case: make_plan(case.child))


def of_family(case: Case) -> dict[str, Any]:
    a_plan(case)
    return {"pk": case.family.pk}


def of_plan(case: Case) -> dict[str, Any]:
    return {"pk": a_plan(case).pk}


def of_item(case: Case) -> dict[str, Any]:
    return {"pk": case.keep("item", lambda case: make_item(a_plan(case).record)).pk}


def of_core_group(case: Case) -> dict[str, Any]:
    def make(case: Case) -> CoreGroup:
        group = CoreGroup.objects.create(
            family=case.family, state=CoreGroupState.PLANNED, planned_at=timezone.now()
        )
        group.plans.add(a_plan(case))
        return group

    return {"pk": case.keep("core group", make).pk}


def of_member(case: Case) -> dict[str, Any]:
    def make(case: Case) -> CoreGroupMember:
        return CoreGroupMember.objects.create(
            family=case.family, person=make_person(), capacity="family", from_on=days_ago(1)
        )

    return {"pk": case.keep("core group member", make).pk}


def of_transfer_out(case: Case) -> dict[str, Any]:
    def make(case: Case) -> TransferOut:
        return TransferOut.objects.create(
            plan=a_plan(case),
            authority="Fictional Moorshire",
            contact="H. Ofsdale",
            asked_on=days_ago(1),
            asked_by=make_user(),
        )

    return {"pk": case.keep("transfer out", make).pk}


def of_visit(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Visit:
        return Visit.objects.create(
            plan=a_plan(case), visited_on=days_ago(1), was_seen=True, recorded_by=make_user()
        )

    return {"pk": case.keep("visit", make).pk}


PAGES: list[Page] = [
    about_family("plans:plan", EVERYBODY, of_family),
    about_family("plans:changes", EVERYBODY, of_family),
    about_family("plans:print", EVERYBODY, of_family),
    form_about_family("plans:members", EVERYBODY, of_family, posts=WORKERS, posts_by_glass=False),
    about_family("plans:core_group", EVERYBODY, of_core_group),
    form_about_family("plans:copies", WORKERS, of_family, by_glass=False),
    form_about_family("plans:add_item", WORKERS, of_family, by_glass=False),
    form_about_family("plans:change_item", WORKERS, of_item, by_glass=False),
    form_about_family("plans:update_item", WORKERS, of_item, by_glass=False),
    about_family("plans:end_member", WORKERS, of_member, method="post", ok=(302,), by_glass=False),
    form_about_family("plans:plan_core_group", WORKERS, of_family, by_glass=False),
    form_about_family("plans:record_core_group", WORKERS, of_family, by_glass=False),
    form_about_family("plans:record_missed", WORKERS, of_family, by_glass=False),
    form_about_family("plans:record_planned", WORKERS, of_core_group, by_glass=False),
    form_about_family("plans:move_core_group", WORKERS, of_core_group, by_glass=False),
    form_about_family("plans:not_held", WORKERS, of_core_group, by_glass=False),
    form_about_family("plans:take_back_core_group", MANAGERS, of_core_group, by_glass=False),
    form_about_family("plans:record_visit", WORKERS, of_family, by_glass=False),
    form_about_family("plans:take_back_visit", MANAGERS, of_visit, by_glass=False),
    form_about_family("plans:frequency", WORKERS, of_plan, by_glass=False),
    form_about_family("conferences:end_plan", MANAGERS, of_plan, by_glass=False),
    form_about_family(
        "conferences:ask_transfer_out", WORKERS | MANAGERS, of_family, by_glass=False
    ),
    about_family("conferences:transfer_out", EVERYBODY, of_transfer_out),
    form_about_family(
        "conferences:their_conference", WORKERS | MANAGERS, of_transfer_out, by_glass=False
    ),
    form_about_family(
        "conferences:confirm_transfer_out", MANAGERS, of_transfer_out, by_glass=False
    ),
    form_about_family(
        "conferences:call_off_transfer_out", WORKERS | MANAGERS, of_transfer_out, by_glass=False
    ),
    form_about_family("plans:long_plan", REVIEWERS, of_plan, by_glass=False),
    form_about_family("plans:repeat_plan", REVIEWERS, of_plan, by_glass=False),
    form_about_family("plans:earlier", WORKERS, lambda case: {"pk": case.child.pk}, by_glass=False),
    form_for_roles("plans:import_visits", IMPORTERS),
    for_roles("plans:visits_template", IMPORTERS),
    form_for_roles("plans:local_practice", {Role.HEAD_OF_SERVICE}),
]
OPEN: dict[str, str] = {}
