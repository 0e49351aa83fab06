"""What waits between conferences, and whose it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import WrongState
from audit.models import Event
from people.enums import CaseRoleKind, Role
from people.models import Person, Professional
from people.start_page import soon_until
from plans.domain.developing import ItemWords, change_item, seen_now, update_item
from plans.domain.drifting import owed
from plans.domain.items import ItemValues
from plans.enums import ItemKind, ItemStatus, PlanKind
from plans.models import CoreGroup, Plan, PlanItem
from plans.start_page import tasks
from tests.factories.accounts import make_user
from tests.factories.people import make_case_role, make_staff
from tests.factories.plans import Case, days_ago, make_case, make_item

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


def test_an_action_is_there_before_its_day_and_apart_from_what_is_overdue(case: Case) -> None:
    last = soon_until()
    make_item(case.outline, kind=ItemKind.ACTION, owner=case.nurse, due_on=last)
    overdue, due = "Action overdue: Ngozi Testwood", "Action due: Tamsin Pendlewick"
    assert [(task.text, task.due_on) for task in tasks(case.worker)] == [
        (overdue, days_ago(2)),
        (due, last),
    ]
    assert texts(case.chair) == []
    facts = {(each.fact, each.due_on, each.soon) for each in owed()}
    assert facts == {
        (f"actions:{case.family.pk}", days_ago(2), False),
        (f"actions_soon:{case.family.pk}", last, True),
    }
    update_item(item=case.action, status=ItemStatus.DONE, by=case.worker)
    assert texts(case.manager) == [due]
    grown = PlanItem.objects.filter(due_on=last)  # also as the full plan holds it by now
    grown.update(due_on=last + dt.timedelta(days=1))
    assert (texts(case.worker), list(owed())) == ([], [])


def test_who_was_to_settle_an_action_is_chased_until_it_is_settled(case: Case) -> None:
    case.action.due_on, case.action.owner = None, None
    case.action.confirm_by, case.action.confirm_on = case.nurse, days_ago(1)
    case.action.save()
    [task] = tasks(case.worker)
    assert (task.text, task.due_on) == ("Action overdue: Tamsin Pendlewick", days_ago(1))
    assert case.action.is_overdue(days_ago(0))
    case.action.confirm_on = days_ago(0)
    case.action.save()
    assert texts(case.worker) == ["Action due: Tamsin Pendlewick"]
    case.action.confirm_on = days_ago(1)
    case.action.owner, case.action.due_on = case.mother, days_ago(-7)
    case.action.save()
    assert texts(case.worker) == []
    assert not case.action.is_overdue(days_ago(0))


def users_owed() -> set[int]:
    return {each.user_id for each in owed() if each.fact.startswith("actions:")}


def test_whoever_is_there_by_name_hears_of_their_own_day_and_not_of_anothers(case: Case) -> None:
    nurse = make_user(email="nurse@chairside.example")
    Professional.objects.filter(pk=case.nurse.pk).update(user=nurse)
    case.action.due_on = days_ago(0)  # the mother's
    case.action.save()
    last = soon_until()
    make_item(case.outline, kind=ItemKind.ACTION, owner=case.nurse, due_on=last)
    days = {each.user_id: each.due_on for each in owed() if each.soon}
    assert days == {case.worker.pk: days_ago(0), case.manager.pk: days_ago(0), nurse.pk: last}


def to_confirm(case: Case, by: Person) -> None:
    case.action.due_on, case.action.owner = None, None
    case.action.confirm_by, case.action.confirm_on = by, days_ago(1)
    case.action.save()


def test_whoever_confirms_an_action_is_chased_themselves_where_they_can_sign_in(
    case: Case,
) -> None:
    other = make_staff(Role.SOCIAL_WORKER, name="Family Supporter")
    make_case_role(case.family, other, kind=CaseRoleKind.BUSINESS_SUPPORT)
    to_confirm(case, case.nurse)  # a partner who cannot sign in: those on the case ask her
    assert (texts(other), users_owed()) == ([], {case.worker.pk, case.manager.pk})
    to_confirm(case, other.professional.person)
    assert texts(other) == ["Action overdue: Family Supporter"]
    assert users_owed() == {case.worker.pk, case.manager.pk, other.pk}
    case.action.owner = case.mother  # still without a day: both are named
    case.action.save()
    assert texts(other) == ["Action overdue: Ngozi Testwood, Family Supporter"]
    case.action.due_on = days_ago(1)
    case.action.save()
    assert (texts(other), users_owed()) == ([], {case.worker.pk, case.manager.pk})


@pytest.mark.parametrize("kind", [PlanKind.CHILD_IN_NEED, PlanKind.EARLY_HELP])
def test_of_another_outline_plan_what_is_to_be_confirmed_is_chased_until_it_is(
    case: Case, kind: PlanKind
) -> None:
    Plan.objects.update(kind=kind)
    assert case.action.is_overdue(days_ago(0))
    assert (texts(case.worker), users_owed()) == ([], set())  # its own meetings see to that
    to_confirm(case, case.chair.professional.person)
    for user in (case.worker, case.manager, case.chair):
        assert texts(user) == [f"Action overdue: {case.chair.name}"]
    assert users_owed() == {case.worker.pk, case.manager.pk, case.chair.pk}
    client = Client()
    client.force_login(case.worker)
    page = client.get(page_of(case)).content.decode()
    assert "Still to be confirmed" in page
    assert reverse("plans:change_item", args=[case.action.pk]) in page
    change = {
        "item": case.action,
        "words": ItemWords("Book the dentist."),
        "values": ItemValues(ItemKind.ACTION, owner=case.mother.pk, due_on=days_ago(-7)),
        "seen": seen_now(case.action),
        "by": case.worker,
    }
    changed = change_item(**change)
    assert changed.passage.record.label == kind.label
    assert (texts(case.worker), texts(case.chair), users_owed()) == ([], [], set())
    assert "Still to be confirmed" not in client.get(page_of(case)).content.decode()
    case.action.refresh_from_db()
    assert case.action.owner is None  # what the conference said stays
    with pytest.raises(WrongState):
        change_item(**change)


def test_a_line_about_a_sibling_whose_plan_ended_is_not_chased_for_the_other(case: Case) -> None:
    protected, helped = case.plans
    to_confirm(case, case.chair.professional.person)
    Plan.objects.filter(pk=helped.pk).update(kind=PlanKind.CHILD_IN_NEED)
    Plan.objects.filter(pk=protected.pk).update(ended_on=days_ago(0))
    assert texts(case.worker) == [f"Action overdue: {case.chair.name}"]  # about the whole family
    for child, expected in ((protected.child, 0), (helped.child, 1)):
        case.action.passage.about.set([child.person])
        assert (len(texts(case.worker)), len(users_owed())) == (expected, 3 * expected)


def page_of(case: Case) -> str:
    return reverse("plans:plan", args=[case.family.pk])


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
