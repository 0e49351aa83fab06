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


def test_an_axis_of_few_children_is_drawn_without_halves() -> None:
    chart = xmr([0, 2, 0, 1, 2, 0])
    labels = tuple((f"M{number}", "2025") for number in range(6))
    drawn = drawing.svg(control_spec(Picture(chart, labels, False), look.WIDE), title="Few")
    assert re.findall(r">(\d\.\d)<", drawn.decode()) == []
