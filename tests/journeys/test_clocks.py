"""A head of service adds a proclaimed day and puts it back: in a real browser, both widths."""

from __future__ import annotations

from datetime import date

import pytest

from people.enums import Role
from tests.factories.accounts import PASSWORD
from tests.factories.people import make_staff
from tests.factories.timescales import make_deadline
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
def test_a_day_proclaimed_and_put_back(open_page: Pages, width: int) -> None:
    head = make_staff(Role.HEAD_OF_SERVICE, name="Adaeze Fictional")
    deadline = make_deadline(start=date(2026, 12, 10))
    page = open_page(width=width)

    def looks_right(name: str) -> None:
        assert_accessible(page)
        assert_reflows(page)
        screenshot(page, f"clocks_{name}_{width}")

    sign_in(page, head.email, PASSWORD)
    page.goto("/clocks/")
    looks_right("rules")
    page.get_by_role("link", name="Local values").click()
    looks_right("values")
    page.get_by_role("link", name="Change Core group, time limit").click()
    page.get_by_role("button", name="Save").click()
    looks_right("value_errors")
    page.goto("/clocks/calendar/?year=2026")
    looks_right("calendar")
    page.get_by_role("link", name="Add a day").or_(
        page.get_by_role("button", name="Add a day")
    ).click()
    page.get_by_label("Proclaimed bank holiday").check()
    page.get_by_label("Day", exact=True).last.fill("14")
    page.get_by_label("Month", exact=True).last.fill("12")
    page.get_by_label("Year", exact=True).last.fill("2026")
    page.get_by_label("Name").fill("Fictional jubilee")
    page.get_by_label("Reason").fill("Proclaimed for a test")
    looks_right("add_day")
    page.get_by_role("button", name="See what it moves").click()
    page.get_by_role("row", name="Initial child protection conference 1").wait_for()
    looks_right("check_day")
    page.get_by_role("button", name="Add the day and move these deadlines").click()
    page.get_by_text("1 open deadline moved.").wait_for()
    looks_right("calendar_added")
    page.goto(f"/clocks/why/{deadline.pk}/")
    page.get_by_text("Fictional jubilee added").wait_for()
    looks_right("why")
    page.goto("/clocks/calendar/?year=2026")
    page.get_by_role("link", name="Put back Fictional jubilee").click()
    page.get_by_label("Reason").fill("Announced in error")
    looks_right("put_back")
    page.get_by_role("button", name="Put it back").click()
    page.get_by_text("1 open deadline moved.").wait_for()
