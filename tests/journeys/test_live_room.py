"""The live room in a real browser: no word is lost, and the screen says so truthfully."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.factories.accounts import PASSWORD
from tests.factories.live import LiveRoom, make_live_room
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot

pytestmark = pytest.mark.journey


@pytest.fixture
def room(transactional_db: None) -> LiveRoom:
    return make_live_room().open("mother", "social_worker", "health", "school", "chair")


def enter(page: Page, room: LiveRoom, who: User | None = None) -> None:
    live = f"/conferences/{room.conference.pk}/live/"
    page.goto(f"/accounts/login/?next={live}")
    page.get_by_label("Email address").fill((who or room.chair).email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{live}")
    expect(status(page)).to_have_text("Saved")


def status(page: Page):  # type: ignore[no-untyped-def]
    return page.locator("[data-status]")


def write(page: Page, text: str) -> None:
    box = page.get_by_label("Words")
    box.fill(text)
    box.press("Enter")


@pytest.mark.parametrize("width", [1280, 360])
def test_is_accessible_and_reflows(open_page: Pages, room: LiveRoom, width: int) -> None:
    page = open_page(width=width)
    enter(page, room)
    write(page, "Ty'rese saw his dad shout and break the door.")
    page.get_by_label("Write under").select_option("plan")
    page.get_by_label("Who does it").select_option(label="Sorrel Worker (Children's social care)")
    page.get_by_label("By when", exact=True).fill("2027-01-04")
    write(page, "Sorrel will visit every week and see the boys on their own.")
    expect(status(page)).to_have_text("Saved")
    expect(page.get_by_text("Sorrel will visit every week")).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"live_room_{width}")
    page.screenshot(path=f"var/screenshots/live_room_window_{width}.png")
