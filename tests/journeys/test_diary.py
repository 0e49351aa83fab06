"""Business support in the diary: every page accessible, reflowing, printable, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from accounts.models import User
from bookings.models import Absence
from people.enums import Role
from tests.factories import bookings
from tests.factories import conferences as make
from tests.factories.people import PASSWORD, make_staff
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)

pytestmark = pytest.mark.journey


def busy_service() -> User:
    """A conference, a pencil, somebody away and a closed room; the head of service reads it."""
    case = make.make_case("O'Featherby-Żak")
    conference = make.make_booked(case)
    day = conference.booking.day
    bookings.make_afternoon()
    bookings.make_chair("Grace Obi")
    bookings.make_pencil(day=day, minute_taker=bookings.make_minute_taker("Ada Quill"))
    bookings.make_absence(conference.booking.chair.professional, day)
    return make_staff(Role.HEAD_OF_SERVICE)


def addresses() -> list[str]:
    day = bookings.next_monday(1).isoformat()
    room, chair = bookings.make_room(), bookings.make_chair()
    absence = Absence.objects.first()
    assert absence is not None
    return [
        f"/conferences/diary/?on={day}",
        f"/conferences/diary/?on={day}&span=day",
        f"/conferences/diary/?on={day}&by=chair",
        f"/conferences/diary/?on={day}&by=chair&span=day",
        "/conferences/diary/mend/",
        "/conferences/diary/mend/?propose=yes",
        "/conferences/diary/absences/",
        "/conferences/diary/absences/new/",
        f"/conferences/diary/absences/{absence.pk}/",
        "/bookings/free/",
        f"/bookings/free/?earliest_on={day}&due_on={day}&duration_minutes=120",
        "/bookings/places/",
        "/bookings/places/hubs/new/",
        f"/bookings/places/rooms/{room.pk}/",
        "/bookings/places/sessions/new/",
        "/bookings/places/close/",
        "/bookings/places/local-practice/",
        "/bookings/staffing/",
        f"/bookings/staffing/chairs/{chair.pk}/",
        f"/bookings/staffing/{chair.pk}/hours/",
    ]


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_reflows(open_page: Pages, db: None, width: int) -> None:
    reader = busy_service()
    page = open_page(width=width)
    sign_in(page, reader.email, PASSWORD, then="/conferences/diary/")
    for number, address in enumerate(addresses()):
        page.goto(address)
        assert page.get_by_role("heading", level=1).count() == 1, address
        assert_accessible(page)
        assert_reflows(page)
        screenshot(page, f"diary_{number:02}_{width}")


def test_a_telephone_gets_a_list_and_a_desk_a_table(open_page: Pages, db: None) -> None:
    reader, day = busy_service(), bookings.next_monday(1).isoformat()
    for width, tables in ((1280, True), (360, False)):
        page = open_page(width=width)
        sign_in(page, reader.email, PASSWORD, then=f"/conferences/diary/?on={day}")
        assert page.locator("table.diary").first.is_visible() == tables
        assert page.locator(".diary-as-list").first.is_visible() != tables


def test_paper_gets_the_table_without_the_frame(page: Page, db: None) -> None:
    reader, day = busy_service(), bookings.next_monday(1).isoformat()
    sign_in(page, reader.email, PASSWORD, then=f"/conferences/diary/?on={day}")
    page.emulate_media(media="print")
    assert page.locator("table.diary").first.is_visible()
    assert not page.get_by_role("button", name="Print").is_visible()
    assert not page.get_by_role("link", name="Week after").is_visible()


def test_from_an_absence_to_the_smallest_change_by_keyboard(page: Page, db: None) -> None:
    reader = busy_service()
    absence = Absence.objects.get()
    sign_in(page, reader.email, PASSWORD, then=f"/conferences/diary/absences/{absence.pk}/")
    page.get_by_role("button", name="Propose the smallest changes").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/mend/**")
    assert page.get_by_text("New chair: Grace Obi").is_visible()
    page.get_by_role("button", name="Look at this proposal").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/choose/**")
    assert page.get_by_text("Grace Obi").first.is_visible()
