"""Every part of the kit, in a real browser: accessible, reflowing, and working."""

import re

import pytest
from playwright.sync_api import Page, expect

from govuk import navigation
from govuk.navigation import NavItem, Question
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", ["/components/", "/components/wide/", "/components/board/"])
def test_every_part_is_accessible_and_reflows(
    open_page: Pages, db: None, width: int, address: str
) -> None:
    page = open_page(width=width)
    page.goto(address)
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"gallery{address.replace('/', '_')}{width}")


@pytest.mark.parametrize("width", [1280, 360])
def test_errors_are_linked_and_what_was_typed_stays(open_page: Pages, db: None, width: int) -> None:
    page = open_page(width=width)
    page.goto("/components/")
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Try it").click()
    expect(page).to_have_title(re.compile("^Error: "))
    summary = page.get_by_role("alert").filter(has_text="There is a problem")
    summary.get_by_role("link", name="Planting date must be a real date").click()
    assert page.evaluate("document.activeElement.id") == "id_planted_on_day"
    assert page.get_by_label("Day").input_value() == "31"
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"gallery_errors_{width}")


def test_an_option_reveals_its_question(page: Page, db: None) -> None:
    page.goto("/components/")
    assert not page.get_by_label("Name the colour").is_visible()
    page.get_by_label("Another colour").check()
    assert page.get_by_label("Name the colour").is_visible()


def test_a_long_list_is_narrowed_by_any_part_of_a_name(page: Page, db: None) -> None:
    page.goto("/components/")
    page.get_by_label("Type part of a name").fill("elan 2")
    options = page.get_by_label("Flower", exact=True).locator("option").all_text_contents()
    assert options == ["Choose a flower", "Élan rose 2"]


def test_a_huge_paste_is_refused_before_it_is_sent_and_stays(page: Page, db: None) -> None:
    page.goto("/components/")
    box = page.get_by_label("The whole story")
    box.fill("ż" * 150_000)
    page.get_by_role("button", name="Try it").click()
    assert page.get_by_text("300 KB, and one box holds 200 KB").is_visible()
    assert len(box.input_value()) == 150_000
    assert page.evaluate("document.activeElement.id") == "id_story"
    expect(page).to_have_title("Components – Chairside")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_navigation_bar_folds_on_a_telephone(
    open_page: Pages, db: None, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    names = ["Today", "Diary", "Families", "Requests", "Clearance", "Reports"]
    three = Question("SELECT 3", ())
    items = [
        NavItem(name, f"/{name.lower()}/", question=three if name == "Clearance" else None)
        for name in names
    ]
    items[1] = NavItem("Diary", "/components/")
    monkeypatch.setattr(navigation, "_providers", {"test": lambda request: items})
    page = open_page(width=width)
    page.goto("/components/wide/")
    if width == 360:
        assert not page.get_by_role("link", name="Families").is_visible()
        page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("link", name="Families").is_visible()
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"navigation_{width}")


def test_on_paper_there_is_no_frame_and_every_tab(page: Page, db: None) -> None:
    page.goto("/components/")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Breadcrumb").is_visible()
    assert not page.get_by_role("button", name="Try it").is_visible()
    assert page.get_by_text("Rehearsal: every family here is made up").is_visible()
    assert page.get_by_role("heading", name="What works").is_visible()


def test_by_keyboard_alone_the_main_part_is_one_step_away(page: Page, db: None) -> None:
    page.goto("/components/wide/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_a_form_with_words_in_it_asks_before_it_is_left(page: Page, db: None) -> None:
    page.goto("/components/")
    page.evaluate("document.querySelector('form[method=post]').dataset.warnUnsaved = ''")
    page.get_by_label("The whole story").press_sequentially("Words")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/components/wide/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    "broken",
    [
        "document.querySelector('input').insertAdjacentHTML('beforebegin', '<input>')",
        "document.body.style.width = '2000px'",
    ],
)
def test_the_checks_themselves_catch_a_broken_page(page: Page, db: None, broken: str) -> None:
    page.goto("/components/")
    page.evaluate(broken)
    with pytest.raises(AssertionError):  # noqa: PT012 - either check may be the one to notice
        assert_accessible(page)
        assert_reflows(page)


def test_the_browser_fails_a_test_on_a_breach_of_the_content_policy(
    open_page: Pages, db: None
) -> None:
    page = open_page()
    page.goto("/components/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\\'color: red\\'>x</p>')"
    )
    page.wait_for_timeout(200)
    assert "Content Security Policy" in open_page.complaints.unforgiven()[0]
    open_page.complaints.lines.clear()
