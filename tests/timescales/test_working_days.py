"""Working days against an independent calculation, and the vectors of the practice reference."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.timescales import oracle
from timescales.bank_holidays import england
from timescales.enums import DayKind
from timescales.working_days import (
    Calendar,
    ClosedDay,
    add_working_days,
    london_date,
    working_day_on_or_before,
    working_days_between,
)

DAYS = st.dates(min_value=oracle.FIRST, max_value=oracle.LAST)
COUNTS = st.integers(min_value=1, max_value=60)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-05-06", 15, "2025-05-28"),
        ("2025-12-10", 15, "2026-01-05"),
        ("2026-03-25", 15, "2026-04-17"),
        ("2026-11-20", 15, "2026-12-11"),
        ("2026-11-21", 15, "2026-12-11"),
        ("2026-12-18", 10, "2027-01-06"),
    ],
)
def test_vectors(start: str, count: int, end: str) -> None:
    found = add_working_days(date.fromisoformat(start), count, england())
    assert found == date.fromisoformat(end)


@given(start=DAYS, count=COUNTS)
@example(start=date(2028, 12, 5), count=15)  # over the last Christmas that is published
def test_forward_equals_the_independent_calculation(start: date, count: int) -> None:
    end = oracle.add(start, count)
    assume(end <= oracle.LAST)
    assert add_working_days(start, count, england()) == end


@given(start=st.dates(min_value=date(2012, 6, 1), max_value=oracle.LAST), count=COUNTS)
def test_backward_equals_the_independent_calculation(start: date, count: int) -> None:
    assert add_working_days(start, -count, england()) == oracle.add(start, -count)


@given(start=DAYS, gap=st.integers(min_value=0, max_value=180))
def test_between_equals_the_independent_calculation(start: date, gap: int) -> None:
    end = date.fromordinal(start.toordinal() + gap)
    assume(end <= oracle.LAST)
    assert working_days_between(start, end, england()) == oracle.between(start, end)


@given(start=DAYS, count=st.integers(min_value=-60, max_value=60))
def test_between_undoes_adding(start: date, count: int) -> None:
    end = add_working_days(start, count, england())
    assert working_days_between(start, end, england()) == count


def test_the_same_day_is_zero() -> None:
    day = date(2026, 11, 20)
    assert working_days_between(day, day, england()) == 0
    assert add_working_days(date(2026, 11, 21), 0, england()) == date(2026, 11, 21)


@given(start=DAYS, count=COUNTS)
def test_a_weekend_start_counts_as_the_friday_before(start: date, count: int) -> None:
    friday = date.fromordinal(start.toordinal() - (start.weekday() - 4))
    saturday = date.fromordinal(friday.toordinal() + 1)
    calendar = england()
    assert add_working_days(friday, count, calendar) == add_working_days(saturday, count, calendar)


@given(start=DAYS, count=COUNTS)
def test_no_due_date_falls_on_a_closed_day(start: date, count: int) -> None:
    end = add_working_days(start, count, england())
    assume(end <= oracle.LAST)
    assert end.weekday() < 5
    assert end not in oracle.HOLIDAYS


@given(day=DAYS)
def test_on_or_before_never_goes_forward(day: date) -> None:
    found = working_day_on_or_before(day, england())
    assert found <= day
    assert england().is_working_day(found)
    assert oracle.between(found, day) == 0


def closed(day: date, kind: DayKind) -> ClosedDay:
    return ClosedDay(day, "Fictional day", kind)


def test_a_proclaimed_day_stops_the_clock() -> None:
    extra = date(2026, 12, 2)
    calendar = england().with_closed([closed(extra, DayKind.PROCLAIMED)])
    start = date(2026, 11, 20)
    assert add_working_days(start, 15, calendar) == oracle.add(start, 15, (extra,))
    assert add_working_days(start, 15, calendar) == date(2026, 12, 14)


def test_a_local_closure_stops_only_a_clock_that_follows_it() -> None:
    shut = date(2026, 12, 2)
    calendar = england().with_closed([closed(shut, DayKind.LOCAL_CLOSURE)])
    start = date(2026, 11, 20)
    assert add_working_days(start, 15, calendar) == date(2026, 12, 11)
    assert add_working_days(start, 15, calendar.following_closures()) == date(2026, 12, 14)


def test_a_moved_holiday_opens_its_old_day() -> None:
    calendar: Calendar = england().with_open([date(2026, 5, 25)])
    assert calendar.is_working_day(date(2026, 5, 25))
    assert not england().is_working_day(date(2026, 5, 25))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_date_is_the_date_on_the_wall_in_london(moment: datetime, day: date) -> None:
    assert london_date(moment) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_date(datetime(2026, 6, 30, 23, 0))  # noqa: DTZ001 - the point of the test
