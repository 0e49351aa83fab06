"""A plan from before the records kept here is noted once, and makes the one that runs a repeat."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta

from accounts.errors import DomainError, WrongState
from plans.domain.earlier_plans import add_earlier_plan
from plans.models import EarlierPlan, Plan
from tests.factories.plans import Case, days_ago, make_case, make_plan
from timescales.domain import meet_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def note(case: Case, start: int, end: int, **fields: Any) -> EarlierPlan:
    return add_earlier_plan(
        child=case.plan.child,
        started_on=days_ago(start),
        ended_on=days_ago(end),
        by=case.worker,
        **fields,
    )


def looks() -> list[tuple[int | None, str, dt.date]]:
    """Of each open clock of a peer's look: the child, who owns it, from when it counts."""
    rows = Deadline.objects.open().filter(rule="repeat_plan_review")
    return list(rows.values_list("child", "owner_role", "started_on"))


def test_it_is_noted_once_with_days_in_their_order() -> None:
    case = make_case("Ada Testwood")
    note(case, 4000, 3800)
    with pytest.raises(WrongState, match="already"):
        note(case, 4000, 3700)
    with pytest.raises(DomainError, match="end after it started"):
        note(case, 400, 500)
    with pytest.raises(DomainError, match="has ended already"):
        note(case, 400, -1)


def test_one_that_is_known_already_under_other_days_is_refused() -> None:
    """Here or noted before; ours and another authority's may run side by side, and one may begin
    on the day another ended."""
    case = make_case("Ada Testwood")
    make_plan(case.plan.child, started_on=days_ago(4000), ended_on=days_ago(3800))
    note(case, 3300, 3100)
    for start, end in ((3990, 3700), (3200, 3000), (400, 10)):
        with pytest.raises(WrongState, match="known here already") as refused:
            note(case, start, end)
        assert (refused.value.field, refused.value.rule) == ("started_on", "plan_known_already")
    note(case, 3990, 3700, authority="Ofsdale")
    note(case, 3800, 3300)
    assert EarlierPlan.objects.count() == 3


def test_the_plan_that_repeats_it_is_to_be_looked_at_by_a_peer() -> None:
    """From the start of the plan that runs; the sister's plan repeats nothing."""
    case = make_case()
    assert looks() == []
    note(case, 700, 400)
    assert looks() == [(case.plan.child_id, "chair", case.plan.started_on)]
    clock = Deadline.objects.get(rule="repeat_plan_review")
    meet_deadline(deadline=clock, met_on=days_ago(1), by=case.chair)
    note(case, 1500, 1400)
    assert looks() == [], "a peer looked at it already"


def test_a_plan_that_ended_long_before_or_was_not_ours_starts_nothing() -> None:
    case = make_case("Ada Testwood")
    note(case, 300, 200, authority="Ofsdale")
    before = case.plan.started_on - relativedelta(months=24, days=1)
    add_earlier_plan(child=case.plan.child, started_on=before, ended_on=before, by=case.worker)
    assert looks() == []


def test_another_authoritys_plan_is_looked_at_by_nobody_here() -> None:
    case = make_case("Ada Testwood", clocks=False)
    Plan.objects.filter(pk=case.plan.pk).update(is_temporary=True, authority="Ofsdale")
    note(case, 700, 400)
    assert looks() == []


def test_a_plan_that_has_ended_is_looked_at_by_nobody_any_more() -> None:
    case = make_case("Ada Testwood", clocks=False)
    Plan.objects.filter(pk=case.plan.pk).update(ended_on=days_ago(1))
    note(case, 700, 400)
    assert looks() == []
