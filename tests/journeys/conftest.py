"""Fixtures of the browser tests. Import what you need from `tests.journeys.browser`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.live import LiveRoom, make_live_room
from tests.journeys import browser
from tests.journeys.live_pages import wait_until_nobody_asks

# Playwright's own event loop runs in the test's thread; Django would take it for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs twice, wide and narrow, runs narrow only with the whole matrix."""
    for item in items:
        call = getattr(item, "callspec", None)
        if call and call.params.get("width") == 360 and "journeys" in item.path.parts:
            item.add_marker(pytest.mark.full)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    yield from browser.chromium()


@pytest.fixture
def open_page(live_server, chromium: Browser) -> Iterator[browser.Pages]:  # type: ignore[no-untyped-def]
    yield from browser.windows(chromium, live_server.url)


@pytest.fixture
def page(open_page: browser.Pages) -> Page:
    return open_page()


@pytest.fixture
def room(transactional_db: None, open_page: browser.Pages) -> Iterator[LiveRoom]:
    yield make_live_room().open("mother", "social_worker", "health", "school", "chair")
    # The room asks twice a second: the tables are emptied only when nobody is asking any more.
    open_page.close()
    wait_until_nobody_asks()


@pytest.fixture
def offline(open_page: browser.Pages) -> browser.Pages:
    """Windows whose network will be cut: the browser may complain of that, and of nothing else."""
    for words in ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "401 (Unauthorized)"):
        open_page.complaints.forgive(words)
    return open_page
