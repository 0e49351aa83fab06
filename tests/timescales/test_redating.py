"""A day proclaimed nine days ahead: every open clock re-dated, in one step, and back again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.errors import NotAllowed
from audit.enums import Action
from audit.models import Event
from people.enums import Role
from tests.factories.people import make_child, make_family, make_staff
from tests.factories.timescales import (
    make_calendar_day,
    make_deadline,
    make_head,
    make_local_setting,
)
from tests.timescales import oracle
from timescales.domain import calendar, redating
from timescales.domain.clock import calendar_held_still, current_clock
from timescales.domain.deadlines import meet_deadline, withdraw_deadline
from timescales.domain.queries import explain
from timescales.domain.redating import redate_all, would_move
from timescales.due import Dates
from timescales.enums import ChangeKind, DayKind, Part, RedatingCause, Unit
from timescales.errors import CannotChangeCalendar
from timescales.local_values import closures_words
from timescales.models import CalendarDay, Deadline, DeadlineChange, Redating
from timescales.models.deadline import stored
from timescales.rule import Amount
from timescales.rules import RULES, rule_named

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
JUBILEE = date(2026, 12, 2)  # a Wednesday, eleven days ahead
JUBILEE_WORDS = {"name": "Fictional jubilee", "reason": "Proclaimed on 21 November"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timescales.domain.deadlines.today_in_london", lambda: TODAY)


def proclaim(**fields: object) -> calendar.Effect:
    given = {"day": JUBILEE, "kind": DayKind.PROCLAIMED, "by": make_head(), **JUBILEE_WORDS}
    return calendar.add_day(**{**given, **fields})


def dates() -> dict[int, date]:
    return dict(Deadline.objects.values_list("pk", "due_on"))


def row_versions() -> list[tuple[int, str]]:
    """PostgreSQL's own address of each row: another after every update, even to the same values."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ctid::text FROM timescales_deadline ORDER BY id")
        return cursor.fetchall()


