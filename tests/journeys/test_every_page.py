"""Every page of the matrix in a real browser: accessible, within 360 px, and whole on paper.

Each is opened by somebody who may, with a rehearsal in the database and what the matrix makes for
it; what shows only in a moment of its own is in `tests/journeys/moments.py`. A page that is neither
is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page as Window

from accounts.models import User
from people.enums import Role
from tests.consistency.page_matrix import Case, Page, nobody
from tests.consistency.pages import all_pages
from tests.journeys.browser import Pages, breaches, too_wide
from tests.journeys.moments import MOMENTS
from tests.journeys.paper import wrong_on_paper

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGES = [page for page in all_pages() if page.opens is not nobody]
SHOWN = (200, 409)  # a page, or one that says why there is nothing to show
ROLES = sorted({next(role for role in Role if page.opens(role, "caseload")) for page in PAGES})


def readers(page: Page) -> list[Role]:
    """The first who may open it; the start page is another for everybody."""
    mine = [role for role in Role if page.opens(role, "caseload")]
    return mine if page.name == "desk:home" else mine[:1]


class Eyes:
    """A window, and who looks through it."""

    def __init__(self, window: Window, base_url: str) -> None:
        self.window, self.base_url = window, base_url
        self.client = Client()

    def become(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        session = self.client.cookies["sessionid"]
        cookie = {"name": session.key, "value": session.value, "url": self.base_url}
        self.window.context.add_cookies([cookie])  # type: ignore[list-item]

    def faults(self, name: str, address: str) -> Iterator[str]:
        answer = self.client.get(address)
        if _is_no_page(answer):
            return
        if answer.status_code not in SHOWN:
            yield f"{name}: not looked at, it answers {answer.status_code}; see MOMENTS"
            return
        for fault in self._look(address):
            yield f"{name}: {fault}"

    def _look(self, address: str) -> Iterator[str]:
        self.window.set_viewport_size({"width": 1280, "height": 900})
        self.window.goto(address)
        yield from breaches(self.window)
        yield from wrong_on_paper(self.window)
        self.window.set_viewport_size({"width": 360, "height": 740})
        yield from (f"at 360 px, {each}" for each in too_wide(self.window))


def _is_no_page(answer: HttpResponse) -> bool:
    """A file, a picture, an answer to a script, a part of another page."""
    if answer.status_code in {301, 302, 303}:
        return False
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    return not is_html or b"<html" not in answer.content[:2000]


def is_looked_at(page: Page) -> bool:
    """Not what has a moment of its own, nor files that the matrix asks for where there are none."""
    return page.name not in MOMENTS and page.ok != (404,)


@pytest.fixture
def eyes(open_page: Pages) -> Eyes:
    call_command("load_rehearsal", children=8, years=0, seed=1, verbosity=0)
    open_page.complaints.forgive("409 (Conflict)")
    return Eyes(open_page(), open_page.base_url)


@pytest.mark.full
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible_fits_a_telephone_and_is_whole_on_paper(
    eyes: Eyes, role: Role
) -> None:
    case = Case(role, "caseload")
    assert case.child
    assert case.home
    mine = [page for page in PAGES if role in readers(page) and is_looked_at(page)]
    for page in mine:
        page.kwargs(case)  # made before, so that every list has a row
    eyes.become(case.user)
    found = [
        fault
        for page in mine
        for fault in eyes.faults(page.name, reverse(page.name, kwargs=page.kwargs(case)))
    ]
    assert not found, "\n".join(found)


@pytest.mark.full
def test_every_page_that_has_a_moment_of_its_own_is_too(eyes: Eyes) -> None:
    found = []
    for name, moment in MOMENTS.items():
        reader, address = moment()
        eyes.become(reader)
        found += list(eyes.faults(name, address))
    assert not found, "\n".join(found)


def test_no_moment_is_of_a_page_that_is_gone() -> None:
    assert set(MOMENTS) <= {page.name for page in PAGES}
