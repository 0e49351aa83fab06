"""The keyboard as a test uses it: Tab until the wanted control has the focus, then its own keys.

Nothing here clicks, fills or focuses by script. At every stop the focus must be seen: drawn, and
not wholly behind something that stays in its place (WCAG 2.4.7 and 2.4.11).
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.factories.accounts import PASSWORD
from tests.journeys.browser import Pages

FOCUS_COLOUR = "rgb(255, 221, 0)"
LONGEST_WAY = 100  # stops
# Why nobody sees where the focus is, in words; nothing when it is seen.
UNSEEN = """(colour) => {
    const it = document.activeElement;
    if (!it || it === document.body) return "";
    const isDrawn = (element, part) => {
        if (!element) return false;
        const style = getComputedStyle(element, part);
        const outline = style.outlineStyle === "none" ? "none" : style.outlineColor;
        if (!["none", "rgba(0, 0, 0, 0)"].includes(outline)) return true;
        return `${style.backgroundColor} ${style.boxShadow}`.includes(colour);
    };
    const box = it.getClientRects()[0];
    const own = [it, ...(it.labels || [])];
    const isOnTop = ([across, down]) => {
        const [x, y] = [box.x + box.width * across, box.y + box.height * down];
        const top = document.elementFromPoint(x, y);
        return top && (own.some((each) => each.contains(top)) || top.contains(it));
    };
    const named = `${it.tagName} “${(it.innerText || it.id || "").slice(0, 60)}”`;
    // A radio button or a checkbox shows it on the label beside it.
    if (!isDrawn(it) && !isDrawn(it.nextElementSibling, "::before")) return `not drawn: ${named}`;
    const places = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]];
    return box && places.some(isOnTop) ? "" : `hidden behind something: ${named}`;
}"""


def sign_in_by_keyboard(open_page: Pages, user: User, then: str = "/") -> Page:
    page = open_page()
    page.goto(f"/accounts/login/?{urlencode({'next': then})}")
    type_into(page, page.get_by_label("Email address"), user.email)
    type_into(page, page.get_by_label("Password", exact=True), PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    return page


def tab_to(page: Page, wanted: Locator, *, key: str = "Tab") -> None:
    """Press Tab, or Shift and Tab, until what is wanted has the focus."""
    focused = wanted.and_(page.locator(":focus"))
    for _ in range(LONGEST_WAY):
        page.keyboard.press(key)
        unseen = page.evaluate(UNSEEN, FOCUS_COLOUR)
        assert not unseen, unseen
        if focused.count():
            return
    raise AssertionError(f"{key}, {LONGEST_WAY} times, does not lead to {wanted}")


def press(page: Page, wanted: Locator, *, key: str = "Tab") -> None:
    tab_to(page, wanted, key=key)
    page.keyboard.press("Enter")


def follow(page: Page, wanted: Locator, *, key: str = "Tab") -> None:
    """A link or a button that leads to another page."""
    tab_to(page, wanted, key=key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow_button(page: Page, name: str, *, key: str = "Tab") -> None:
    follow(page, page.get_by_role("button", name=name, exact=True), key=key)


def type_into(page: Page, box: Locator, text: str) -> None:
    tab_to(page, box)
    page.keyboard.type(text)


def type_date(page: Page, legend: str, day: dt.date) -> None:
    group = page.get_by_role("group", name=legend)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        type_into(page, group.get_by_label(label), str(number))


def tick(page: Page, box: Locator) -> None:
    """The first radio button of a group, or a checkbox."""
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def choose_from(page: Page, first: Locator, wanted: Locator) -> None:
    """A radio button further down in its group, with the arrows."""
    tab_to(page, first)
    for _ in range(LONGEST_WAY):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not lead to {wanted}")


def pick(page: Page, box: Locator, words: str) -> None:
    """Of a list, the first option with these words, with the arrows."""
    tab_to(page, box)
    chosen = box.locator("option:checked")
    for _ in range(LONGEST_WAY):
        if words in (chosen.text_content() or ""):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not lead to “{words}”")
