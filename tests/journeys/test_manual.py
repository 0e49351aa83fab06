"""Takes the pictures of docs/manual.md, so that the manual shows the screens as they are.

`WRITE_SCREENSHOTS=1` keeps them in docs/screenshots, each beside what it says. Without it what the
screen says is compared with what is kept, headings and buttons to the letter, of the other words of
the interface nine in ten: a page that says something else by now has a stale picture. They are all
taken on one made-up day, so that no date and no age makes one stale.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, expect

from conferences.enums import ConferenceState, RequestState
from conferences.models import Conference, ConferenceRequest
from disclosure.models import Pack
from disclosure.tasks import prepare_pack
from rehearsal.past import as_if
from rehearsal.staff import DEMO_STAFF, PASSWORD
from tests.journeys.browser import Pages, sign_in

DOCS = Path(settings.BASE_DIR) / "docs"
THE_DAY = dt.date(2026, 11, 18)
EMAILS = {str(member.role): member.email for member in DEMO_STAFF}


@pytest.fixture
def rehearsal(transactional_db: None) -> Iterator[None]:
    with as_if(THE_DAY):
        call_command("load_rehearsal", children=20, years=0, seed=1, verbosity=0)
        yield


def _conference(state: ConferenceState) -> int:
    mine = Conference.objects.filter(state=state, chair__user__email=EMAILS["principal_officer"])
    return int(mine.values_list("pk", flat=True)[0])


def _to_book() -> int:
    return int(
        Conference.objects.filter(state=ConferenceState.TO_BOOK).values_list("pk", flat=True)[0]
    )


def _to_screen() -> int:
    waiting = ConferenceRequest.objects.filter(state=RequestState.SUBMITTED)
    return int(waiting.values_list("pk", flat=True)[0])


def _pack() -> int:
    pack = Pack.objects.filter(
        kind="outline_plan", record__conference__pk=_conference(ConferenceState.CLOSED)
    )[0]
    prepare_pack(pack.pk)
    return int(pack.pk)


PICTURES = {
    "start-page": ("principal_officer", lambda: "/"),
    "screening": ("duty_principal_officer", lambda: f"/conferences/duty/{_to_screen()}/"),
    "find-a-slot": ("business_support", lambda: f"/conferences/{_to_book()}/book/"),
    "live-room": (
        "principal_officer",
        lambda: f"/conferences/{_conference(ConferenceState.IN_SESSION)}/live/",
    ),
    "pack": ("principal_officer", lambda: f"/packs/{_pack()}/"),
    "on-a-plan": ("emergency_duty", lambda: "/on-a-plan/"),
}


# Not of the interface: what one person has to do on the day, and names in the order of their keys.
TITLES = (
    ":is(h1, h2, h3, button, .govuk-button, summary):visible:not(.desk-needs *, [data-audience])"
)
WORDED = ":is(th, label, legend, nav a, dt):not(.desk-needs *)"
ALIKE = 0.9


def taken(page: Page, name: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
    said = [*sorted(titles_on(page)), "", *sorted(words_on(page))]
    (folder / f"{name}.txt").write_text("\n".join(said) + "\n")


def kept(name: str) -> tuple[set[str], set[str]]:
    titles, _, words = (DOCS / "screenshots" / f"{name}.txt").read_text().partition("\n\n")
    return set(titles.splitlines()), set(words.split())


def titles_on(page: Page) -> set[str]:
    """Each heading and each button, to the letter."""
    return {" ".join(text.split()) for text in page.locator(TITLES).all_inner_texts()} - {""}


def words_on(page: Page) -> set[str]:
    """The other words of the interface: no numbers."""
    said = page.locator(WORDED).all_inner_texts()
    return {word for text in said for word in re.findall(r"[a-z]{3,}", text.lower())}


def likeness(now: set[str], kept: set[str]) -> float:
    """1: the same words; 0: none in common."""
    return len(now & kept) / len(now | kept)


@pytest.mark.full
@pytest.mark.journey
def test_every_picture_of_the_manual_can_be_taken(
    open_page: Pages, rehearsal: None, tmp_path: Path
) -> None:
    folder = DOCS / "screenshots" if os.environ.get("WRITE_SCREENSHOTS") else tmp_path
    signed_in: dict[str, Page] = {}
    for name, (role, address) in PICTURES.items():
        page = signed_in.get(role)
        if page is None:
            page = signed_in[role] = open_page()
            sign_in(page, EMAILS[role], PASSWORD)
        page.goto(address())
        page.wait_for_load_state("networkidle") if name != "live-room" else None
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if name == "live-room":
            expect(page.get_by_text("Saved", exact=True)).to_be_visible()
        taken(page, name, folder)
        titles, words = kept(name)
        assert titles_on(page) == titles, f"{name} is stale: WRITE_SCREENSHOTS=1"
        assert likeness(words_on(page), words) >= ALIKE, f"{name} is stale: WRITE_SCREENSHOTS=1"


def test_the_manual_shows_the_pictures_that_are_taken_and_no_others() -> None:
    shown = set()
    for text in [DOCS / "manual.md", Path(settings.BASE_DIR) / "README.md"]:
        shown |= set(re.findall(r"screenshots/([\w-]+)\.png", text.read_text()))
    kept = {path.stem for path in (DOCS / "screenshots").glob("*.png")}
    assert shown == set(PICTURES) == kept
