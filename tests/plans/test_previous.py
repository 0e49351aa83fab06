"""How many plans before, whether this one repeats another, how long it has run."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from plans.domain.clocks import start_clocks
from plans.domain.earlier_plans import add_earlier_plan
from plans.domain.previous import (
    Span,
    count_previous,
    is_repeat_within,
    months_on_plan,
    spans_of,
    standings_of,
)
from plans.models import EarlierPlan, LocalPractice
from tests.factories.accounts import make_user
from tests.factories.people import make_child
from tests.factories.plans import days_ago, make_case, make_plan
from timescales.models import Deadline

DAY = dt.date


@pytest.mark.parametrize(
    ("start", "until", "months"),
    [
        (DAY(2026, 1, 31), DAY(2026, 2, 27), 0),
        (DAY(2026, 1, 31), DAY(2026, 2, 28), 1),
        (DAY(2026, 1, 15), DAY(2027, 1, 14), 11),
        (DAY(2026, 1, 15), DAY(2027, 1, 15), 12),
        (DAY(2024, 2, 29), DAY(2025, 2, 28), 12),
        (DAY(2026, 1, 15), DAY(2026, 1, 1), 0),
    ],
)
def test_months_on_a_plan_are_whole_calendar_months(start: DAY, until: DAY, months: int) -> None:
    assert months_on_plan(start, until) == months


LONG_AGO = Span(DAY(2015, 3, 2), DAY(2015, 9, 1))
ELSEWHERE = Span(DAY(2022, 3, 1), DAY(2022, 9, 1), ours=False)
NOW = DAY(2026, 6, 1)


@pytest.mark.parametrize(
    ("spans", "previous", "within"),
    [
        ([], 0, False),
        ([Span(NOW)], 0, False),
        ([LONG_AGO, Span(NOW)], 1, False),
        ([LONG_AGO, ELSEWHERE], 1, False),
        ([Span(DAY(2024, 1, 1), DAY(2024, 6, 1))], 1, True),
        ([Span(DAY(2024, 1, 1), DAY(2024, 5, 31))], 1, False),
        ([Span(DAY(2026, 1, 1), DAY(2026, 5, 1), ours=False)], 0, False),
        ([Span(DAY(2026, 1, 1), NOW)], 1, True),
    ],
)
def test_this_authoritys_own_count_however_long_ago(
    spans: list[Span], previous: int, within: bool
) -> None:
    assert count_previous(spans, NOW) == previous
    assert is_repeat_within(spans, NOW, 24) == within


@pytest.mark.django_db
@pytest.mark.parametrize(("months", "soon"), [(18, False), (19, True)])
def test_how_soon_is_a_repeat_is_the_services_own(months: int, soon: bool) -> None:
    """The earlier plan had ended 560 days before: more than 18 months, less than 19."""
    case = make_case("Ada Testwood", started_on=days_ago(40), clocks=False)
    make_plan(case.plan.child, started_on=days_ago(800), ended_on=days_ago(600))
    LocalPractice.objects.create(pk=1, repeat_within_months=months)
    standing = standings_of([case.plan])[case.plan.pk]
    assert (standing.repeats_soon, standing.repeat_within) == (soon, months)
    start_clocks(case.plan, by=case.worker)
    assert Deadline.objects.filter(rule="repeat_plan_review").exists() == soon


@pytest.mark.django_db
def test_one_childs_plans_are_read_together() -> None:
    case = make_case("Ada Testwood", started_on=days_ago(40))
    child = case.plan.child
    make_plan(child, started_on=days_ago(800), ended_on=days_ago(600), opened_by="conference:1")
    make_plan(
        child,
        is_temporary=True,
        authority="Ofsdale",
        started_on=days_ago(300),
        ended_on=days_ago(200),
    )
    add_earlier_plan(
        child=child, started_on=days_ago(4000), ended_on=days_ago(3800), by=case.worker
    )
    standing = standings_of([case.plan])[case.plan.pk]
    assert (standing.previous, standing.previous_elsewhere) == (2, 1)
    assert standing.repeats_soon
    assert standing.months == 1


FIRST, LAST = DAY(2019, 3, 4), DAY(2019, 11, 4)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "counted"),
    [
        (FIRST, LAST, 1),
        (FIRST, FIRST, 1),
        (DAY(2019, 3, 5), DAY(2019, 3, 5), 1),
        (DAY(2018, 3, 4), DAY(2019, 3, 5), 1),
        (DAY(2019, 11, 3), DAY(2020, 3, 4), 1),
        (DAY(2018, 3, 4), FIRST, 2),
        (LAST, LAST, 2),
        (LAST, DAY(2020, 3, 4), 2),
    ],
)
def test_a_plan_noted_by_hand_that_an_import_brought_as_well_counts_once(
    start: DAY, end: DAY, counted: int
) -> None:
    """Another authority's may run beside it; what was opened in error is no plan."""
    child = make_child()
    make_plan(child, started_on=FIRST, ended_on=LAST)
    noted = {"child": child, "started_on": start, "ended_on": end, "recorded_by": make_user()}
    for authority in ("", "Ofsdale"):
        EarlierPlan.objects.create(authority=authority, **noted)
    other = make_child()
    void = {"voided_at": timezone.now(), "voided_reason": "Opened in error."}
    make_plan(other, started_on=FIRST, ended_on=LAST, **void)
    EarlierPlan.objects.create(**noted | {"child": other})
    found = spans_of([child.pk, other.pk])
    assert [count_previous(found[pk], NOW) for pk in (child.pk, other.pk)] == [counted, 1]
    assert [span.ours for span in found[child.pk]].count(False) == 1
