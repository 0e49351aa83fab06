"""The live room as a test drives it: sign in, type, look at what the device keeps."""

from __future__ import annotations

import time

from django.db import connection
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from disclosure.models import Passage
from tests.factories.accounts import PASSWORD
from tests.factories.live import LiveRoom
from tests.journeys.browser import PATIENCE, Pages

COUNT_KEPT = """async () => {
    const open = await new Promise((yes) => {
        const ask = indexedDB.open("chairside-live");
        ask.onsuccess = () => yes(ask.result);
    });
    const rows = await Promise.all(["lines", "drafts"].map((store) => new Promise((yes) => {
        const ask = open.transaction(store).objectStore(store).getAll();
        ask.onsuccess = () => yes(ask.result);
    })));
    const text = (bytes) => new TextDecoder().decode(bytes);
    return rows.flat().map((row) => [Object.keys(row).sort().join(), text(row.data)]);
}"""


def wait_until_nobody_asks() -> None:
    busy = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND state <> 'idle' AND pid <> pg_backend_pid()"
    )
    give_up_at = time.monotonic() + PATIENCE / 1000
    with connection.cursor() as cursor:
        cursor.execute(busy)
        while cursor.fetchone()[0] and time.monotonic() < give_up_at:
            time.sleep(0.05)
            cursor.execute(busy)


def enter(page: Page, room: LiveRoom, who: User | None = None) -> None:
    live = f"/conferences/{room.conference.pk}/live/"
    page.goto(f"/accounts/login/?next={live}")
    give_password(page, who or room.chair)
    page.wait_for_url(f"**{live}")
    expect(status(page)).to_have_text("Saved")


def give_password(page: Page, who: User) -> None:
    page.get_by_label("Email address").fill(who.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def status(page: Page) -> Locator:
    return page.locator("[data-status]")


def words(page: Page) -> Locator:
    return page.get_by_label("Words", exact=True)


def write(page: Page, text: str) -> None:
    words(page).fill(text)
    words(page).press("Enter")


def line(page: Page, text: str) -> Locator:
    return page.locator("[data-passage]", has_text=text)


def kept(page: Page) -> list[list[str]]:
    """What the device holds: the names of the columns and the ciphertext as text."""
    return page.evaluate(COUNT_KEPT)  # type: ignore[no-any-return]


def wait_until_kept(page: Page, count: int) -> None:
    """So many rows, and no longer rewritten: a draft is kept anew at every key."""
    give_up_at = time.monotonic() + PATIENCE / 1000
    before: list[list[str]] = []
    now = kept(page)
    while (len(now) != count or now != before) and time.monotonic() < give_up_at:
        page.wait_for_timeout(250)
        before, now = now, kept(page)
    assert len(now) == count


def texts(room: LiveRoom) -> list[str]:
    passages = Passage.objects.filter(record=room.conference.record).order_by("seq")
    return list(passages.values_list("text", flat=True))


def wait_for_texts(page: Page, room: LiveRoom, *expected: str) -> None:
    give_up_at = time.monotonic() + PATIENCE / 1000
    while texts(room) != list(expected) and time.monotonic() < give_up_at:
        page.wait_for_timeout(100)
    assert texts(room) == list(expected)


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def new_tab(pages: Pages, context: BrowserContext) -> Page:
    page = context.new_page()
    pages.complaints.listen_to(page)
    return page


def change_to(page: Page, text: str) -> None:
    page.get_by_label("Change this line").fill(text)
    page.get_by_label("Change this line").press("Enter")
