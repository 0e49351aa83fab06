"""No axis of children has halves on it."""

from __future__ import annotations

import re

import pytest

from reporting.charts import drawing, look
from reporting.charts.control_spec import Picture, control_spec
from reporting.charts.spc import xmr


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1, [0, 1]),
        (0, 2, [0, 1, 2]),
        (0, 2.6, [0, 1, 2]),
        (0, 16, [0, 5, 10, 15]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (13, 17, [13, 14, 15, 16, 17]),
        (520, 760, [550, 600, 650, 700, 750]),
    ],
)
def test_ticks_are_whole_and_about_five(low: float, high: float, ticks: list[int]) -> None:
    assert look.whole_ticks(low, high) == ticks


@pytest.mark.parametrize(
    ("values", "percent", "drawn"),
    [
        ([0, 2, 0, 1, 2, 0], False, ["0", "1", "2"]),
        ([0, 10, 0, 20, 10, 0], False, ["0", "5", "10", "15", "20"]),
        ([0, 100, 100, 0, 100, 100], True, ["0%", "20%", "40%", "60%", "80%", "100%"]),
    ],
)
def test_every_tick_of_an_axis_is_drawn_and_none_is_half(
    values: list[float | None], *, percent: bool, drawn: list[str]
) -> None:
    labels = tuple((f"M{number}", "2025") for number in range(6))
    spec = control_spec(Picture(xmr(values), labels, percent), look.WIDE)
    written = drawing.svg(spec, title="Few").decode()
    assert re.findall(r">(\d[\d.]*%?)</text>", written.replace("2025", "")) == drawn
