"""A head of service finds why October is late and reaches the three children."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from conferences.enums import LateReason
from people.enums import Role
from reporting.enums import FactKind
from reporting.models import Target
from tests.factories.accounts import PASSWORD
from tests.factories.people import make_child, make_family, make_staff
from tests.factories.reporting import make_fact
from tests.journeys.browser import assert_accessible, assert_reflows, screenshot, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OCTOBER = dt.date(2022, 10, 12)
LATE = ("Ada", "Ben", "Cleo")


def test_a_head_of_service_finds_why_october_is_late_and_reaches_the_three_children(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What was made here has no record behind it: comparing again would close it.
    for view in ("dashboards", "measures", "drill_down"):
        monkeypatch.setattr(f"reporting.views.{view}.refresh_changed", lambda: None)
    head = make_staff(Role.HEAD_OF_SERVICE)
    make_history()
    Target.objects.create(
        measure="icpc_in_time", from_on=dt.date(2022, 4, 1), value=85, set_by=head
    )
    sign_in(page, head.email, PASSWORD, then="/figures/")
    page.get_by_role("link", name="The service").click()
    expect(page.get_by_role("heading", name="The service")).to_be_visible()
    page.goto("/figures/service/?period=2022-10")
    finding = (
        "Initial conferences held within 15 working days fell in October 2022 to 40% (2 of 5), "
        "within what usually happens (40 to 100%). The target is 85%: not met."
    )
    expect(page.get_by_role("heading", name=finding)).to_be_visible()
    expect(page.get_by_role("img", name=finding)).to_be_visible()
    page.get_by_text("The figures", exact=True).click()
    expect(
        page.get_by_role("row", name="September 2022 100.0% (2 of 2) Too few to judge")
    ).to_be_visible()
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 800})
    assert_reflows(page)
    screenshot(page, "figures_service_narrow")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Late initial conferences, by reason").click()
    expect(page.get_by_role("row", name=f"{LateReason.NO_CHAIR.label} 3")).to_be_visible()
    page.get_by_role("link", name="The children behind this figure").click()
    for name in LATE:
        expect(page.get_by_role("link", name=f"{name} Testwood")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(1 + len(LATE))
    page.get_by_role("link", name="Ada Testwood").click()
    expect(page.get_by_role("heading", name="Ada Testwood")).to_be_visible()


def make_history() -> None:
    """Two in time each month; in October three more, late because no chair was free."""
    for months in range(12):
        year, month = divmod(OCTOBER.year * 12 + OCTOBER.month - 1 - months, 12)
        day = dt.date(year, month + 1, 12)
        for _ in range(2):
            make_conference(day, days=14)
    for name in LATE:
        make_conference(OCTOBER, days=19, name=name, reason=LateReason.NO_CHAIR)


def make_conference(on: dt.date, *, days: int, name: str = "", reason: str = "") -> None:
    child = make_child(f"{name} Testwood", family=make_family("Testwood")) if name else None
    make_fact(
        FactKind.INITIAL, on, child=child, code="initial", days=days,
        clock_from=on - dt.timedelta(days=28), codes=["child_protection", reason, ""],
    )  # fmt: skip
