"""Visits against the plan's own frequency; recorded here or imported."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.errors import DomainError, NotAllowed
from audit.models import Event
from plans.domain.importing_visits import ImportedVisit, import_visits
from plans.domain.visits import (
    OutsideThePlan,
    Seen,
    record_visit,
    set_frequency,
    take_back_visit,
)
from plans.enums import NotSeenReason, SeenAnswer
from plans.models import Visit
from tests.factories.plans import Case, days_ago, make_case
from timescales.bank_holidays import england
from timescales.domain import explain
from timescales.enums import Unit
from timescales.models import Deadline
from timescales.rule import Amount
from timescales.working_days import add_working_days

pytestmark = pytest.mark.django_db
SEEN = Seen(was_seen=True, alone=SeenAnswer.YES, bedroom=SeenAnswer.YES)
NOT_SEEN = Seen(was_seen=False, not_seen_reason=NotSeenReason.NOBODY_IN)


@pytest.fixture
def case() -> Case:
    return make_case()


def visit(case: Case, day: dt.date, seen: Seen = SEEN) -> Visit:
    [made] = record_visit(
        visited_on=day,
        seen={case.plan: seen},
        visited_by=case.worker.professional.person,
        by=case.worker,
    )
    return made


def clocks(case: Case) -> list[tuple[dt.date, dt.date | None]]:
    rows = Deadline.objects.filter(
        rule="statutory_visit", child=case.plan.child, withdrawn_at=None
    ).order_by("started_on", "pk")
    return list(rows.values_list("started_on", "met_on"))


def due(case: Case) -> Deadline:
    found = Deadline.objects.open().get(rule="statutory_visit", child=case.plan.child)
    assert explain(found).due_on == found.due_on
    return found


def test_each_visit_at_which_the_child_was_seen_moves_the_clock_on(case: Case) -> None:
    visit(case, days_ago(20))
    visit(case, days_ago(10), NOT_SEEN)
    assert clocks(case) == [(days_ago(30), days_ago(20)), (days_ago(20), None)]
    assert due(case).due_on == add_working_days(days_ago(20), 10, england())


def test_recorded_out_of_order_and_taken_back(case: Case) -> None:
    visit(case, days_ago(5))
    early = visit(case, days_ago(20))
    assert clocks(case) == [
        (days_ago(30), days_ago(20)),
        (days_ago(20), days_ago(5)),
        (days_ago(5), None),
    ]
    take_back_visit(visit=early, reason="Another child.", by=case.manager)
    assert clocks(case) == [(days_ago(30), days_ago(5)), (days_ago(5), None)]
    with pytest.raises(NotAllowed):
        take_back_visit(visit=early, reason="Again.", by=case.worker)


def test_sent_twice_it_is_one_visit(case: Case) -> None:
    """With another answer, to another child, or once it was taken back, it is another."""
    first = visit(case, days_ago(5))
    assert visit(case, days_ago(5)) == first
    assert clocks(case) == [(days_ago(30), days_ago(5)), (days_ago(5), None)]
    assert Event.objects.filter(verb="plans.record_visit", action="created").count() == 1
    both = record_visit(
        visited_on=days_ago(5),
        seen=dict.fromkeys(case.plans, SEEN),
        visited_by=case.worker.professional.person,
        by=case.manager,
    )
    assert (both[0], both[1].plan) == (first, case.plans[1])
    visits = Visit.objects.filter(plan=case.plan)
    visit(case, days_ago(5), NOT_SEEN)
    visit(case, days_ago(6))
    assert visits.count() == 3
    take_back_visit(visit=first, reason="Another child.", by=case.manager)
    assert visit(case, days_ago(5)) != first
    assert visits.standing().count() == 3


def test_a_core_group_is_not_a_visit(case: Case) -> None:
    case.meet(days_ago(3))
    assert clocks(case) == [(days_ago(30), None)]


def test_the_plans_own_frequency_overrides_the_services(case: Case) -> None:
    visit(case, days_ago(10))
    set_frequency(plan=case.plan, every=Amount(4, Unit.WEEKS), by=case.worker)
    assert due(case).due_on == days_ago(10) + dt.timedelta(weeks=4)
    case.plan.refresh_from_db()
    visit(case, days_ago(1))
    assert due(case).due_on == days_ago(1) + dt.timedelta(weeks=4)
    set_frequency(plan=case.plan, every=None, by=case.worker)
    assert due(case).due_on == add_working_days(days_ago(1), 10, england())
    with pytest.raises(DomainError, match="1 to 60"):
        set_frequency(plan=case.plan, every=Amount(61, Unit.DAYS), by=case.worker)


def test_writing_it_up_late_is_counted(case: Case) -> None:
    visit(case, days_ago(20))
    written = Deadline.objects.get(rule="visit_recording", child=case.plan.child)
    assert written.is_late
    assert written.met_on == days_ago(0)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (31, "began on"),
        (-1, "future"),
    ],
)
def test_outside_the_plan(case: Case, day: int, message: str) -> None:
    with pytest.raises(DomainError, match=message) as refused:
        visit(case, days_ago(day))
    assert refused.value.field == "visited_on"
    assert not Visit.objects.exists()


def test_after_the_plan_ended(case: Case) -> None:
    case.plan.ended_on = days_ago(5)
    case.plan.save()
    with pytest.raises(OutsideThePlan, match="ended on"):
        visit(case, days_ago(4))
    visit(case, days_ago(5))
    assert clocks(case) == [(days_ago(30), days_ago(5))]


@pytest.mark.parametrize(
    ("seen", "field"),
    [
        (Seen(was_seen=False), "not_seen_reason"),
        (Seen(was_seen=True, alone=SeenAnswer.NO), "not_alone_reason"),
    ],
)
def test_why_not_is_asked(case: Case, seen: Seen, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        visit(case, days_ago(3), seen)
    assert refused.value.field == field


def test_the_chair_reads_and_does_not_record(case: Case) -> None:
    with pytest.raises(NotAllowed):
        record_visit(
            visited_on=days_ago(1), seen={case.plan: SEEN}, visited_by=case.nurse, by=case.chair
        )


def test_imported_by_their_own_ids_again_changes_nothing(case: Case) -> None:
    child = case.plan.child
    rows = [
        ImportedVisit("LCS-1", child, days_ago(20), SEEN, visited_by_name="A. Worker"),
        ImportedVisit("LCS-2", child, days_ago(40), SEEN),
        ImportedVisit("LCS-3", child, days_ago(6), Seen(was_seen=True), recorded_on=days_ago(5)),
        ImportedVisit("", child, days_ago(6), SEEN),
    ]
    first = import_visits(rows=rows, by=None)
    assert [made.source_id for made in first.new] == ["LCS-1", "LCS-3"]
    assert set(first.refused) == {"LCS-2", ""}
    assert "no child protection plan" in first.refused["LCS-2"]
    assert clocks(case)[-1] == (days_ago(6), None)
    assert Deadline.objects.get(rule="visit_recording").is_late is False
    again = import_visits(rows=rows, by=None)
    assert (len(again.new), again.known, Visit.objects.count()) == (0, 2, 2)
