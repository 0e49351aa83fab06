"""The outline grows into the full plan, in versions; the conference's words stay as they were."""

from __future__ import annotations

import pytest

from accounts.errors import DomainError, NotAllowed, WrongState
from disclosure.models import Passage
from people.errors import ChangedMeanwhile
from plans.domain.developing import (
    ItemWords,
    add_item,
    begin_full_plan,
    change_item,
    current_item,
    record_of,
    seen_now,
    update_item,
)
from plans.domain.items import ItemValues
from plans.enums import ItemKind, ItemStatus
from plans.models import FullPlan, PlanItem
from tests.factories.plans import Case, days_ago, make_case

pytestmark = pytest.mark.django_db
ACTION = ItemKind.ACTION


@pytest.fixture
def case() -> Case:
    return make_case()


def audience(passage: Passage) -> set[int]:
    return set(passage.clearances.filter(revoked_at=None).values_list("person_id", flat=True))


def test_the_first_change_carries_the_outline_along(case: Case) -> None:
    assert record_of(case.plan) == case.outline
    added = add_item(
        plan=case.plan,
        words=ItemWords("Swim on Mondays.", [case.plan.child_id], [case.mother.pk]),
        values=ItemValues(ACTION, owner=case.nurse.pk, due_on=days_ago(-7)),
        by=case.worker,
    )
    grown = record_of(case.plans[1])
    assert grown != case.outline
    texts = Passage.objects.filter(record=grown).order_by("seq").values_list("text", flat=True)
    assert list(texts) == ["Ada eats breakfast every day.", "Book the dentist.", "Swim on Mondays."]
    assert Passage.objects.filter(record=case.outline).count() == 2
    assert (added.owner_id, audience(added.passage)) == (case.nurse.pk, {case.mother.pk})
    assert begin_full_plan(outline=case.outline, by=case.worker) == FullPlan.objects.get()


def test_changed_words_dates_and_owner_keep_their_old_versions(case: Case) -> None:
    seen = seen_now(case.action)
    changed = change_item(
        item=case.action,
        words=ItemWords("Book the dentist and go along.", (), [case.mother.pk]),
        values=ItemValues(ACTION, owner=case.nurse.pk, due_on=days_ago(-3)),
        seen=seen,
        by=case.manager,
    )
    assert (changed.root_id, changed.owner_id) == (case.action.pk, case.nurse.pk)
    assert audience(changed.passage) == {case.mother.pk}  # the nurse was taken off on purpose
    case.action.refresh_from_db()
    assert (case.action.passage.text, case.action.owner_id) == ("Book the dentist.", case.mother.pk)
    kinds = changed.passage.operations.order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["passage.carry", "passage.edit", "audience.narrow"]
    assert changed.history.count() == 2


def test_two_people_at_once_lose_nothing(case: Case) -> None:
    """Both had the outline in front of them; the second is told, and keeps the words."""
    seen = seen_now(case.goal)
    words = ItemWords("Ada eats three meals.", (), [case.mother.pk, case.nurse.pk])
    values = ItemValues(ItemKind.SAFETY_GOAL)
    change_item(item=case.goal, words=words, values=values, seen=seen, by=case.worker)
    with pytest.raises(ChangedMeanwhile, match="still here"):
        change_item(
            item=case.goal,
            words=ItemWords("Ada eats two meals."),
            values=values,
            seen=seen,
            by=case.manager,
        )
    now = current_item(case.goal, by=case.worker)
    assert now.passage.text == "Ada eats three meals."
    again = seen_now(now)
    update_item(item=now, status=ItemStatus.DONE, by=case.worker)
    with pytest.raises(ChangedMeanwhile):
        change_item(item=now, words=words, values=values, seen=again, by=case.manager)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (ItemValues(ACTION, due_on=days_ago(-1)), "owner"),
        (ItemValues(ACTION, owner=1), "due_on"),
    ],
)
def test_an_action_has_an_owner_and_a_date(case: Case, values: ItemValues, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        add_item(plan=case.plan, words=ItemWords("Swim."), values=values, by=case.worker)
    assert refused.value.field == field
    assert not FullPlan.objects.exists()


def test_no_words_and_somebody_elses_plan(case: Case) -> None:
    values = ItemValues(ItemKind.SAFETY_GOAL)
    with pytest.raises(DomainError, match="no words"):
        add_item(plan=case.plan, words=ItemWords(" "), values=values, by=case.worker)
    with pytest.raises(NotAllowed):
        add_item(plan=case.plan, words=ItemWords("Swim."), values=values, by=case.chair)
    stranger = make_case("Other Child").mother.pk
    with pytest.raises(DomainError, match="does not belong to this family"):
        add_item(
            plan=case.plan, words=ItemWords("Swim.", (), [stranger]), values=values, by=case.worker
        )
    case.plan.ended_on = days_ago(0)
    with pytest.raises(WrongState, match="ended"):
        add_item(plan=case.plan, words=ItemWords("Swim."), values=values, by=case.worker)


class TestStatus:
    def test_evidence_reaches_nobody_unless_somebody_is_named(self, case: Case) -> None:
        update = update_item(
            item=case.action, status=ItemStatus.UNDER_WAY, words="Booked.", by=case.worker
        )
        assert audience(update.words) == set()
        given = update_item(
            item=update.item,
            status=ItemStatus.DONE,
            words="Went.",
            audience=[case.mother.pk],
            by=case.worker,
        )
        assert audience(given.words) == {case.mother.pk}
        assert [row.status for row in given.item.updates.all()] == ["under_way", "done"]

    def test_no_longer_needed_says_why(self, case: Case) -> None:
        with pytest.raises(DomainError, match="Say why"):
            update_item(item=case.action, status=ItemStatus.NOT_NEEDED, by=case.worker)
        update_item(item=case.action, status=ItemStatus.NOT_NEEDED, words="Moved.", by=case.worker)
        now = current_item(case.action, by=case.worker)
        assert not now.is_open

    def test_a_day_to_come_or_a_status_that_is_none(self, case: Case) -> None:
        with pytest.raises(DomainError, match="today or in the past"):
            update_item(item=case.action, status=ItemStatus.DONE, on=days_ago(-1), by=case.worker)
        with pytest.raises(DomainError, match="how far"):
            update_item(item=case.action, status="fine", by=case.worker)  # type: ignore[arg-type]

    def test_overdue_until_it_is_done(self, case: Case) -> None:
        assert case.action.is_overdue(days_ago(0))
        assert not case.action.is_overdue(case.action.due_on)
        update_item(item=case.action, status=ItemStatus.DONE, by=case.worker)
        assert not current_item(case.action, by=case.worker).is_overdue(days_ago(0))

    def test_of_an_ended_plan_nothing_changes(self, case: Case) -> None:
        for plan in case.plans:
            plan.ended_on = days_ago(0)
            plan.save()
        with pytest.raises(WrongState, match="no longer in the plan"):
            update_item(item=case.action, status=ItemStatus.DONE, by=case.worker)
        assert PlanItem.objects.get(pk=case.action.pk).status == ItemStatus.NOT_STARTED
