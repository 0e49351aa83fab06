"""Each unit, direction and edge of a due date, and that every date explains itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.timescales import oracle
from timescales.bank_holidays import england
from timescales.due import CannotDate, Dates, DueDate, due
from timescales.enums import DayKind, Direction, Part, Unit
from timescales.how_counted import in_brief
from timescales.local_values import DEFAULTS, LocalValue, LocalValues
from timescales.presenters import standing, why
from timescales.rule import Amount
from timescales.rules import RULES, rule_named
from timescales.working_days import Calendar, ClosedDay

DAYS = st.dates(min_value=oracle.FIRST, max_value=oracle.LAST)
LEAP_FEBRUARY = date(2028, 2, 29)


def find(
    name: str,
    start: str | date,
    *,
    to: str = "",
    birth: str = "",
    at: datetime | None = None,
    values: LocalValues = DEFAULTS,
    calendar: Calendar | None = None,
) -> DueDate:
    day = date.fromisoformat(start) if isinstance(start, str) else start
    dates = Dates(
        start=day,
        to=date.fromisoformat(to) if to else None,
        birth=date.fromisoformat(birth) if birth else None,
        start_at=at,
    )
    rule = rule_named(name, on=day)
    return due(rule, dates=dates, values=values, calendar=calendar or england())


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("icpc", "2025-05-06", "2025-05-28"),
        ("icpc", "2025-12-10", "2026-01-05"),
        ("icpc", "2026-03-25", "2026-04-17"),
        ("icpc", "2026-11-20", "2026-12-11"),
        ("icpc", "2026-11-21", "2026-12-11"),
        ("transfer_in", "2026-11-20", "2026-12-11"),
        ("first_core_group", "2026-12-18", "2027-01-06"),
        ("first_review", "2026-11-30", "2027-02-28"),
        ("first_review", "2027-11-30", "2028-02-29"),
        ("first_review", "2026-08-31", "2026-11-30"),
        ("first_review", "2026-12-04", "2027-03-04"),
        ("later_review", "2026-08-31", "2027-02-28"),
        ("later_review", "2027-08-31", "2028-02-29"),
        ("later_review", "2028-02-29", "2028-08-29"),
        ("core_group", "2026-12-04", "2027-01-15"),
        ("decision_letter", "2026-12-24", "2026-12-29"),
        ("plan_out", "2026-12-04", "2026-12-08"),
        ("record", "2026-12-04", "2026-12-29"),
        ("report_to_family_icpc", "2026-12-11", "2026-12-08"),
        ("report_to_family_review", "2027-01-04", "2026-12-23"),
        ("police_notice", "2026-12-11", "2026-12-02"),
        ("complaint", "2026-12-04", "2027-01-01"),
        ("request_to_book", "2026-12-04", "2026-12-07"),
    ],
)
def test_each_rule(rule: str, start: str, expected: str) -> None:
    assert find(rule, start).due_on == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("icpc", "initial child protection conference: 15 working days after 20 November 2026"),
        (
            "report_to_family_review",
            "report shared with the family before a review conference: 5 working days before "
            "20 November 2026",
        ),
        ("late_dissent", "dissent raised after the conference: 72 hours after 20 November 2026"),
    ],
)
def test_it_says_in_brief_why(rule: str, words: str) -> None:
    assert in_brief(find(rule, "2026-11-20")) == words


@given(start=DAYS)
@example(start=date(2028, 12, 5))  # over the last Christmas that is published
def test_icpc_equals_the_independent_calculation(start: date) -> None:
    due_on = oracle.add(start, 15)
    assume(due_on <= oracle.LAST)
    assert find("icpc", start).due_on == due_on


@given(start=st.dates(min_value=date(2012, 3, 1), max_value=oracle.LAST))
def test_reports_before_equal_the_independent_calculation(start: date) -> None:
    assert find("report_to_family_review", start).due_on == oracle.add(start, -5)


@given(start=DAYS)
def test_three_months_is_the_same_day_or_the_last_of_the_month(start: date) -> None:
    found = find("first_review", start).due_on
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == 3
    last_of_month = (found + timedelta(days=1)).month != found.month
    assert found.day == start.day or (found.day < start.day and last_of_month)


class TestUnborn:
    def test_the_earlier_limit_binds(self) -> None:
        soon = find("first_review", "2026-12-04", birth="2026-12-20")
        assert soon.due_on == oracle.add(date(2026, 12, 20), 20) == date(2027, 1, 20)
        late = find("first_review", "2026-12-04", birth="2027-02-20")
        assert late.due_on == date(2027, 3, 4)

    def test_a_child_already_born_has_one_limit(self) -> None:
        found = find("first_review", "2026-12-04", birth="2026-10-01")
        assert found.due_on == date(2027, 3, 4)
        assert len(found.limits) == 1

    def test_the_local_limit_after_birth_may_have_another_unit(self) -> None:
        weeks = LocalValue(
            rule="first_review",
            part=Part.AFTER_BIRTH,
            effective_from=date(2026, 1, 1),
            amount=Amount(4, Unit.WEEKS),
        )
        values = LocalValues((weeks,))
        found = find("first_review", "2026-12-04", birth="2026-12-20", values=values)
        assert found.due_on == date(2027, 1, 17)


class TestMidpoint:
    def test_half_way(self) -> None:
        assert find("midpoint", "2026-12-04", to="2027-03-04").due_on == date(2027, 1, 18)

    def test_moved_back_over_a_weekend(self) -> None:
        found = find("midpoint", "2026-12-01", to="2026-12-23")
        assert date(2026, 12, 1) + timedelta(days=11) == date(2026, 12, 12)
        assert found.due_on == date(2026, 12, 11)
        assert [step.why for step in found.days if step.day == date(2026, 12, 12)] == [
            "Saturday, half-way"
        ]

    def test_moved_back_over_a_bank_holiday(self) -> None:
        found = find("midpoint", "2026-12-18", to="2027-01-07")
        assert found.due_on == date(2026, 12, 24)

    @given(start=DAYS, gap=st.integers(min_value=1, max_value=200), part=st.integers(1, 99))
    @example(start=date(2026, 11, 22), gap=30, part=2)  # a Sunday
    def test_a_working_day_not_after_the_part_of_the_way_nor_before_the_conference(
        self, start: date, gap: int, part: int
    ) -> None:
        end = start + timedelta(days=gap)
        aim = start + timedelta(days=gap * part // 100)
        assume(aim <= oracle.LAST)
        local = LocalValue(
            rule="midpoint",
            part=Part.AMOUNT,
            effective_from=date(2012, 1, 1),
            amount=Amount(part, Unit.MIDPOINT),
        )
        found = find("midpoint", start, to=end.isoformat(), values=LocalValues((local,))).due_on
        assert start <= found <= aim
        assert oracle.between(found, aim) == 0
        is_open = found.weekday() < 5 and found not in oracle.HOLIDAYS
        assert is_open or (found == start and oracle.between(start, aim) == 0)

    def test_needs_two_dates_in_order(self) -> None:
        with pytest.raises(CannotDate, match="two dates"):
            find("midpoint", "2026-12-04")
        with pytest.raises(CannotDate, match="after the conference"):
            find("midpoint", "2026-12-04", to="2026-12-04")


class TestHours:
    def test_whole_days_when_no_time_is_known(self) -> None:
        assert find("late_dissent", "2026-12-04").due_on == date(2026, 12, 7)

    def test_the_moment_when_it_is(self) -> None:
        held = datetime(2026, 12, 4, 15, 30, tzinfo=UTC)
        found = find("late_dissent", "2026-12-04", at=held)
        assert found.due_at == held + timedelta(hours=72)
        assert found.due_on == date(2026, 12, 7)

    def test_the_night_the_clocks_go_forward_is_an_hour_short(self) -> None:
        held = datetime(2027, 3, 26, 23, 30, tzinfo=UTC)
        found = find("late_dissent", "2027-03-26", at=held)
        assert found.due_at is not None
        assert found.due_at.isoformat() == "2027-03-30T00:30:00+01:00"
        assert found.due_on == date(2027, 3, 30)

    def test_the_night_the_clocks_go_back_is_an_hour_long(self) -> None:
        held = datetime(2026, 10, 23, 23, 30, tzinfo=UTC)  # half past midnight on the 24th
        found = find("late_dissent", "2026-10-24", at=held)
        assert found.due_at is not None
        assert found.due_at.isoformat() == "2026-10-26T23:30:00+00:00"
        assert found.due_on == date(2026, 10, 26)

    def test_a_time_on_another_day_is_refused(self) -> None:
        with pytest.raises(CannotDate, match="not on the day"):
            find("late_dissent", "2026-12-04", at=datetime(2026, 12, 5, 9, 0, tzinfo=UTC))


class TestDaylightSaving:
    """A due date is a date: no clock change moves it by a day."""

    @pytest.mark.parametrize("start", ["2026-03-27", "2026-10-23", "2027-03-26", "2027-10-29"])
    def test_working_days_across_the_change(self, start: str) -> None:
        day = date.fromisoformat(start)
        assert find("plan_out", start).due_on == oracle.add(day, 2)

    def test_weeks_across_the_change(self) -> None:
        assert find("core_group", "2026-10-01").due_on == date(2026, 11, 12)


class TestLocalValues:
    CHANGED = LocalValue("plan_out", Part.AMOUNT, date(2027, 1, 1), Amount(1, Unit.WORKING_DAYS))

    def test_from_its_effective_date(self) -> None:
        values = LocalValues((self.CHANGED,))
        assert find("plan_out", "2026-12-31", values=values).due_on == date(2027, 1, 5)
        assert find("plan_out", "2027-01-04", values=values).due_on == date(2027, 1, 5)

    def test_the_latest_wins(self) -> None:
        later = LocalValue("plan_out", Part.AMOUNT, date(2027, 2, 1), Amount(3, Unit.WORKING_DAYS))
        values = LocalValues((later, self.CHANGED))
        assert find("plan_out", "2027-02-01", values=values).due_on == date(2027, 2, 4)

    def test_what_starts_a_transfer_may_be_chosen(self) -> None:
        words = "referral from the originating authority accepted"
        chosen = LocalValue("transfer_in", Part.STARTS, date(2026, 1, 1), words=words)
        found = find("transfer_in", "2026-11-20", values=LocalValues((chosen,)))
        assert found.terms.starts == words
        assert found.terms.changed_locally


class TestExplanation:
    def test_every_day_is_counted_or_skipped_with_a_reason(self) -> None:
        found = find("icpc", "2026-03-25")
        assert [step.day for step in found.days] == [
            date(2026, 3, 25) + timedelta(days=n) for n in range(24)
        ]
        assert sum(step.counted for step in found.days) == 15
        why = {step.day: step.why for step in found.days}
        assert why[date(2026, 3, 25)] == "day 0: the day itself is not counted"
        assert why[date(2026, 3, 26)] == "working day 1"
        assert why[date(2026, 3, 28)] == "Saturday"
        assert why[date(2026, 4, 3)] == "Good Friday"
        assert why[date(2026, 4, 17)] == "working day 15"

    def test_a_short_month_says_why(self) -> None:
        why = [step.why for step in find("first_review", "2026-11-30").days]
        assert why[-1] == "3 calendar months: February has no 30th, so its last day"

    @pytest.mark.parametrize(
        ("rule", "start", "words"),
        [
            (
                "first_review",
                "2026-11-30",
                "Calendar months go by the date, not by a number of days: 3 calendar months after "
                "30 November 2026 is the 30th of the month. February 2027 has no 30th, so the last "
                "day of that month is taken: 28 February 2027. Every one of the 90 days counts, "
                "the 29 of weekends and bank holidays too. The last day is not a working day "
                "(Sunday). It is not moved: the limit stands.",
            ),
            (
                "later_review",
                "2026-12-02",
                "Calendar months go by the date, not by a number of days: 6 calendar months after "
                "2 December 2026 is the 2nd of the month, 2 June 2027. Every one of the 182 days "
                "counts, the 59 of weekends and bank holidays too.",
            ),
            (
                "core_group",
                "2026-11-16",
                "A week is seven days, so 6 weeks after a Monday is a Monday. Every one of the 42 "
                "days counts, the 14 of weekends and bank holidays too. The last day is not a "
                "working day (Boxing Day). It is not moved: the limit stands.",
            ),
            (
                "late_dissent",
                "2026-12-04",
                "Hours run on through nights, weekends and bank holidays. The time of day it "
                "started is not known, so whole days are counted.",
            ),
            ("icpc", "2026-11-20", ""),
        ],
    )
    def test_months_weeks_and_hours_say_how_they_were_counted(
        self, rule: str, start: str, words: str
    ) -> None:
        assert why(find(rule, start)).how == words

    def test_a_convention_counts_both_limits_of_a_child_unborn_at_the_conference(self) -> None:
        found = find("first_review", "2026-11-30", birth="2026-12-20")
        assert found.due_on == date(2027, 1, 20)
        assert {c.name: c.due_on for c in found.other_conventions} == {
            "The day itself counted as day 1": date(2027, 1, 20),
            "13 weeks instead of 3 calendar months after the start": date(2027, 1, 20),
            "Calendar days instead of 20 working days after the birth": date(2027, 1, 9),
            "No limit after the birth": date(2027, 2, 28),
        }

    def test_other_conventions(self) -> None:
        found = {c.name: c.due_on for c in find("icpc", "2026-11-20").other_conventions}
        assert found == {
            "The day itself counted as day 1": date(2026, 12, 10),
            "Calendar days": date(2026, 12, 5),
            "Census target (InitialCPCtarget)": date(2026, 12, 11),
        }

    def test_other_conventions_before_an_event(self) -> None:
        found = find("report_to_family_icpc", "2026-12-11").other_conventions
        assert {c.name: c.due_on for c in found} == {
            "The day itself counted as day 1": date(2026, 12, 9),
            "Calendar days": date(2026, 12, 8),
            "Clear working days (neither end counted)": date(2026, 12, 7),
        }

    def test_a_closure_that_does_not_stop_the_clock_is_named(self) -> None:
        shut = ClosedDay(date(2026, 12, 2), "Office move", DayKind.LOCAL_CLOSURE)
        calendar = england().with_closed([shut])
        icpc = find("icpc", "2026-11-20", calendar=calendar)
        assert icpc.due_on == date(2026, 12, 11)
        assert "Office move is a local closure" in icpc.days[12].why
        record = find("record", "2026-11-20", calendar=calendar)
        assert record.due_on == date(2026, 12, 14)
        assert record.days[12].why == "Office move"

    def test_a_date_across_unpublished_holidays_is_provisional(self) -> None:
        assert not find("icpc", "2028-12-01").provisional
        beyond = find("icpc", "2028-12-20")
        assert beyond.provisional
        assert "not published yet" in beyond.days[12].why
        assert not find("first_review", "2028-12-20").provisional
        assert find("report_to_family_icpc", "2029-01-03").provisional
        assert find("midpoint", "2028-12-01", to="2029-03-01").provisional


class TestALimitOfTheirOwn:
    def _visit(self, limit: Amount | None) -> DueDate:
        dates = Dates(start=date(2026, 11, 20), own_limit=limit)
        rule = rule_named("statutory_visit", on=dates.start)
        return due(rule, dates=dates, values=DEFAULTS, calendar=england())

    def test_a_plan_may_ask_for_more_or_fewer_visits_than_the_service(self) -> None:
        assert self._visit(None).due_on == date(2026, 12, 4)
        assert self._visit(Amount(5, Unit.WORKING_DAYS)).due_on == date(2026, 11, 27)
        assert self._visit(Amount(4, Unit.WEEKS)).due_on == date(2026, 12, 18)

    def test_it_says_so(self) -> None:
        words = standing(self._visit(Amount(5, Unit.WORKING_DAYS)).terms)
        assert words == "Set in this child’s own plan (the default is 10 working days)"

    def test_a_statutory_limit_is_nobodys_own(self) -> None:
        dates = Dates(start=date(2026, 11, 20), own_limit=Amount(9, Unit.DAYS))
        rule = rule_named("icpc", on=dates.start)
        with pytest.raises(CannotDate, match="fixed"):
            due(rule, dates=dates, values=DEFAULTS, calendar=england())


@given(start=DAYS, data=st.data())
def test_every_rule_dates_every_day(start: date, data: st.DataObject) -> None:
    """No rule fails on any day, and each explanation ends where the date says."""
    rule = data.draw(st.sampled_from(RULES))
    gap = data.draw(st.integers(min_value=1, max_value=180))
    dates = Dates(start=start, to=start + timedelta(days=gap))
    found = due(rule, dates=dates, values=DEFAULTS, calendar=england())
    counted = [step.day for step in found.days if step.counted]
    assert counted[-1] == found.due_on
    assert counted == sorted(counted, reverse=rule.direction == Direction.BEFORE)
    assert found.other_conventions


@pytest.mark.parametrize("start", ["1977-12-31", "2096-01-01", "9999-12-31"])
def test_dates_beyond_reason_are_refused(start: str) -> None:
    with pytest.raises(CannotDate, match="between 1978 and 2095"):
        find("icpc", start)
