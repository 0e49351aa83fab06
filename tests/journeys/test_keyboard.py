"""The main job by keyboard alone: Tab, Shift and Tab, Enter, Space, the arrows and typing."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from conferences.enums import ConferenceState, RequestState
from conferences.models import Conference, ConferenceRequest, Decision
from disclosure.domain.guests import issue_guest_pass
from disclosure.enums import PackState
from disclosure.models import Pack
from notifications.models import Message
from people.enums import Role
from tests.factories import conferences as make
from tests.factories.meetings import Meeting, agree_action, make_meeting, social_worker_of
from tests.factories.people import make_staff
from tests.journeys.browser import Pages
from tests.journeys.keyboard import (
    choose_from,
    follow,
    follow_button,
    pick,
    press,
    sign_in_by_keyboard,
    tick,
    type_date,
    type_into,
)
from tests.journeys.live_pages import status, wait_until_nobody_asks
from tests.journeys.test_packs import pack_that_waits
from tests.journeys.test_people import make_pendlewicks

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_emergency_duty_looks_a_child_up(open_page: Pages) -> None:
    make_pendlewicks()
    page = sign_in_by_keyboard(open_page, make_staff(Role.EMERGENCY_DUTY))
    follow(page, page.get_by_role("link", name="Is this child on a plan?"))
    type_into(page, page.get_by_label("Why are you asking?"), "Brought to hospital with a burn")
    type_into(page, page.get_by_label("Child’s name"), "pendelwik ngosi")
    follow_button(page, "Look up")
    expect(page.get_by_text("YES, on a plan")).to_be_visible()
    expect(page.get_by_text("Petra Chairwell")).to_be_visible()


@pytest.mark.full
def test_a_social_worker_asks_for_a_conference(open_page: Pages) -> None:
    case = make.make_case()
    page = sign_in_by_keyboard(open_page, case.social_worker, "/conferences/requests/")
    follow_button(page, "Ask for a conference")
    pick(page, page.get_by_label("Which family?"), case.family.name)
    follow_button(page, "Begin")
    follow(page, page.get_by_role("link", name="Strategy discussions"))
    type_date(page, "Day of the strategy discussion", make.days_ago(2))
    follow_button(page, "Save and go on")
    tick(page, page.get_by_label("Concerns substantiated, likely significant harm"))
    type_date(page, "When was it decided", timezone.localdate())
    follow_button(page, "Save and go on")
    for child in (case.older, case.younger):
        asks = page.get_by_role("group", name=f"Is the conference about {child}?")
        tick(page, asks.get_by_label("Yes", exact=True))
    follow_button(page, "Save and go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Parental responsibility")
    request = make.answer_the_rest(case, ConferenceRequest.objects.get())
    follow(page, page.get_by_role("link", name="All parts of the request"))
    follow_button(page, "Check and send")
    follow_button(page, "Send to the duty officer")
    expect(page.locator("main")).to_contain_text("With the duty officer")
    request.refresh_from_db()
    assert request.state == RequestState.SUBMITTED


@pytest.mark.full
def test_the_duty_officer_screens_a_request(open_page: Pages) -> None:
    case = make.make_case()
    make.make_submitted(case)
    page = sign_in_by_keyboard(open_page, case.duty, "/conferences/duty/")
    follow(page, page.get_by_role("link", name=str(case.family), exact=True))
    tick(page, page.get_by_label("Proceed to a conference"))
    follow_button(page, "Record the outcome")
    expect(page.locator("main")).to_contain_text("The outcome is recorded")
    assert Conference.objects.get().state == ConferenceState.TO_BOOK


@pytest.mark.full
def test_the_chair_decides_and_closes(open_page: Pages) -> None:
    meeting = make_meeting("Wren Testwood")
    agree_action(meeting)
    live = f"/conferences/{meeting.conference.pk}/live/"
    page = sign_in_by_keyboard(open_page, meeting.chair, live)
    expect(status(page)).to_have_text("Saved")
    decide_for_wren(page, meeting)
    follow_button(page, "Close the conference", key="Shift+Tab")
    details = meeting.details()
    type_date(page, "Date of the next review conference", details.next_review_on)
    type_date(page, "Date of the first core group", details.first_core_group_at.date())
    type_into(page, page.get_by_label("Time of the first core group"), "10:30am")
    type_into(page, page.get_by_label("Where the core group will meet"), "Storybrook School")
    follow_button(page, "Close the conference")
    expect(page.get_by_text("The conference is closed")).to_be_visible()
    meeting.conference.refresh_from_db()
    assert meeting.conference.state == ConferenceState.CLOSED
    open_page.close()
    wait_until_nobody_asks()


def decide_for_wren(page: Page, meeting: Meeting) -> None:
    agenda = page.get_by_role("navigation", name="Agenda")
    press(page, agenda.get_by_role("link", name="The decision"))
    card = page.get_by_role("region", name="Decision for Wren Testwood")
    tick(page, card.get_by_label("Met", exact=True))
    type_into(page, card.get_by_label("Why", exact=True), "Harm is likely without a plan.")
    pick(page, card.get_by_label("Outcome"), "Child protection plan")
    pick(page, card.get_by_label("Category", exact=True), "Neglect")
    worker = social_worker_of(meeting.conference)
    pick(page, card.get_by_label("Lead worker"), worker.name)
    press(page, card.get_by_role("button", name="Record the decision"))
    expect(card.get_by_text("Nothing is missing for this child.")).to_be_visible()
    expect(status(page)).to_have_text("Saved")
    decision = Decision.objects.get()
    assert (decision.category, decision.lead_worker) == ("NEG", worker)


@pytest.mark.full
def test_a_second_person_clears_a_pack(open_page: Pages) -> None:
    pack = pack_that_waits()
    page = sign_in_by_keyboard(open_page, make_staff(Role.DUTY_PRINCIPAL_OFFICER), "/packs/")
    follow(page, page.get_by_role("link", name=re.compile("Ngozi Okonkwo-Hale")))
    first = page.get_by_label("It is somebody of this family with the same name")
    choose_from(page, first, page.get_by_label("It is an ordinary word, not a name"))
    follow_button(page, "It may stand")
    follow_button(page, "I have read it: clear and release")
    expect(page.get_by_text("is cleared and released")).to_be_visible()
    pack.refresh_from_db()
    assert pack.state == PackState.RELEASED


@pytest.mark.full
def test_a_guest_opens_a_pack_with_a_code(open_page: Pages) -> None:
    pack, duty = pack_that_waits(), make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
    issue_guest_pass(pack, link="/g/{token}/", by=duty)
    link = re.search(r"/g/\S+/", Message.objects.get().body)
    assert link
    page = open_page()
    page.goto(link[0])
    follow_button(page, "Send me a code")
    code = re.findall(r"\b\d{6}\b", Message.objects.get(subject="Your code").body)[0]
    type_into(page, page.get_by_label("Code", exact=True), code)
    with page.expect_download() as got:
        press(page, page.get_by_role("button", name="Get the paper"))
    assert got.value.suggested_filename == f"{pack.number}.pdf"
