"""A line on the list leads to a page that its reader may open."""

from __future__ import annotations

import pytest
from django.urls import reverse

from desk.domain.radar.places import place_of
from people.enums import Role
from tests.factories.people import make_staff
from tests.factories.timescales import make_deadline

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule", ["decision_letter", "plan_out"])
@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.PRINCIPAL_OFFICER, "packs"),
        (Role.DUTY_PRINCIPAL_OFFICER, "packs"),
        (Role.BUSINESS_SUPPORT, "packs"),
        (Role.SOCIAL_WORKER, "closed"),
        (Role.TEAM_MANAGER, "closed"),
        (Role.HEAD_OF_SERVICE, "closed"),
    ],
)
def test_packs_that_are_owed_lead_to_them_only_whoever_makes_them(
    rule: str, role: Role, page: str
) -> None:
    clock = make_deadline(rule, about="conference:7")
    assert place_of(clock, make_staff(role)) == reverse(f"conferences:{page}", args=[7])


@pytest.mark.parametrize("role", [Role.PRINCIPAL_OFFICER, Role.SOCIAL_WORKER])
def test_a_record_that_is_owed_leads_to_where_it_is_signed_and_then_given_out(role: Role) -> None:
    clock = make_deadline("record", about="conference:7")
    assert place_of(clock, make_staff(role)) == reverse("conferences:closed", args=[7])


@pytest.mark.parametrize(
    "rule",
    [
        "report_to_family_icpc",
        "report_to_family_review",
        "report_to_chair_icpc",
        "report_to_chair_review",
    ],
)
@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.SOCIAL_WORKER, "share_report"),
        (Role.TEAM_MANAGER, "share_report"),
        (Role.PRINCIPAL_OFFICER, "participants"),
        (Role.DUTY_PRINCIPAL_OFFICER, "participants"),
        (Role.BUSINESS_SUPPORT, "participants"),
        (Role.HEAD_OF_SERVICE, "participants"),
    ],
)
def test_a_report_that_is_owed_leads_those_who_share_it_to_where_they_say_so(
    rule: str, role: Role, page: str
) -> None:
    clock = make_deadline(rule, about="conference:7")
    assert place_of(clock, make_staff(role)) == reverse(f"conferences:{page}", args=[7])
