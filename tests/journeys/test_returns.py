"""A data officer finds what is wrong with the census, corrects it, and exports the file."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from people.enums import Role
from reporting.models import ReturnRun
from reporting.returns.domain.runs import make_return
from tests.factories.accounts import PASSWORD
from tests.factories.people import make_child, make_family, make_staff
from tests.factories.plans import make_plan
from tests.factories.returns import make_held
from tests.journeys.browser import assert_accessible, screenshot, sign_in
from timescales.domain import today_in_london

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def last_year() -> int:
    """In which the last whole census year ended; the form offers it first."""
    today = today_in_london()
    return today.year - (today.month < 4)


def a_tuesday_of(year: int) -> dt.date:
    """In the September of that census year."""
    first = dt.date(year - 1, 9, 1)
    return first + dt.timedelta(days=(1 - first.weekday()) % 7)


def test_a_data_officer_fixes_a_census_error_and_exports(page: Page) -> None:
    child = make_child("Wren Testwood", family=make_family("Testwood"), sex="F", nhs_number="")
    held = a_tuesday_of(last_year())
    plan = make_plan(child, started_on=held)
    make_held(child, held, plan=plan, discussed_on=held - dt.timedelta(days=7))
    sign_in(page, make_staff(Role.DATA_OFFICER).email, PASSWORD)
    page.get_by_role("link", name="Statutory returns").click()
    make_census(page)
    expect(page.get_by_text("Rule 8540")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "return_draft")
    page.get_by_role("link", name="The child’s details").click()
    page.get_by_label("Mobility").check()
    page.get_by_role("button", name="Save").click()
    # Going elsewhere before the answer would take the correction back with it.
    expect(page).to_have_url(re.compile(rf"/children/{child.pk}/$"))
    page.goto("/figures/returns/")
    make_census(page)
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    page.get_by_label("I will keep this file safe").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file, ready to merge").click()
    assert download.value.suggested_filename == f"999-cin-{last_year()}.xml"
    assert "<Disability>MOB</Disability>" in download.value.path().read_text()
    page.goto("/figures/returns/cp-is/")
    expect(page.get_by_role("link", name="Wren Testwood")).to_be_visible()


def make_census(page: Page) -> None:
    """For the year that is offered; the worker is this test."""
    page.get_by_label("Children in need census").check()
    page.get_by_role("button", name="Make and check it").click()
    expect(page.get_by_text("It is being made and checked")).to_be_visible()
    assert make_return(ReturnRun.objects.latest("pk").pk)
    page.get_by_role("button", name="Look again").click()
