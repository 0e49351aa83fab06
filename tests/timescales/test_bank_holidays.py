"""England's bank holidays: published as published, and the pattern beyond."""

from __future__ import annotations

from datetime import date

import pytest

from tests.timescales import oracle
from timescales.bank_holidays import FIRST_YEAR, LAST_YEAR, england, statutory_pattern
from timescales.enums import DayKind

# Years in which a day was moved or added by proclamation, so the pattern alone is wrong.
PROCLAIMED_YEARS = {2012, 2020, 2022, 2023}


def holidays(year: int) -> list[date]:
    return sorted(day for day in england().holidays if day.year == year)


@pytest.mark.parametrize("year", range(2012, 2029))
def test_published_years_equal_the_typed_list(year: int) -> None:
    assert holidays(year) == [day for day in oracle.HOLIDAYS if day.year == year]


@pytest.mark.parametrize("year", sorted(set(range(2012, 2029)) - PROCLAIMED_YEARS))
def test_the_pattern_gives_every_year_without_a_proclamation(year: int) -> None:
    assert sorted(day for day, _ in statutory_pattern(year)) == holidays(year)


@pytest.mark.parametrize("year", sorted(PROCLAIMED_YEARS))
def test_the_pattern_cannot_foresee_a_proclamation(year: int) -> None:
    assert sorted(day for day, _ in statutory_pattern(year)) != holidays(year)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_every_year_has_eight_weekdays_at_least(year: int) -> None:
    found = holidays(year)
    assert len(found) >= 8
    assert all(day.weekday() < 5 for day in found)


def test_every_christmas_is_two_days_off_whatever_the_weekday() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        days = dict(reversed(pair) for pair in statutory_pattern(year))
        christmas, boxing = days["Christmas Day"], days["Boxing Day"]
        assert {christmas.weekday(), boxing.weekday()} <= {0, 1, 2, 3, 4}
        assert christmas != boxing


def test_days_after_the_published_list_say_so() -> None:
    calendar = england()
    assert calendar.published_to == date(2028, 12, 31)
    assert calendar.holidays[date(2029, 12, 25)].kind == DayKind.EXPECTED_HOLIDAY
    assert calendar.holidays[date(2028, 12, 25)].kind == DayKind.BANK_HOLIDAY


def test_one_offs_before_the_published_list() -> None:
    calendar = england()
    assert not calendar.is_working_day(date(2011, 4, 29))
    assert calendar.is_working_day(date(2002, 5, 27))
    assert not calendar.is_working_day(date(2002, 6, 4))
    assert calendar.is_working_day(date(1995, 5, 1))
