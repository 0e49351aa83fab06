"""Pages of the figures."""

from __future__ import annotations

from typing import Any

from people.enums import Role
from tests.consistency.page_matrix import EVERYBODY, Case, Page, for_roles, form_for_roles
from tests.factories.people import make_professional
from tests.factories.reporting import make_edition, make_import
from tests.factories.returns import make_run

READERS = EVERYBODY - {Role.SOCIAL_WORKER, Role.EMERGENCY_DUTY}
A_CHART = {"code": "icpc_in_time", "kind": "svg"}


def of_a_chair(case: Case) -> dict[str, Any]:
    return {"pk": case.keep("another chair", lambda case: make_professional()).pk}


KEEPERS = {Role.DATA_OFFICER, Role.HEAD_OF_SERVICE}
EXPORTERS = {*KEEPERS, Role.TEAM_MANAGER}
SENDERS = {Role.DATA_OFFICER}


def of_return(case: Case) -> dict[str, int]:
    return {"pk": case.keep("return", lambda case: make_run()).pk}


def of_measure(case: Case) -> dict[str, str]:
    return {"code": "plans_open"}


def of_import(case: Case) -> dict[str, int]:
    return {"pk": case.keep("import", lambda case: make_import()).pk}


def of_year(case: Case) -> dict[str, str]:
    return {"year": "2024-25"}


def of_edition(case: Case) -> dict[str, int]:
    return {"pk": case.keep("annual edition", lambda case: make_edition()).pk}


def of_file(case: Case) -> dict[str, Any]:
    return {**of_edition(case), "kind": "json"}


def of_box(case: Case) -> dict[str, str]:
    return {**of_year(case), "section": "plans"}


PAGES: list[Page] = [
    for_roles("reporting:measures", READERS),
    for_roles("reporting:measure", READERS, kwargs=of_measure),
    for_roles("reporting:children", READERS, kwargs=of_measure),
    for_roles("reporting:children_xlsx", EXPORTERS, kwargs=of_measure),
    form_for_roles("reporting:target", KEEPERS, kwargs=of_measure),
    form_for_roles("reporting:comparator", KEEPERS, kwargs=of_measure),
    form_for_roles("reporting:population", KEEPERS),
    form_for_roles("reporting:imports", SENDERS),
    for_roles("reporting:import", SENDERS, kwargs=of_import),
    for_roles("reporting:import_findings", SENDERS, kwargs=of_import),
    form_for_roles("reporting:returns", SENDERS),
    for_roles("reporting:cp_is", SENDERS),
    for_roles("reporting:return", SENDERS, kwargs=of_return),
    for_roles("reporting:return_file", SENDERS, kwargs=of_return, method="post"),
    for_roles("reporting:annual", READERS),
    for_roles("reporting:annual_year", READERS, kwargs=of_year),
    for_roles("reporting:annual_sums", READERS, kwargs=of_year),
    for_roles("reporting:annual_section", READERS, kwargs=of_box),
    for_roles("reporting:annual_edition", READERS, kwargs=of_edition),
    for_roles("reporting:annual_full", READERS, kwargs=of_file, method="post"),
    for_roles("reporting:annual_again", READERS, kwargs=of_edition, method="post"),
    form_for_roles("reporting:annual_write", KEEPERS, kwargs=of_box),
    form_for_roles("reporting:annual_freeze", KEEPERS, kwargs=of_year),
    form_for_roles("reporting:annual_public", KEEPERS, kwargs=of_edition),
    for_roles("reporting:service", READERS),
    for_roles("reporting:support", READERS),
    for_roles("reporting:area", READERS, kwargs=lambda case: {"pk": case.team.area_id}),
    for_roles("reporting:team", READERS, kwargs=lambda case: {"pk": case.team.pk}),
    # Another's; a chair's own is in tests/reporting/test_dashboards.py.
    for_roles("reporting:chair", {Role.HEAD_OF_SERVICE}, kwargs=of_a_chair),
    # With no facts there is nothing to draw.
    for_roles("reporting:chart", READERS, kwargs=lambda case: dict(A_CHART), ok=(404,)),
    for_roles(
        "reporting:monthly_pack", READERS, kwargs=lambda case: {"code": "2025-01"}, ok=(404,)
    ),
    for_roles("reporting:compare", READERS, kwargs=lambda case: {"by": "team"}),
    for_roles(
        "reporting:comparison_chart",
        READERS,
        kwargs=lambda case: {"by": "area", "code": "concerns_rate", "kind": "svg"},
        ok=(404,),
    ),
]
