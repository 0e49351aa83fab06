"""Every page about people, in a real browser: accessible, within 360 pixels, and usable."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from people.enums import CaseRoleKind, RelationshipKind, Role
from people.models import Child
from tests.factories.accounts import PASSWORD
from tests.factories.people import (
    make_address,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
    make_team,
    make_unborn,
)
from tests.factories.plans import make_plan
from tests.factories.timescales import make_deadline
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HEAD = "head@chairside.example"


def make_pendlewicks() -> Child:
    team = make_team("Harbour")
    family = make_family("Pendlewick-O'Hara", team=team)
    ngozi = make_child("Ngozi Pendlewick-O'Hara", family=family)
    make_child("ليلى رحمان", family=family)
    make_unborn(family=family)
    mother = make_person("Amina Pendlewick", needs_interpreter=True, first_language="Urdu")
    for child in family.children.all():
        make_relationship(child, mother)
    make_relationship(
        ngozi,
        make_person("Dean Ferris"),
        kind=RelationshipKind.FATHER,
        must_not_be_told=True,
        poses_risk=True,
        lives_with=False,
    )
    home = make_address("4 Mill Lane\nNowhere")
    for person in [ngozi.person, mother]:
        make_residence(person, address=home, is_protected=True)
    make_case_role(family, make_staff(Role.SOCIAL_WORKER, name="Wendy Worker", team=team))
    chair = make_staff(Role.PRINCIPAL_OFFICER, name="Petra Chairwell")
    make_case_role(family, chair, kind=CaseRoleKind.CHAIR)
    make_conflict(family, make_staff(Role.BUSINESS_SUPPORT, name="Basil Support"))
    make_deadline(child=ngozi)
    make_plan(ngozi)
    return ngozi


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_fits(open_page: Pages, width: int) -> None:
    child = make_pendlewicks()
    twin = make_child("Ngozi Pendelwick O'Hara")
    make_staff(Role.HEAD_OF_SERVICE, name="Hilary Head", email=HEAD)
    page = open_page(width=width)
    sign_in(page, HEAD, PASSWORD)
    family, row = f"/families/{child.family_id}/", child.relationships.first()
    for name, address in {
        "home": "/",
        "search": "/search/?text=Pendelwick",
        "family": family,
        "child": f"/children/{child.pk}/",
        "add_family": "/families/add/",
        "change_family": f"{family}change/",
        "add_child": f"{family}children/add/",
        "add_unborn": f"{family}unborn/add/",
        "add_relative": f"{family}relatives/add/",
        "add_home": f"{family}addresses/add/",
        "access": f"{family}access/",
        "restrict": f"{family}access/restrict/",
        "conflict": f"{family}conflict/?for=other",
        "roles": f"{family}roles/",
        "emergency": f"{family}emergency/",
        "change_child": f"/children/{child.pk}/change/",
        "viewed": f"/children/{child.pk}/viewed/",
        "duplicates": f"/children/{child.pk}/duplicates/",
        "merge": f"/merges/{child.pk}/{twin.pk}/",
        "merges": "/merges/",
        "relationship": f"/relationships/{row.pk}/change/",
        "person": f"/people/{row.person_id}/change/",
        "my_access": "/my-access/",
        "on_a_plan": "/on-a-plan/",
        "nightly_list": "/on-a-plan/list/",
        "organisation": "/organisation/",
        "team": f"/organisation/teams/{child.family.team_id}/",
        "partners": "/partners/",
        "add_partner": "/partners/add/",
    }.items():
        page.goto(address)
        assert_accessible(page)
        assert_reflows(page)
        screenshot(page, f"people_{name}_{width}")


def test_the_picture_of_the_network_opens(page: Page) -> None:
    child = make_pendlewicks()
    make_staff(Role.HEAD_OF_SERVICE, email=HEAD)
    sign_in(page, HEAD, PASSWORD, then=f"/families/{child.family_id}/")
    page.get_by_text("Show this as a picture").click()
    expect(page.locator(".desk-network__picture")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "people_network_picture")


def test_at_two_in_the_morning(open_page: Pages) -> None:
    """Emergency duty hears a name on the telephone, asks, and opens the record in an emergency."""
    child = make_pendlewicks()
    make_staff(Role.EMERGENCY_DUTY, name="Eddie Duty", email="duty@chairside.example")
    open_page.complaints.forgive("403 (Forbidden)")  # the record before the glass is broken
    page = open_page(width=360)
    sign_in(page, "duty@chairside.example", PASSWORD)
    page.get_by_role("link", name="Is this child on a plan?").last.click()
    page.get_by_label("Why are you asking?").fill("Brought to hospital with a burn")
    page.get_by_label("Child’s name").fill("pendelwik ngosi")
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_text("YES, on a plan")).to_be_visible()
    expect(page.get_by_text("Petra Chairwell")).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, "people_on_a_plan_answer")
    page.goto(f"/children/{child.pk}/")
    page.get_by_role("link", name="open the record in an emergency").click()
    page.get_by_label("What is the emergency?").fill("A burn nobody can explain, and no answer")
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_role("heading", name="Pendlewick-O'Hara family")).to_be_visible()
