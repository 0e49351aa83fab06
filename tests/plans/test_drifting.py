"""What waits between conferences, and whose it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from audit.models import Event
from plans.domain.developing import update_item
from plans.enums import ItemStatus
from plans.models import CoreGroup, Plan
from plans.start_page import tasks
from tests.factories.people import make_case_role
from tests.factories.plans import Case, days_ago, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    made = make_case()
    make_case_role(made.family, made.manager, kind="team_manager")
    return made


def texts(user) -> list[str]:
    return [task.text for task in tasks(user)]


def test_an_overdue_action_names_its_owner_once_for_the_family(case: Case) -> None:
    assert texts(case.worker) == ["Action overdue: Ngozi Testwood"]
    assert texts(case.manager) == ["Action overdue: Ngozi Testwood"]
    assert texts(case.chair) == []
    assert Event.objects.filter(verb="plans.start_page", actor_id=case.worker.pk).exists()
    update_item(item=case.action, status=ItemStatus.DONE, by=case.worker)
    assert texts(case.worker) == []


def test_who_was_to_settle_an_action_is_chased_until_it_is_settled(case: Case) -> None:
    case.action.due_on, case.action.owner = None, None
    case.action.confirm_by, case.action.confirm_on = case.nurse, days_ago(1)
    case.action.save()
    [task] = tasks(case.worker)
    assert (task.text, task.due_on) == ("Action overdue: Tamsin Pendlewick", days_ago(1))
    assert case.action.is_overdue(days_ago(0))
    case.action.confirm_on = days_ago(0)
    case.action.save()
    assert texts(case.worker) == []
    case.action.confirm_on = days_ago(1)
    case.action.owner, case.action.due_on = case.mother, days_ago(-7)
    case.action.save()
    assert texts(case.worker) == []
    assert not case.action.is_overdue(days_ago(0))


def test_of_an_ended_plan_nothing_is_overdue(case: Case) -> None:
    for plan in case.plans:
        plan.ended_on = days_ago(0)
        plan.save()
    assert texts(case.worker) == []


def test_a_core_group_whose_day_is_over_is_to_be_recorded(case: Case) -> None:
    update_item(item=case.action, status=ItemStatus.DONE, by=case.worker)
    group = CoreGroup.objects.create(
        family=case.family, planned_at=timezone.now() - dt.timedelta(days=1)
    )
    group.plans.set(case.plans)
    asked = ["Record the core group, or say why it was not held"]
    assert texts(case.worker) == asked
    for ended_on, expected in ((days_ago(1), asked), (days_ago(2), [])):
        Plan.objects.update(ended_on=ended_on)  # a review ended the plans before the day came
        assert texts(case.worker) == expected
    Plan.objects.update(ended_on=None)
    CoreGroup.objects.update(planned_at=timezone.now())
    assert texts(case.worker) == []