class TestProclaimed:
    def test_open_working_day_clocks_equal_the_independent_calculation(self) -> None:
        starts = [date(2026, 11, 9) + timedelta(days=n) for n in range(28)]
        made = {make_deadline(start=start).pk: start for start in starts}
        effect = proclaim()
        assert dates() == {pk: oracle.add(start, 15, (JUBILEE,)) for pk, start in made.items()}
        before = {pk: oracle.add(start, 15) for pk, start in made.items()}
        moved = [pk for pk, due_on in dates().items() if due_on != before[pk]]
        assert effect.moves.total == len(moved) > 10

    def test_a_batch_reads_the_calendar_once_and_still_sees_its_own_change(self) -> None:
        head = make_head()
        with calendar_held_still():
            with CaptureQueriesContext(connection) as asked:
                before = make_deadline()
            proclaim(by=head)
            after = make_deadline()
        assert not [each for each in asked if "calendarday" in each["sql"]]
        assert (before.due_on, after.due_on) == (date(2026, 12, 11), date(2026, 12, 14))

    def test_each_move_is_in_the_history(self) -> None:
        deadline = make_deadline()
        effect = proclaim()
        change = deadline.changes.get(kind=ChangeKind.REDATED)
        assert (change.due_before, change.due_after) == (date(2026, 12, 11), date(2026, 12, 14))
        assert change.redating == effect.moves.redating
        assert change.reason == "Fictional jubilee added"
        assert change.by == effect.day.added_by

    def test_met_and_withdrawn_ones_are_left_alone(self) -> None:
        met = meet_deadline(deadline=make_deadline(), met_on=TODAY, by=None)
        gone = withdraw_deadline(deadline=make_deadline(), reason="Diverted", by=None)
        effect = proclaim()
        assert effect.moves.total == 0
        for deadline in (met, gone):
            deadline.refresh_from_db()
            assert deadline.due_on == date(2026, 12, 11)
            assert not deadline.changes.filter(kind=ChangeKind.REDATED).exists()

    def test_calendar_months_do_not_move(self) -> None:
        review = make_deadline("first_review", start=date(2026, 9, 2))
        assert review.due_on == JUBILEE
        assert proclaim().moves.total == 0

    def test_a_midpoint_on_the_day_moves_back_and_a_report_before_moves_earlier(self) -> None:
        middle = make_deadline("midpoint", start=date(2026, 11, 25), to=date(2026, 12, 9))
        report = make_deadline("report_to_family_icpc", start=date(2026, 12, 7))
        assert [middle.due_on, report.due_on] == [JUBILEE, JUBILEE]
        assert proclaim().moves.by_rule == {"midpoint": 1, "report_to_family_icpc": 1}
        assert set(dates().values()) == {date(2026, 12, 1)}

    def test_one_audit_event_says_how_many(self) -> None:
        make_deadline()
        head = make_head()
        proclaim(by=head)
        event = Event.objects.get(verb="timescales.redate_all")
        assert event.actor_id == head.pk
        assert event.detail == {"cause": "day_added", "moved": {"icpc": 1}}
        assert Event.objects.filter(verb="timescales.add_day", action=Action.CREATED).count() == 1

    def test_a_second_time_writes_nothing(self) -> None:
        make_deadline()
        first = proclaim()
        changes = DeadlineChange.objects.count()
        second = proclaim()
        assert second.day == first.day
        assert second.moves.total == 0
        redate_all(cause=RedatingCause.PUBLISHED, by=None)
        assert DeadlineChange.objects.count() == changes
        assert Redating.objects.count() == 1
        assert CalendarDay.objects.count() == 1

    def test_a_rerun_rewrites_no_row_at_all(self) -> None:
        make_deadline()
        make_deadline("first_review")
        proclaim()
        before = row_versions()
        redate_all(cause=RedatingCause.PUBLISHED, by=None)
        assert row_versions() == before

    def test_taken_off_again_everything_is_back(self) -> None:
        for offset in range(20):
            make_deadline(start=date(2026, 11, 9) + timedelta(days=offset))
        before = dates()
        effect = proclaim()
        assert dates() != before
        undone = calendar.withdraw_day(day=effect.day, reason="A mistake", by=make_head())
        assert dates() == before
        assert undone.moves.total == effect.moves.total
        again = calendar.withdraw_day(day=effect.day, reason="A mistake", by=make_head())
        assert again.moves.total == 0

    def test_met_in_between_it_keeps_the_date_it_had_when_met(self) -> None:
        deadline = make_deadline()
        effect = proclaim()
        deadline.refresh_from_db()
        meet_deadline(deadline=deadline, met_on=TODAY, by=None)
        calendar.withdraw_day(day=effect.day, reason="A mistake", by=make_head())
        deadline.refresh_from_db()
        assert deadline.due_on == date(2026, 12, 14)
        assert explain(deadline).due_on == date(2026, 12, 14)

    def test_a_clock_started_afterwards_knows_the_day(self) -> None:
        proclaim()
        assert make_deadline().due_on == date(2026, 12, 14)


class TestPreview:
    def test_says_what_would_move_and_writes_nothing(self) -> None:
        make_deadline()
        make_deadline("record")
        before = dates()
        effect = calendar.preview_day(day=JUBILEE, kind=DayKind.PROCLAIMED, name="Jubilee")
        assert effect.moves.by_rule == {"icpc": 1, "record": 1}
        assert dates() == before
        assert not CalendarDay.objects.exists()
        assert proclaim().moves.by_rule == effect.moves.by_rule


class TestLocalClosure:
    def test_moves_only_rules_flagged_to_follow_it(self) -> None:
        icpc, record = make_deadline("icpc"), make_deadline("record")
        effect = proclaim(kind=DayKind.LOCAL_CLOSURE, name="Office move")
        assert effect.moves.by_rule == {"record": 1}
        assert dates() == {icpc.pk: date(2026, 12, 11), record.pk: date(2026, 12, 14)}

    def test_is_no_bank_holiday(self) -> None:
        proclaim(kind=DayKind.LOCAL_CLOSURE, name="Office move")
        now = current_clock().calendar
        assert {day: closed.name for day, closed in now.closures.items()} == {
            JUBILEE: "Office move"
        }
        assert JUBILEE not in now.holidays


