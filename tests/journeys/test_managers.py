"""What a team manager and a data officer come for, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from audit.models import Event
from conferences.domain.screening import screen_request
from conferences.enums import RequestState, ScreeningOutcome
from disclosure.models import Passage
from people.enums import Role
from people.models import Family
from tests.factories import conferences as make
from tests.factories.accounts import PASSWORD
from tests.factories.live import make_live_room
from tests.factories.people import make_child, make_staff
from tests.journeys.browser import assert_accessible, assert_reflows, sign_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]


def looked_at(page: Page) -> None:
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 800})
    assert_reflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_team_manager_disagrees_with_a_diversion_and_restricts_the_family(page: Page) -> None:
    case, head = make.make_case(), make_staff(Role.HEAD_OF_SERVICE, name="Hilary Head")
    request = make.make_submitted(case)
    advice, outcome = "The grandparents have a plan.", ScreeningOutcome.FAMILY_GROUP_CONFERENCE
    screen_request(request=request, outcome=outcome, reason=advice, by=case.duty)
    sign_in(page, case.team_manager.email, PASSWORD)
    looked_at(page)
    page.goto(f"/conferences/requests/{request.pk}/")
    page.get_by_role("button", name=re.compile("[Aa]nswer")).click()
    expect(page.get_by_text(advice)).to_be_visible()
    page.get_by_label("No, I disagree").check()
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("Why you disagree").fill("They were left alone again on Friday.")
    page.get_by_label("Head of service who will settle it").select_option(label=head.name)
    page.get_by_role("button", name="Send your answer").click()
    request.refresh_from_db()
    assert request.state == RequestState.DISPUTED
    page.goto(f"/families/{case.family.pk}/access/restrict/")
    page.get_by_label("Why only named people may open it").fill("An uncle works in the service.")
    looked_at(page)
    page.get_by_role("button").last.click()
    assert Family.objects.get(pk=case.family.pk).is_restricted
    page.goto(f"/children/{case.older.pk}/viewed/")
    expect(page.get_by_role("heading", name="Who has viewed")).to_be_visible()
    looked_at(page)


@pytest.mark.full
def test_a_data_officer_seals_what_was_misfiled_and_mends_a_double_record(page: Page) -> None:
    room = make_live_room().open("mother", "chair")
    said = room.say("The neighbour’s boy was seen with a knife.")
    child = room.children[0].child
    twin = make_child(child.person.name, family=None)
    make_staff(Role.DATA_OFFICER, name="Dora Data", email="data@chairside.example")
    sign_in(page, "data@chairside.example", PASSWORD)
    looked_at(page)
    page.goto(f"/conferences/{room.conference.pk}/record/")
    expect(page.get_by_text("seen with a knife").first).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name=re.compile("^Seal it")).click()
    looked_at(page)
    page.get_by_label(re.compile("Why|Reason|What")).first.fill("It is about another family.")
    page.get_by_role("button", name="Seal it").click()
    page.goto("/packs/sealed/")
    expect(page.get_by_text("seen with a knife")).to_be_visible()
    looked_at(page)
    assert Passage.objects.get(pk=said.pk).sealed_at
    page.goto(f"/conferences/{room.conference.pk}/record/")
    expect(page.get_by_text("seen with a knife")).to_have_count(0)
    page.goto(f"/children/{child.pk}/")
    page.get_by_role("link", name="Possible duplicates").click()
    looked_at(page)
    page.get_by_role("link", name=re.compile(re.escape(str(twin.family)))).click()
    looked_at(page)
    page.get_by_label("How do you know that they are one person?").fill("One birth certificate.")
    page.get_by_role("button", name="They are one person").click()
    page.goto("/merges/")
    expect(page.get_by_text("One birth certificate.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Take back")).click()
    looked_at(page)
    page.goto(f"/children/{child.pk}/")
    page.get_by_role("link", name="Who has viewed this child").click()
    expect(page.get_by_text("Dora Data").first).to_be_visible()
    assert Event.objects.filter(verb__startswith="disclosure.seal").exists()
