"""A midpoint check that becomes a Resolution Form, is answered, stepped up and resolved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from conferences.enums import Heading
from disclosure.models import Passage
from midpoints.domain.drawing import draw_sample
from midpoints.models import MidpointCheck
from tests.factories.accounts import PASSWORD
from tests.factories.disclosure import make_passage
from tests.factories.escalations import Challenge, make_challenge
from tests.factories.midpoints import half_way, make_check
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
    sign_out,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def said(case: Challenge, words: str) -> Passage:
    record = case.child.plans.get().record
    return make_passage(record, words, heading=Heading.CHILD_VIEWS, about=[case.child])


def as_user(page: Page, user: User, path: str = "/") -> None:
    sign_in(page, user.email, PASSWORD, then=path)


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_fits(open_page: Pages, width: int) -> None:
    case = make_challenge()
    conference = half_way(case, due_in=-1)
    said(case, "I like it when Gran reads to me.")
    check = make_check(make_challenge("Pendlewick"))
    sample = draw_sample(label="Autumn sample", size=2, seed=7, by=case.head)
    dip = sample.cases.get(child=case.child)
    page = open_page(width=width)
    as_user(page, case.head)
    for name, address in {
        "due": "/midpoints/",
        "checks": "/midpoints/checks/",
        "counts": "/midpoints/counts/",
        "do": f"/midpoints/conferences/{conference.pk}/",
        "not_done": f"/midpoints/conferences/{conference.pk}/not-done/",
        "check": f"/midpoints/checks/{check.pk}/",
        "raise_form": f"/midpoints/checks/{check.pk}/form/",
        "dips": "/midpoints/samples/",
        "draw": "/midpoints/samples/draw/",
        "sample": f"/midpoints/samples/{sample.pk}/",
        "dip_case": f"/midpoints/samples/cases/{dip.pk}/",
        "grade": f"/midpoints/samples/cases/{dip.pk}/grade/",
        "close": f"/midpoints/samples/{sample.pk}/close/",
        "heading": "/midpoints/samples/headings/add/",
    }.items():
        page.goto(address)
        assert_accessible(page)
        assert_reflows(page)
        screenshot(page, f"midpoints_{name}_{width}")


@pytest.mark.full
def test_a_check_becomes_a_form_that_is_answered_stepped_up_and_resolved(page: Page) -> None:
    case = make_challenge()
    half_way(case)
    said(case, "I like it when Gran reads to me.")
    chair_checks_and_raises(page, case)
    manager_answers(page, case)
    chair_steps_up(page, case)
    head_answers(page, case)
    chair_resolves(page)


def chair_checks_and_raises(page: Page, case: Challenge) -> None:
    """Given a check that is due, the chair does it and raises a form without typing again."""
    as_user(page, case.chair)
    page.get_by_role("link", name=re.compile("^Midpoint check by the chair")).click()
    expect(page.get_by_text("I like it when Gran reads to me.")).to_be_visible()
    page.get_by_role("group", name="Are visits as they should be?").get_by_label("No").check()
    page.get_by_role("group", name="Are core groups as they should be?").get_by_label("Yes").check()
    page.get_by_label("What is life like for Wren?").fill("Wren sleeps at Gran’s when it is loud.")
    page.get_by_label("Not moving, or worse").check()
    page.get_by_label("What worries you?").fill("Nobody has seen Wren at home for a month.")
    page.get_by_label("What difference does the plan make?").fill("Not enough yet.")
    page.get_by_label("Visits, core groups or actions must catch up").check()
    page.get_by_label("In your own words").fill("Visit Wren this week.")
    page.get_by_role("button", name="Record the check").click()
    page.get_by_role("button", name="Raise a Resolution Form").click()
    expect(page.get_by_label("What do you ask for?")).to_have_value("Visit Wren this week.")
    expect(page.get_by_label("Drift or delay for the child")).to_be_checked()
    page.get_by_label("Whose work is it about?").select_option(f"p{case.worker.professional.pk}")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Waits for an answer")).to_be_visible()
    assert MidpointCheck.objects.count() == 1
    sign_out(page)


def manager_answers(page: Page, case: Challenge) -> None:
    as_user(page, case.manager)
    page.get_by_role("link", name="Answer a Resolution Form").click()
    page.get_by_role("button", name="Answer").click()
    page.get_by_label("Your answer").fill("We have no worker to send.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("The answer is recorded.")).to_be_visible()
    sign_out(page)


def chair_steps_up(page: Page, case: Challenge) -> None:
    as_user(page, case.chair)
    page.get_by_role("link", name="Resolve an answered Resolution Form").click()
    page.get_by_role("button", name="Step it up").click()
    page.get_by_label("Why do you step it up?").fill("Wren still waits.")
    page.get_by_label("Who should answer?").select_option(str(case.head.professional.pk))
    page.get_by_role("button", name="Step it up").click()
    heading = page.get_by_role("heading", name="Stage 2: service manager", exact=True)
    expect(heading).to_be_visible()
    sign_out(page)


def head_answers(page: Page, case: Challenge) -> None:
    as_user(page, case.head)
    page.get_by_role("link", name="Answer a Resolution Form").click()
    page.get_by_role("button", name="Answer").click()
    page.get_by_label("Your answer").fill("A worker goes tomorrow.")
    page.get_by_role("button", name="Send the answer").click()
    sign_out(page)
    as_user(page, case.chair)


def chair_resolves(page: Page) -> None:
    page.get_by_role("link", name="Resolve an answered Resolution Form").click()
    page.get_by_role("button", name="Resolve").click()
    page.get_by_label("What has changed for the child?").fill("Wren was seen and is safe.")
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_text("Wren was seen and is safe.").first).to_be_visible()
    expect(page.get_by_role("link", name="Midpoint check")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "midpoints_resolved")
