"""The whole way in a real browser: from a social worker's request to the plan in a parent's hand.

Nothing but the screens moves it on; the workers' part (drawing the packs) is done between two.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from conferences.enums import ConferenceState
from conferences.models import Conference, Invitation
from disclosure.domain.rendering import bytes_of, waiting
from disclosure.enums import PackState
from disclosure.models import Handover, Pack
from disclosure.rendering.reading import pages_of
from disclosure.tasks import prepare_pack
from plans.models import Plan
from tests.factories import conferences as make
from tests.journeys.browser import Pages, assert_accessible
from tests.journeys.test_close_to_print import agree_and_decide, choose_recipients, close_it
from tests.journeys.test_request_to_booking import ask_for_a_conference, signed_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.full,
    pytest.mark.django_db(transaction=True),
]
WORDS = "Tamsin said she gets her brother up for school."


def test_from_the_request_to_the_plan_in_a_parents_hand(open_page: Pages) -> None:
    case, place = make.make_case(), make.make_place()
    chair = place.chair.professional.user
    assert chair is not None
    ask_for_a_conference(signed_in(open_page, case.social_worker), case, 1280)
    screen(signed_in(open_page, case.duty), case)
    book_and_invite(signed_in(open_page, case.support), case)
    conference = Conference.objects.get()
    page = signed_in(open_page, chair)
    hold(page, conference, case)
    agree_and_decide(page, conference)
    close_it(page, conference)
    choose_recipients(page)
    draw()
    mothers = pack_of(conference, case.mother)
    the_chair_releases(page, mothers)
    a_second_person_releases(signed_in(open_page, case.duty), pack_of(conference, case.father))
    print_and_hand_over(signed_in(open_page, case.support), mothers)
    what_she_holds(mothers)


def screen(page: Page, case: make.Case) -> None:
    page.goto("/conferences/duty/")
    page.get_by_role("link", name=str(case.family), exact=True).click()
    page.get_by_label("Proceed to a conference").check()
    page.get_by_role("button", name="Record the outcome").click()
    assert Conference.objects.get().state == ConferenceState.TO_BOOK


def book_the_first_slot(page: Page) -> None:
    page.goto("/conferences/to-book/")
    page.get_by_role("link", name="Find a slot").click()
    page.get_by_role("link", name="Choose this slot").first.click()
    page.get_by_role("button", name="Pencil this slot").click()
    page.get_by_role("button", name="Confirm the slot").click()
    expect(page.locator("main")).to_contain_text("The conference is booked")


def book_and_invite(page: Page, case: make.Case) -> None:
    book_the_first_slot(page)
    page.get_by_role("button", name="Who takes part, reports and invitations").click()
    page.get_by_role("button", name="Invite everybody not told yet").click()
    expect(page.locator("main")).to_contain_text("invitations are ready to go")
    asked = set(Invitation.objects.values_list("participant__person", flat=True))
    assert {case.mother.pk, case.father.pk, case.health_visitor.person_id} <= asked


def hold(page: Page, conference: Conference, case: make.Case) -> None:
    """Started on another day than booked, the mother and a quorum in the room, the father not."""
    page.goto(f"/conferences/{conference.pk}/live/")
    page.get_by_label("I mean to hold it today").check()
    page.get_by_role("button", name="Start the conference").click()
    here = (case.mother, case.health_visitor.person, case.school.person)
    people = [person.name for person in (*here, case.social_worker.professional.person)]
    for name in people:
        row = page.locator(".chairside-live-person", has_text=name)
        row.get_by_role("button", name=re.compile("^Here")).click()
        expect(row).to_have_attribute("data-here", "true")
    page.get_by_label("Words", exact=True).fill(WORDS)
    page.get_by_label("Words", exact=True).press("Enter")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert_accessible(page)


def draw() -> None:
    """What the workers do meanwhile."""
    for pack_id in list(waiting()):
        prepare_pack(pack_id)


def pack_of(conference: Conference, person: object) -> Pack:
    found: Pack = Pack.objects.get(
        record=conference.record, kind="outline_plan", recipient__person=person
    )
    return found


def the_chair_releases(page: Page, pack: Pack) -> None:
    page.goto(f"/packs/{pack.pk}/")
    page.get_by_role("button", name="I have read it: release").click()
    pack.refresh_from_db()
    assert pack.state == PackState.RELEASED
    assert pack.cleared_at is None


def a_second_person_releases(page: Page, pack: Pack) -> None:
    """He was not in the room: his waits in the queue for somebody who wrote none of it."""
    assert pack.state == PackState.AWAITING_CLEARANCE
    page.goto("/packs/")
    page.get_by_role(
        "link", name=re.compile(f"{pack.recipient.person.name}.*{pack.number}")
    ).click()
    page.get_by_role("button", name="I have read it: clear and release").click()
    expect(page.get_by_text("is cleared and released")).to_be_visible()


def print_and_hand_over(page: Page, pack: Pack) -> None:
    page.goto(f"/packs/records/{pack.record_id}/")
    page.get_by_role("checkbox", name=f"Print {pack.number}").check()
    page.get_by_label("Printer").fill("Hub desk")
    page.get_by_role("button", name="Print the chosen packs").click()
    expect(page.get_by_role("heading", name=re.compile("Print job"))).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("link", name="Open the print job (PDF)").click()
    sheets = pages_of(got.value.path().read_bytes())
    name = pack.recipient.person.name
    assert name in sheets[0]  # the cover
    assert any("Book the dentist" in sheet for sheet in sheets[1:])
    page.goto(f"/packs/{pack.pk}/")
    page.get_by_label("Handed over in person").check()
    page.get_by_label("Name as signed").fill("L. Pendlewick")
    page.get_by_role("button", name="Record the hand-over").click()
    expect(page.get_by_text("is handed over")).to_be_visible()
    assert Handover.objects.get().signed_name == "L. Pendlewick"


def what_she_holds(pack: Pack) -> None:
    """Her own plan, with who does what by when, under her name on every page."""
    pages = pages_of(bytes_of(pack))
    assert all(pack.number in page for page in pages)
    assert f"For {pack.recipient.person.name}" in pages[0]
    assert "Book the dentist and go along." in " ".join(pages)
    assert Plan.objects.open().count() == 2
