"""Concerns and Resolution Forms in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from escalations.domain.answering import answer_form
from escalations.domain.stepping_up import step_up
from escalations.models import Concern
from notifications.models import Message
from tests.factories.accounts import PASSWORD
from tests.factories.escalations import (
    asked_of,
    make_challenge,
    make_complaint,
    make_concern,
    make_form,
    make_partner,
)
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot, sign_in
from tests.journeys.keyboard import (
    choose_from,
    follow,
    follow_button,
    pick,
    sign_in_by_keyboard,
    type_into,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def looked_at(page: Page, name: str, width: int) -> None:
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"escalations_{name}_{width}")


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_fits(open_page: Pages, width: int) -> None:
    case = make_challenge()
    concern = make_concern(case)
    form = make_form(case)
    answer_form(form=form, answer="We have had nobody to send.", by=case.manager)
    step_up(form=form, why="Wren still waits.", recipient=case.head.professional, by=case.chair)
    complaint = make_complaint(case)
    page = open_page(width=width)
    sign_in(page, case.head.email, PASSWORD)
    family, one = f"/escalations/families/{case.family.pk}", f"/escalations/forms/{form.pk}"
    for name, address in {
        "home": "/",
        "due": "/escalations/",
        "forms": "/escalations/forms/",
        "concerns": "/escalations/concerns/",
        "complaints": "/escalations/complaints/",
        "complaint": f"/escalations/complaints/{complaint.pk}/",
        "take_complaint": f"/escalations/conferences/{complaint.conference_id}/complaint/",
        "answer_complaint": f"/escalations/complaints/{complaint.pk}/answer/",
        "record_panel": f"/escalations/complaints/{complaint.pk}/panel/",
        "plan": f"/plans/families/{case.family.pk}/",
        "good_work": "/escalations/praise/",
        "counts": "/escalations/counts/",
        "reasons": "/escalations/reasons/",
        "family": f"/families/{case.family.pk}/",
        "choose_family": "/escalations/concerns/new/",
        "raise_concern": f"{family}/concern/",
        "give_praise": f"{family}/praise/",
        "raise_form": f"{family}/form/",
        "concern": f"/escalations/concerns/{concern.pk}/",
        "resolve_concern": f"/escalations/concerns/{concern.pk}/resolve/",
        "promote": f"/escalations/concerns/{concern.pk}/promote/",
        "form": f"{one}/",
        "answer": f"{one}/answer/",
        "step_up": f"{one}/step-up/",
        "resolve": f"{one}/resolve/",
        "withdraw": f"{one}/withdraw/",
        "note": f"{one}/note/",
        "danger": f"{one}/danger/",
    }.items():
        page.goto(address)
        looked_at(page, name, width)


# A minute is kept by asking little: the children are ticked already, and no danger is no answer.
ASKED = [
    "Which children?",
    "Whose work is it about?",
    "What is it about?",
    "What does it mean for the child?",
    "Is a child in danger now?",
]


def test_a_concern_is_raised_in_under_a_minute(open_page: Pages) -> None:
    """By keyboard alone, from the child's page to the record: one page and three answers."""
    case = make_challenge()
    page = sign_in_by_keyboard(open_page, case.chair, f"/children/{case.child.pk}/")
    follow(page, page.get_by_role("link", name="Raise a concern"))
    form = page.locator("main form")
    questions = form.locator("label:visible, legend:visible").all_inner_texts()
    asked = [text.strip() for text in questions]
    assert [text for text in asked if text.endswith("?")] == ASKED
    expect(form.get_by_label(case.child.person.name)).to_be_checked()
    pick(page, form.get_by_label("Whose work is it about?"), str(case.worker.professional))
    reasons = form.get_by_role("group", name="What is it about?").get_by_role("radio")
    wanted = form.get_by_label("Visits or core groups not held")
    choose_from(page, reasons.first, wanted)
    type_into(page, form.get_by_label("What does it mean for the child?"), "Nobody sees Wren.")
    follow_button(page, "Record the concern")
    expect(page.get_by_text("The concern is recorded.")).to_be_visible()
    concern = Concern.objects.get()
    assert list(concern.children.all()) == [case.child]
    assert concern.professional == case.worker.professional
    assert (concern.reason, concern.impact) == ("visits_core_groups", "Nobody sees Wren.")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_partner_answers_from_the_link(open_page: Pages, width: int) -> None:
    case = make_challenge()
    make_form(case, what=asked_of(make_partner()))
    page = open_page(width=width)
    page.goto(newest_link())
    looked_at(page, "guest_1", width)
    page.get_by_role("button", name="Send me a code").click()
    looked_at(page, "guest_2", width)
    page.get_by_label("Code", exact=True).fill(newest_code())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Visit Wren this week")).to_be_visible()
    looked_at(page, "guest_3", width)
    page.get_by_label("Your answer").fill("We shall come on Monday.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Your answer has been sent")).to_be_visible()
    looked_at(page, "guest_4", width)


def newest_link() -> str:
    message = Message.objects.filter(kind="answer_pass", key__endswith=":link").last()
    return _found(r"/answer/[^\s]+", message)


def newest_code() -> str:
    return _found("[0-9]{6}", Message.objects.filter(key__contains=":code:").last())


def _found(pattern: str, message: Message | None) -> str:
    assert message is not None
    found = re.search(pattern, message.body)
    assert found is not None
    return found[0]
