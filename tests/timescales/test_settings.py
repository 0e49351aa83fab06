"""Local values: from a day on, over a default that stays visible, and never over the law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.errors import NotAllowed
from people.enums import Role
from tests.factories.people import make_child, make_staff
from tests.factories.timescales import make_calendar_day, make_deadline, make_head
from timescales.domain import current_clock
from timescales.domain.settings import set_local_value
from timescales.due import Dates
from timescales.enums import DayKind, Part, Unit
from timescales.errors import CannotChangeSetting
from timescales.local_values import RUNS_ON, STOPPED
from timescales.models import LocalSetting
from timescales.presenters import standing
from timescales.rule import Amount

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
THREE = Amount(3, Unit.WORKING_DAYS)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timescales.domain.settings.today_in_london", lambda: TODAY)


def set_value(**fields: object) -> None:
    given = {
        "rule": "plan_out",
        "part": Part.AMOUNT,
        "effective_from": TODAY,
        "reason": "Agreed",
        "amount": THREE,
    }
    given.update(fields)
    set_local_value(**{"by": make_head(), **given})


def plan_out(start: date) -> date:
    return current_clock().due("plan_out", Dates(start)).due_on


def test_from_its_day_on_and_not_before() -> None:
    set_value()
    assert plan_out(TODAY - timedelta(days=3)) == date(2026, 11, 24)
    assert plan_out(TODAY) == date(2026, 11, 26)


def test_open_clocks_that_start_from_then_are_redated_and_others_keep_theirs() -> None:
    child = make_child()
    started = make_deadline("report_to_family_icpc", child=child, start=date(2026, 11, 25))
    coming = make_deadline(
        "report_to_family_icpc", child=child, start=date(2026, 12, 11), about="conference:2"
    )
    amount = Amount(5, Unit.WORKING_DAYS)
    set_value(rule="report_to_family_icpc", effective_from=date(2026, 12, 1), amount=amount)
    started.refresh_from_db()
    coming.refresh_from_db()
    assert started.due_on == date(2026, 11, 20)
    assert coming.due_on == date(2026, 12, 4)


def test_set_again_for_the_same_day_the_last_one_counts_and_both_stay() -> None:
    set_value()
    set_value(amount=Amount(4, Unit.WORKING_DAYS))
    assert plan_out(TODAY) == date(2026, 11, 27)
    assert LocalSetting.objects.count() == 2


def test_the_limit_after_birth_may_be_another_unit() -> None:
    set_value(rule="first_review", part=Part.AFTER_BIRTH, amount=Amount(4, Unit.WEEKS))
    found = current_clock().due("first_review", Dates(TODAY, birth=date(2026, 12, 20)))
    assert found.due_on == date(2027, 1, 17)


@pytest.mark.parametrize(
    ("amount", "to", "due_on", "words"),
    [
        (33, date(2027, 3, 1), date(2026, 12, 24), "33% of the way through 98 days"),
        ("6 weeks", date(2027, 3, 1), date(2027, 1, 4), "6 weeks after the conference"),
        ("6 weeks", date(2026, 12, 21), date(2026, 12, 7), "half-way through 28 days"),
    ],
)
def test_the_midpoint_may_be_another_part_of_the_way_or_weeks_after_the_conference(
    amount: int | str, to: date, due_on: date, words: str
) -> None:
    set_value(
        rule="midpoint",
        amount=Amount(6, Unit.WEEKS) if amount == "6 weeks" else Amount(33, Unit.MIDPOINT),
    )
    found = current_clock().due("midpoint", Dates(date(2026, 11, 23), to=to))
    assert (found.due_on, found.binding.words.partition(",")[0]) == (due_on, words)
    assert standing(found.terms) == "Local value (the default is half-way)"


def test_a_local_clock_may_be_set_to_follow_local_closures_or_not() -> None:
    shut = TODAY + timedelta(days=2)
    make_calendar_day(shut, kind=DayKind.LOCAL_CLOSURE)
    before = plan_out(TODAY)
    set_value(part=Part.CLOSURES, amount=None, words=RUNS_ON, effective_from=TODAY)
    assert (before, plan_out(TODAY)) == (shut + timedelta(days=1), shut)
    set_value(
        rule="visit_recording", part=Part.CLOSURES, amount=None, words=STOPPED, effective_from=TODAY
    )
    assert current_clock().due("visit_recording", Dates(TODAY)).due_on == before


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD_OF_SERVICE])
def test_nobody_else_may(role: Role) -> None:
    with pytest.raises(NotAllowed):
        set_value(by=make_staff(role))
    assert not LocalSetting.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"rule": "icpc"}, "not a local value"),
        ({"rule": "later_review"}, "not a local value"),
        ({"rule": "icpc", "part": Part.CLOSURES, "words": STOPPED}, "not a local value"),
        ({"rule": "midpoint", "amount": Amount(100, Unit.MIDPOINT)}, "below 100"),
        ({"rule": "midpoint", "amount": Amount(6, Unit.DAYS)}, "not counted in that unit"),
        ({"rule": "icp"}, "no rule called"),
        ({"effective_from": TODAY - timedelta(days=1)}, "cannot be in the past"),
        ({"amount": Amount(0, Unit.WORKING_DAYS)}, "whole number"),
        ({"amount": Amount(401, Unit.DAYS)}, "whole number"),
        ({"amount": Amount(50, Unit.MIDPOINT)}, "not counted in that unit"),
        ({"amount": None}, "whole number"),
        ({"rule": "transfer_in", "part": Part.STARTS, "words": "whenever"}, "those listed"),
    ],
)
def test_what_cannot_be_set(fields: dict[str, object], message: str) -> None:
    with pytest.raises(CannotChangeSetting, match=message):
        set_value(**fields)
    assert not LocalSetting.objects.exists()
