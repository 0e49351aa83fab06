"""What a page would look like on paper: no frame around it, nothing cut off."""

from __future__ import annotations

from playwright.sync_api import Page

A4 = {"width": 680, "height": 960}  # what the margins leave, in CSS pixels
# What is wrong stays wrong: a busy machine lays a page out for paper a moment after it was asked.
LOOK = """async () => {
    const shown = (it) => {
        const box = it.getBoundingClientRect();
        return it.checkVisibility() && box.width > 1 && box.height > 1;
    };
    const told = (it) => it.outerHTML.slice(0, 160).replace(/\\s+/g, " ");
    const frame = "nav, footer, button, .govuk-button, .govuk-skip-link, .govuk-back-link";
    const look = () => {
        const left = [...document.querySelectorAll(frame)].filter(shown);
        const words = [...document.querySelectorAll("main, main *")].filter(shown);
        const hidden = words.filter((it) =>
            getComputedStyle(it).overflowX !== "visible" && it.scrollWidth > it.clientWidth + 1);
        const edge = document.documentElement.clientWidth + 1;
        const beyond = words.filter((it) => it.getBoundingClientRect().right > edge);
        return { left: left.map(told), cut: [...hidden, ...beyond.slice(0, 2)].map(told) };
    };
    let found;
    for (let moments = 0; moments < 20; moments += 1) {
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
        found = look();
        if (!found.left.length && !found.cut.length) break;
        await new Promise((later) => setTimeout(later, 100));
    }
    return found;
}"""


def wrong_on_paper(page: Page) -> list[str]:
    """Each thing that belongs to the screen and is printed, or is cut off at the paper's edge."""
    size = page.viewport_size
    assert size is not None
    page.emulate_media(media="print")
    page.set_viewport_size(A4)  # type: ignore[arg-type]
    seen = page.evaluate(LOOK)
    page.emulate_media(media="screen")
    page.set_viewport_size(size)
    return [
        *(f"printed, though it belongs to the screen: {each}" for each in seen["left"]),
        *(f"cut off on paper: {each}" for each in seen["cut"]),
    ]