class TestMovedHoliday:
    def test_the_old_day_works_and_the_new_does_not(self) -> None:
        deadline = make_deadline(start=date(2027, 4, 20))
        assert deadline.due_on == oracle.add(date(2027, 4, 20), 15) == date(2027, 5, 12)
        proclaim(
            kind=DayKind.MOVED, day=date(2027, 5, 14), moved_from=date(2027, 5, 3), name="Early May"
        )
        assert dates() == {deadline.pk: date(2027, 5, 11)}

    def test_only_a_bank_holiday_can_be_moved(self) -> None:
        with pytest.raises(CannotChangeCalendar, match="not a bank holiday"):
            proclaim(kind=DayKind.MOVED, moved_from=date(2026, 12, 3))


class TestRefused:
    @pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD_OF_SERVICE])
    def test_anybody_but_a_head_of_service(self, role: Role) -> None:
        deadline = make_deadline()
        with pytest.raises(NotAllowed):
            proclaim(by=make_staff(role))
        assert dates() == {deadline.pk: date(2026, 12, 11)}
        day = make_calendar_day(JUBILEE)
        with pytest.raises(NotAllowed):
            calendar.withdraw_day(day=day, reason="No", by=make_staff(role))

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2026, 12, 5), "is a Saturday"),
            (date(2026, 12, 25), "already closed: Christmas Day"),
        ],
    )
    def test_a_day_that_is_closed_anyway(self, day: date, words: str) -> None:
        with pytest.raises(CannotChangeCalendar, match=words):
            proclaim(day=day)


class TestFollowers:
    def test_they_are_rung_once_a_step_is_certain_and_not_for_a_night_without_news(
        self, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
    ) -> None:
        rings: list[int] = []
        monkeypatch.setattr(redating, "_followers", {})
        redating.after_redating("conferences", lambda: rings.append(1))
        with django_capture_on_commit_callbacks(execute=True):
            redate_all(cause=RedatingCause.PUBLISHED, by=None)
        assert rings == []
        with django_capture_on_commit_callbacks(execute=True):
            proclaim()
            assert rings == []
        assert rings == [1]


