"""A real browser for the journeys: Debian's Chromium driven by Playwright, strict by default.

Use the `page` fixture (1280 px wide) or `open_page(width=360)`. A test fails on any console error,
page error, failed request to this site or breach of the content security policy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("SCREENSHOT_DIR")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# A page that is slow is not wrong: the first of all loads every view and template.
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_path() -> str:
    """Debian's Chromium; raises with what to install when it is missing."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        raise RuntimeError("Browser tests need Chromium: apt-get install chromium")
    return found


def chromium() -> Iterator[Browser]:
    """For a fixture: one browser for many tests, each in windows of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Complaints:
    """What the browser grumbled about. A test may forgive a line it provokes on purpose."""

    lines: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def forgive(self, part_of_line: str) -> None:
        self.forgiven.append(part_of_line)

    def unforgiven(self) -> list[str]:
        return [line for line in self.lines if not any(part in line for part in self.forgiven)]

    def listen_to(self, page: Page) -> None:
        page.on(
            "console",
            lambda line: self.lines.append(line.text) if line.type == "error" else None,
        )
        page.on("pageerror", lambda error: self.lines.append(str(error)))


class Pages:
    """Opens windows in one browser; each has its own cookies unless it shares a context."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser = browser
        self.base_url = base_url
        self.complaints = Complaints()
        self._contexts: list[BrowserContext] = []

    def __call__(self, *, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = self.browser.new_context(
            base_url=self.base_url,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        self.complaints.listen_to(page)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def windows(browser: Browser, base_url: str) -> Iterator[Pages]:
    """For a fixture: windows on the live server, and a failure if the browser complained."""
    pages = Pages(browser, base_url)
    try:
        yield pages
    finally:
        pages.close()
    complaints = pages.complaints.unforgiven()
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


def sign_in(page: Page, email: str, password: str, *, then: str = "/") -> None:
    """Through the real form, arriving at `then`."""
    page.goto(f"/accounts/login/?{urlencode({'next': then})}")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def sign_out(page: Page) -> None:
    """Press it and wait until it is done: unsent words are asked about first."""
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()


def assert_accessible(page: Page, *, without: Callable[[str], bool] = lambda rule: False) -> None:
    """No axe violation of WCAG 2.2 AA or axe's best practice. `without` skips a rule by name."""
    found = breaches(page, without=without)
    assert found == [], "\n".join(found)


def breaches(page: Page, *, without: Callable[[str], bool] = lambda rule: False) -> list[str]:
    """Each axe violation of WCAG 2.2 AA or axe's best practice, in words."""
    # A click waits until the next page begins to arrive, not until its body is there.
    page.wait_for_load_state()
    # Through the debugger, so that the page's own content policy stays as strict as it is.
    page.evaluate(AXE.read_text())
    # Only what is broken: to tell each element that is not takes axe most of its time.
    violations = page.evaluate(
        "tags => axe.run(document,"
        " {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
        ".then(report => report.violations)",
        WCAG,
    )
    return [
        f"{rule['id']}: {rule['help']} at {node['target']}: {node['html'][:160]}"
        for rule in violations
        if not without(rule["id"])
        for node in rule["nodes"]
    ]


def assert_reflows(page: Page) -> None:
    """Nothing but a marked scrolling region is wider than the window (WCAG 1.4.10)."""
    found = too_wide(page)
    assert found == [], "\n".join(found)


# What is wrong stays wrong: after a change of width tables turn into cards, and pictures into
# narrow ones, a moment later on a busy machine.
TOO_WIDE = """async () => {
    const whole = document.documentElement;
    const isCut = (one) => innerWidth <= 640 && one.scrollWidth > one.clientWidth;
    const cut = () => [...document.querySelectorAll(".chairside-stack")].filter(isCut);
    const look = () => [whole.scrollWidth - whole.clientWidth, cut().map((one) => one.ariaLabel)];
    let found = look();
    for (let moments = 0; moments < 20 && (found[0] > 0 || found[1].length); moments += 1) {
        await new Promise((later) => setTimeout(later, 100));
        found = look();
    }
    return found;
}"""


def too_wide(page: Page) -> list[str]:
    """What must be scrolled sideways: the page, or on a telephone a table that is read as cards."""
    wider, cut = page.evaluate(TOO_WIDE)
    found = [f"read as cards, it still scrolls sideways: {label}" for label in cut]
    return found + ([f"{wider} px wider than its window"] if wider > 0 else [])


def screenshot(page: Page, name: str) -> None:
    """The whole page, to look at, in SCREENSHOT_DIR; drawn only where somebody names one."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
