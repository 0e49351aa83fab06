"""A review in a real browser: it ends one sibling's plan and continues the other's."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Locator, Page, expect

from conferences.models import Conference
from plans.models import Plan
from tests.factories.accounts import PASSWORD
from tests.factories.meetings import Meeting, open_day
from tests.factories.reviews import review_in_session, two_on_plans
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)
from tests.journeys.live_pages import wait_until_nobody_asks
from timescales.domain import today_in_london

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def looked_at(page: Page, name: str) -> None:
    assert_accessible(page)
    screenshot(page, f"review_{name}")
    page.set_viewport_size({"width": 360, "height": 800})
    assert_reflows(page)
    screenshot(page, f"review_{name}_360")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.full
def test_one_plan_ends_and_the_other_goes_on(open_page: Pages, transactional_db: None) -> None:
    review = review_in_session(two_on_plans())
    page = open_page()
    sign_in(page, review.chair.email, PASSWORD)
    carry_the_plan_on(page, review)
    decide_for_each(page, review)
    close_it(page, review)
    wren, rafi = (each.child for each in review.children)
    plans = Plan.objects.filter(child__in=[wren, rafi]).order_by("pk")
    told = [(p.child.person.given_names, p.kind, p.ended_on, p.category_latest) for p in plans]
    today = today_in_london()
    assert told == [
        ("Wren", "child_protection", today, "NEG"),
        ("Rafi", "child_protection", None, "EMO"),
        ("Wren", "child_in_need", None, ""),
    ]
    following = Conference.objects.get(follows=review.conference)
    assert [row.child for row in following.children.all()] == [rafi]
    open_page.close()
    wait_until_nobody_asks()


def carry_the_plan_on(page: Page, review: Meeting) -> None:
    """What the review opens with, then what is still needed goes on."""
    page.goto(f"/conferences/{review.conference.pk}/last-time/")
    expect(page.get_by_role("heading", name="How safe it is, over time")).to_be_visible()
    expect(page.get_by_role("img", name="The safety scale for Wren")).to_be_visible()
    looked_at(page, "last_time")
    page.get_by_label("Mend the gate.").uncheck()
    page.get_by_label("Why the lines not ticked are no longer needed").fill("The gate is gone.")
    page.get_by_role("button", name="Carry these on").click()
    expect(page.get_by_text("1 line of the plan is in the live room now")).to_be_visible()


def decide_for_each(page: Page, review: Meeting) -> None:
    page.goto(f"/conferences/{review.conference.pk}/live/")
    expect(page.get_by_text("Visit every week.", exact=True)).to_be_visible()
    wren = page.get_by_role("region", name="Decision for Wren Testwood")
    expect(wren.get_by_text("neglect", exact=False).first).to_be_visible()
    wren.get_by_label("Not met", exact=True).check()
    wren.get_by_label("Why", exact=True).fill("She is safe at home now.")
    wren.get_by_label("Outcome").select_option(label="End the plan. Child in need plan")
    wren.get_by_label("Lead worker").select_option(index=1)
    wren.get_by_label("Who agreed to this plan").fill("Ngozi Testwood")
    in_a_week = today_in_london() + dt.timedelta(days=7)
    wren.get_by_label("First meeting on").fill(in_a_week.isoformat())
    record(page, wren)
    rafi = page.get_by_role("region", name="Decision for Rafi Testwood")
    rafi.get_by_label("Met", exact=True).check()
    rafi.get_by_label("Why", exact=True).fill("Harm is still likely without a plan.")
    rafi.get_by_label("Outcome").select_option(label="Continue the plan")
    expect(rafi.get_by_label("Category").first).to_have_value("NEG")
    rafi.get_by_label("Category").first.select_option(label="Emotional abuse")
    rafi.get_by_label("A legal planning meeting is advised").check()
    rafi.get_by_label("Lead worker").select_option(index=1)
    record(page, rafi)
    looked_at(page, "decided")


def record(page: Page, child: Locator) -> None:
    child.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(child.get_by_text("Nothing is missing for this child.")).to_be_visible()


def close_it(page: Page, review: Meeting) -> None:
    page.get_by_role("button", name="Close the conference").click()
    expect(page.get_by_role("heading", name="Close the conference")).to_be_visible()
    expect(page.get_by_text("Quorate", exact=True)).to_be_visible()
    day = open_day(today_in_london() + dt.timedelta(days=150))
    group = page.get_by_role("group", name="Date of the next review conference")
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(value))
    looked_at(page, "closing")
    page.get_by_role("button", name="Close the conference").click()
    expect(page.get_by_text("The conference is closed")).to_be_visible()
    expect(page.get_by_text("A legal planning meeting is advised")).to_be_visible()
    looked_at(page, "closed")
