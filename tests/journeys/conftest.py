"""Fixtures of the browser tests. Import what you need from `tests.journeys.browser`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import browser

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
