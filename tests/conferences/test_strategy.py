"""Strategy discussions and the clocks they start."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from conferences.domain.strategy import (
    NotARealDay,
    correct_strategy_discussion,
    doubt_about,
    icpc_clock,
    icpc_due,
    record_strategy_discussion,
)
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def test_a_day_to_come_is_refused_with_what_to_do() -> None:
    case = make.make_case()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(NotARealDay, match="must be today or in the past") as refused:
        record_strategy_discussion(family=case.family, held_on=tomorrow, by=case.social_worker)
    assert refused.value.field == "held_on"
    assert case.family.strategy_discussions.count() == 0


def test_one_day_is_one_discussion_however_often_it_is_sent() -> None:
    case = make.make_case()
    first = make.make_discussion(case)
    assert make.make_discussion(case) == first


def test_the_clock_runs_from_the_chosen_discussion_and_doubts_the_last_one() -> None:
    case = make.make_case()
    first, last = make.make_discussion(case, 9), make.make_discussion(case, 2)
    assert icpc_due(first).due_on < icpc_due(last).due_on
    assert doubt_about(first, [first, last]) == ""
    assert "not from the last one" in doubt_about(last, [first, last])
    assert f"{first.held_on:%-d %B %Y}" in doubt_about(last, [first, last])


def test_correcting_the_day_counts_the_running_clock_again() -> None:
    case = make.make_case()
    discussion = make.make_discussion(case, 3)
    make.make_submitted(case, discussion)
    was = icpc_clock(case.older, discussion)
    assert was is not None
    correct_strategy_discussion(
        discussion=discussion,
        held_on=make.days_ago(10),
        reason="The police record says so.",
        by=case.social_worker,
    )
    now = icpc_clock(case.older, discussion)
    assert now is not None
    assert now.pk == was.pk
    assert now.due_on < was.due_on
    assert now.started_on == make.days_ago(10)


def test_a_day_is_not_put_right_to_that_of_another_discussion() -> None:
    case = make.make_case()
    first, second = make.make_discussion(case, 9), make.make_discussion(case, 2)
    with pytest.raises(NotARealDay, match="There is a strategy discussion on") as refused:
        correct_strategy_discussion(
            discussion=first, held_on=second.held_on, reason="Typed wrong.", by=case.social_worker
        )
    assert refused.value.field == "held_on"
    assert make.make_discussion(case, 2) == second
