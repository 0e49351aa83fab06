"""The sentences over a chart."""

from __future__ import annotations

from dataclasses import replace

from reporting.charts.control_spec import Aim
from reporting.charts.finding import Told, amount, between, finding
from reporting.charts.spc import p_chart, xmr
from tests.reporting.charts.test_spc import BUCKS

MONTHS = tuple(f"month {number}" for number in range(1, 8))
TO_NOVEMBER = Told(
    name="ICPCs in time",
    when=(*MONTHS, "November 2022"),
    chart=replace(p_chart(BUCKS), points=p_chart(BUCKS).points[:8]),
    unit="%",
    counts=tuple(BUCKS[:8]),
    aim=Aim(85, 75),
    standing="not met",
)


def test_it_says_what_moved_against_the_usual_and_the_target() -> None:
    assert finding(TO_NOVEMBER) == (
        "ICPCs in time fell in November 2022 to 46% (29 of 63), below what usually happens "
        "(54 to 88%). The target is 85%: not met. What changed?"
    )


def test_nothing_is_said_that_is_not_known() -> None:
    few = Told("Plans", ("May 2026", "June 2026"), xmr([3.0, 3.0]))
    assert finding(few) == (
        "Plans stayed at 3 in June 2026. There are too few yet to say what is usual."
    )
    assert finding(replace(few, available=False)) == "Plans: not available for June 2026."
    assert finding(replace(few, chart=xmr([3.0, None]))) == "Plans: none in June 2026."
    assert finding(replace(few, chart=xmr([None, 2.0]))).startswith("Plans stood at 2 in June 2026")


def test_the_half_goes_up() -> None:
    """50 of 400 are 12.5%; Python's own way says 12%, and 6.2 of 6.25."""
    assert amount(100 * 50 / 400, "%") == "13%"
    assert amount(6.25, "") == "6.3"
    assert between(12.5, 88.5, "%") == "13 to 89%"


def test_a_run_is_told_beside_where_the_point_is() -> None:
    chart = xmr([9.0, 12.0, 8.0, 11.0, 3.0, 4.0, 2.0, 4.0, 3.0, 4.0, 3.0])
    told = Told("Forms", tuple("abcdefghijk"), chart)
    assert "It has been below the mean 7 or more times in a row. What changed?" in finding(told)
