"""A social worker records a core group and develops the plan; the chair reads what changed."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page

from tests.factories.accounts import PASSWORD
from tests.factories.plans import days_ago, make_case
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)
from timescales.models import Deadline

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def fill_day(page: Page, legend: str, day: dt.date) -> None:
    box = page.get_by_role("group", name=legend)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        box.get_by_label(part, exact=True).fill(str(number))


@pytest.mark.parametrize("width", [1280, 360])
def test_a_core_group_recorded_and_the_plan_developed(open_page: Pages, width: int) -> None:
    case = make_case()
    page = open_page(width=width)

    def looks_right(name: str) -> None:
        assert_accessible(page)
        assert_reflows(page)
        screenshot(page, f"plans_{name}_{width}")

    # Given a family whose plan has one overdue action
    sign_in(page, case.worker.email, PASSWORD, then=f"/plans/families/{case.family.pk}/")
    page.get_by_text("Ngozi Testwood: Book the dentist.").wait_for()
    looks_right("before")

    # When the social worker records the core group
    page.get_by_role("button", name="Record a core group").click()
    fill_day(page, "When was it held?", days_ago(20))
    page.get_by_role("button", name="Save the core group").click()
    page.get_by_role("alert").get_by_text("Say whether Ngozi Testwood came").wait_for()
    looks_right("errors")
    for name in ("Ngozi Testwood", "Tamsin Pendlewick", case.worker.name):
        page.get_by_label(name).first.select_option("There the whole time")
    page.get_by_label("Better").check()
    page.get_by_label("How safe, from 0 to 10").fill("6")
    page.get_by_label("What was said").fill("She eats at school.")
    page.get_by_label("What Ada says").fill("I like breakfast club.")
    page.get_by_label("Book the dentist.").select_option("Done")
    page.get_by_role("button", name="Save the core group").click()
    page.get_by_text("The core group is recorded").wait_for()
    looks_right("core_group")

    # And adds to the plan, and puts a word right
    page.get_by_role("link", name="The plan", exact=True).click()
    page.get_by_role("button", name="Add to the plan").click()
    looks_right("add")
    page.get_by_label("Who will do it").select_option(str(case.nurse.pk))
    fill_day(page, "By when", days_ago(-14))
    page.get_by_label("In plain words").fill("Weigh Ada and tell the core group.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Added to the plan.").wait_for()
    page.get_by_role("link", name="Change Ada eats breakfast every day.").click()
    page.get_by_label("In plain words").fill("Ada eats three meals every day.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The old words are kept.").wait_for()
    looks_right("after")

    # Then the clock has moved on, and the chair reads what changed since the conference
    running = Deadline.objects.open().get(rule="core_group", child=case.plan.child)
    assert running.due_on == days_ago(20) + dt.timedelta(weeks=6)
    chair = open_page(width=width)
    sign_in(chair, case.chair.email, PASSWORD, then=f"/plans/families/{case.family.pk}/changes/")
    for words in ("Ada eats three meals every day.", "Weigh Ada and tell the core group."):
        chair.get_by_text(words).wait_for()
    assert chair.get_by_role("deletion").get_by_text("Ada eats breakfast every day.").count() == 1
    assert_accessible(chair)
    assert_reflows(chair)
    screenshot(chair, f"plans_changes_{width}")


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
def test_a_visit_recorded_under_the_plans_own_frequency(open_page: Pages, width: int) -> None:
    case = make_case("Ada Testwood")
    page = open_page(width=width)
    sign_in(page, case.worker.email, PASSWORD, then=f"/plans/families/{case.family.pk}/")
    page.get_by_role("link", name="Change visits").click()
    page.get_by_label("Another frequency").check()
    page.get_by_label("Every", exact=True).fill("5")
    assert_accessible(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Every 5 working days (set in this plan)").wait_for()
    page.get_by_role("button", name="Record a visit").click()
    fill_day(page, "Day of the visit", days_ago(40))
    page.get_by_label("Seen, but not alone").check()
    page.get_by_label("Why was Ada not seen alone?").fill("She wanted her mother there.")
    page.get_by_role("button", name="Save the visit").click()
    page.get_by_role("alert").get_by_text("A visit before that day").wait_for()
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"plans_visit_{width}")
    assert page.get_by_label("Why was Ada not seen alone?").input_value()
    fill_day(page, "Day of the visit", days_ago(1))
    page.get_by_role("button", name="Save the visit").click()
    page.get_by_text("The visit is recorded").wait_for()
    page.get_by_text("She wanted her mother there.").wait_for()
