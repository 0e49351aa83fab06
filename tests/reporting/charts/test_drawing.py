"""Drawn here, with our letters, and never after a late fork."""

from __future__ import annotations

import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reporting.charts import drawing, look
from reporting.charts.control_spec import Aim, Picture, control_spec
from reporting.charts.spc import p_chart, xmr
from tests.reporting.charts.test_spc import BUCKS

LABELS = tuple((f"M{number}", "2022") for number in range(12))
SPEC = control_spec(Picture(p_chart(BUCKS), LABELS, True, Aim(85)), look.NARROW)


def test_a_drawing_stands_by_itself_says_what_it_shows_and_is_drawn_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = drawing.svg(SPEC, title="Fell to 46% & <below>")
    root = ElementTree.fromstring(drawn)
    assert root[0].text == "Fell to 46% & <below>"
    text = drawn.decode()
    for words in ("Target 85%", "Outside what usually happens", "font/woff2"):
        assert words in text
    assert root.get("width") == "320"
    assert "http://" not in text.replace("http://www.w3.org/", "")
    assert drawing.png(SPEC)[1:4] == b"PNG"
    monkeypatch.setattr(drawing, "_converter", lambda: pytest.fail("drawn twice"))
    assert drawing.svg(SPEC, title="Fell to 46% & <below>") == drawn


def test_a_child_forked_after_a_drawing_is_refused_and_does_not_hang(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawing._converter()
    monkeypatch.setattr(drawing.os, "getpid", lambda: 1)
    with pytest.raises(drawing.ForkedTooLate):
        drawing.png(SPEC)


def test_words_beside_lines_stand_apart_and_below_the_top() -> None:
    """Mean, target, England and similar areas may all be close to 100%."""
    heights = [214.0, 212.0, 100.0, 205.0]
    lifts = look.apart(heights, 15, 214)
    assert [height + lift for height, lift in zip(heights, lifts, strict=True)] == [
        *(214.0, 199.0, 100.0, 184.0)
    ]


@pytest.mark.parametrize("count", [0, 3, 300])
def test_a_year_in_which_nothing_changed_is_drawn(count: int) -> None:
    picture = Picture(xmr([count] * 12), LABELS, False, None)
    assert drawing.svg(control_spec(picture, look.NARROW), title="Same").startswith(b"<svg")


def test_loading_the_module_does_not_start_the_engine() -> None:
    """The master of web and queue loads every module before it forks its workers."""
    tree = ast.parse(Path(drawing.__file__).read_text())
    at_once = [
        ast.unparse(each) for each in tree.body if isinstance(each, ast.Import | ast.ImportFrom)
    ]
    assert not any("vl_convert" in each for each in at_once)
