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
