"""Months, quarters and years to March, and how they are written."""

from __future__ import annotations

import datetime as dt

import pytest

from reporting.period import month_of, parse, quarter_of, year_of


def test_each_knows_its_days_its_code_and_the_one_before() -> None:
    day = dt.date(2026, 2, 28)
    for period, code, first, last, before in (
        (month_of(day), "2026-02", (2026, 2, 1), (2026, 2, 28), "2026-01"),
        (quarter_of(day), "2025-q4", (2026, 1, 1), (2026, 3, 31), "2025-q3"),
        (year_of(day), "2025/26", (2025, 4, 1), (2026, 3, 31), "2024/25"),
    ):
        assert (period.code, period.first, period.last) == (code, dt.date(*first), dt.date(*last))
        assert period.before().code == before
        assert parse(code) == period


def test_a_year_begins_in_april_and_holds_twelve_months() -> None:
    assert year_of(dt.date(2026, 3, 31)).code == "2025/26"
    assert year_of(dt.date(2026, 4, 1)).code == "2026/27"
    codes = [month.code for month in parse("2025-26").months()]
    assert (codes[0], codes[8], codes[9], codes[-1], len(codes)) == (
        "2025-04",
        "2025-12",
        "2026-01",
        "2026-03",
        12,
    )


def test_2012_13_is_a_year_and_2012_12_a_month() -> None:
    assert str(parse("2012-13")) == "year to 31 March 2013"
    assert str(parse("2012-12")) == "December 2012"
    assert str(parse("2011/12")) == "year to 31 March 2012"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026/28",
        "2026-q5",
        "2026-1",
        "x",
        "9999-12",
        "9999/00",
        "1989-12",
    ],
)
def test_what_is_no_period_says_how_to_write_one(code: str) -> None:
    with pytest.raises(ValueError, match="Write a month as 2026-10"):
        parse(code)