class TestWatchers:
    def test_bookings_on_the_day_are_named_not_moved(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(calendar, "_watchers", {})
        closed: list[CalendarDay] = []
        calendar.on_non_working_day(
            "bookings",
            calendar.Watcher(
                "bookings on this day", count=lambda day: 3 * (day == JUBILEE), closed=closed.append
            ),
        )
        effect = proclaim()
        assert effect.watched == (("bookings on this day", 3),)
        assert closed == [effect.day]


def test_published_holidays_redate_what_was_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The early May holiday of 2029 is expected on the 7th; published on the 8th, dates move."""
    deadline = make_deadline(start=date(2029, 4, 30))
    assert deadline.provisional
    expected = deadline.due_on
    published = current_clock().calendar.with_open([date(2029, 5, 7)])
    year_end = date(2029, 12, 31)
    monkeypatch.setattr(
        "timescales.domain.clock.england",
        lambda: type(published)(holidays=published.holidays, published_to=year_end),
    )
    moves = redate_all(cause=RedatingCause.PUBLISHED, by=None)
    deadline.refresh_from_db()
    assert moves.total == 1
    assert deadline.due_on == expected - timedelta(days=1)
    assert not deadline.provisional


CLOCKS = st.fixed_dictionaries(
    {
        "rule": st.sampled_from([rule.name for rule in RULES]),
        "start": st.dates(min_value=oracle.FIRST, max_value=date(2031, 12, 31)),
        "gap": st.integers(min_value=1, max_value=200),
        "birth": st.none() | st.integers(min_value=-30, max_value=150),
        "hour": st.none() | st.integers(min_value=0, max_value=22),
        "own": st.none() | st.integers(min_value=1, max_value=40),
        "own_unit": st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS, Unit.WEEKS]),
    }
)
SETTINGS = st.fixed_dictionaries(
    {
        "rule": st.sampled_from(["plan_out", "report_to_family_icpc", "late_dissent", "record"]),
        "number": st.integers(min_value=1, max_value=40),
        "unit": st.sampled_from([unit for unit in Unit if unit != Unit.MIDPOINT]),
        "effective_from": st.dates(date(2012, 1, 1), date(2031, 12, 31)),
    }
)
BETWEEN = SETTINGS.flatmap(
    lambda made: st.sampled_from([Unit.MIDPOINT, Unit.WEEKS]).map(
        lambda unit: made | {"rule": "midpoint", "unit": unit}
    )
)
CLOSURES = SETTINGS.map(
    lambda made: {
        "rule": made["rule"] if made["rule"] != "late_dissent" else "midpoint",
        "part": Part.CLOSURES,
        "number": None,
        "unit": "",
        "words": closures_words(made["number"] % 2 == 0),
        "effective_from": made["effective_from"],
    }
)
AFTER_BIRTH = SETTINGS.map(lambda made: made | {"rule": "first_review", "part": Part.AFTER_BIRTH})
ADDED = st.fixed_dictionaries(
    {
        "after": st.integers(min_value=-10, max_value=60),
        "kind": st.sampled_from([DayKind.PROCLAIMED, DayKind.LOCAL_CLOSURE]),
    }
)


HELD_WHEN_NOBODY_WORKS = {
    "rule": "midpoint",
    "start": date(2012, 1, 1),
    "gap": 1,
    "birth": None,
    "hour": None,
    "own": None,
    "own_unit": Unit.WORKING_DAYS,
}


@example(clocks=[HELD_WHEN_NOBODY_WORKS], values=[], added=[])
@given(
    clocks=st.lists(CLOCKS, min_size=1, max_size=12),
    values=st.lists(SETTINGS | AFTER_BIRTH | BETWEEN | CLOSURES, max_size=4),
    added=st.lists(ADDED, max_size=4, unique_by=lambda made: made["after"]),
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sql_equals_the_pure_function(
    clocks: list[dict], values: list[dict], added: list[dict]
) -> None:
    """Any rules, any dates, with proclaimed days, closures and local values."""
    with transaction.atomic():
        for made in values:
            make_local_setting(**made)
        for made in added:
            make_calendar_day(clocks[0]["start"] + timedelta(days=made["after"]), kind=made["kind"])
        _wrongly_dated(clocks)
        redate_all(cause=RedatingCause.PUBLISHED, by=None)
        found = {
            (row.pk, row.rule): (row.due_on, row.provisional) for row in Deadline.objects.all()
        }
        expected = {(row.pk, row.rule): _pure(row) for row in Deadline.objects.all()}
        left = would_move(current_clock())
        transaction.set_rollback(True)
    assert found == expected
    assert left == []


def _pure(deadline: Deadline) -> tuple[date, bool]:
    due = current_clock().due(deadline.rule, deadline.clock_dates())
    return due.due_on, due.provisional


def _wrongly_dated(clocks: list[dict]) -> None:
    family = make_family()
    child = make_child(family=family)
    Deadline.objects.bulk_create(
        Deadline(
            rule=clock["rule"],
            child=child,
            family=family,
            about=f"case:{number}",
            started_on=clock["start"],
            dates=stored(_dates(clock)),
            due_on=date(1999, 1, 1),
        )
        for number, clock in enumerate(clocks)
    )


def _dates(clock: dict) -> Dates:
    start, hour, birth = clock["start"], clock["hour"], clock["birth"]
    return Dates(
        start=start,
        to=start + timedelta(days=clock["gap"]),
        birth=start + timedelta(days=birth) if birth is not None else None,
        start_at=datetime(start.year, start.month, start.day, hour, tzinfo=UTC) if hour else None,
        own_limit=Amount(clock["own"], clock["own_unit"]) if _may_have_its_own(clock) else None,
    )


def _may_have_its_own(clock: dict) -> bool:
    rule = rule_named(clock["rule"], on=clock["start"])
    return bool(clock["own"]) and not rule.statutory and not rule.is_between
