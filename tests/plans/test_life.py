"""A plan's life: one open, a category of the census, ended by a quorate review or an exception."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import DomainError, NotAllowed, WrongState
from plans.domain.ending import eighteenth_birthday, end_without_review
from plans.domain.life import (
    InquorateCannotEnd,
    NoSuchCategory,
    continue_plan,
    end_plan,
    open_plan,
    undo_continue,
)
from plans.enums import Category, EndReason, PlanKind
from plans.models import LocalPractice, Plan
from tests.factories.disclosure import make_record
from tests.factories.plans import Case, days_ago, make_case, make_plan
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case("Ada Testwood")


def another(case: Case, **fields: object) -> Plan:
    fields = {"category_initial": Category.NEGLECT, **fields}
    return open_plan(
        child=case.plan.child,
        kind=PlanKind.CHILD_PROTECTION,
        on=days_ago(1),
        words=case.outline,
        about="conference:9",
        by=case.chair,
        **fields,
    )


def test_one_open_plan_of_our_own_and_a_temporary_one_apart(case: Case) -> None:
    with pytest.raises(WrongState, match="already has an open"):
        another(case)
    make_plan(case.plan.child, is_temporary=True, authority="Ofsdale")
    assert Plan.objects.open().child_protection().count() == 1


def test_opening_starts_its_clocks_and_a_category_must_exist(case: Case) -> None:
    end_plan(plan=case.plan, on=days_ago(1), reason=EndReason.REVIEW_DECISION, by=case.chair)
    with pytest.raises(NoSuchCategory, match="no category “ROTH”") as refused:
        another(case, category_initial="ROTH")
    assert refused.value.field == "category"
    another(case)
    rules = Deadline.objects.filter(about="conference:9").values_list("rule", flat=True)
    assert sorted(rules) == [
        "first_core_group", "long_plan_first", "repeat_plan_review", "statutory_visit",
    ]  # fmt: skip


def test_the_category_changes_only_at_a_conference(case: Case) -> None:
    def go_on(about: str) -> Plan:
        return continue_plan(
            plan=case.plan,
            category=Category.PHYSICAL,
            constituents=[],
            risk_outside_home=True,
            lead_worker=case.nurse,
            words=make_record(case.family),
            about=about,
            by=case.chair,
        )

    with pytest.raises(WrongState, match="only at a conference"):
        go_on("")
    changed = go_on("conference:9")
    assert (changed.category_initial, changed.category_latest) == ("NEG", "PHY")
    assert (changed.risk_outside_home, changed.lead_worker) == (True, case.nurse)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=changed.pk).update(category_changed_by="")
    before = changed.history.latest("history_date").history_date
    undone = undo_continue(plan=changed, before=before, by=case.chair)
    assert (undone.category_latest, undone.category_changed_by) == ("NEG", "")
    assert (undone.risk_outside_home, undone.lead_worker) == (False, None)


class TestEnding:
    def end(self, case: Case, **fields: object) -> Plan:
        fields = {
            "plan": case.plan,
            "on": days_ago(0),
            "reason": EndReason.LEFT_UK,
            "authorised_by": "H. Ofsdale, 3 March",
            "by": case.manager,
            **fields,
        }
        return end_without_review(**fields)  # type: ignore[arg-type]

    def test_a_review_that_was_not_quorate_ends_nothing(self, case: Case) -> None:
        with pytest.raises(InquorateCannotEnd):
            end_plan(
                plan=case.plan,
                on=days_ago(0),
                reason=EndReason.REVIEW_DECISION,
                quorate=False,
                by=case.chair,
            )

    @pytest.mark.parametrize(
        ("day", "message"), [(31, "cannot end before that day"), (-1, "day to come")]
    )
    def test_on_a_day_that_cannot_be(self, case: Case, day: int, message: str) -> None:
        with pytest.raises(DomainError, match=message) as refused:
            self.end(case, on=days_ago(day))
        assert refused.value.field == "on"

    def test_an_exception_names_who_authorised_it_and_stops_every_clock(self, case: Case) -> None:
        with pytest.raises(DomainError, match="who authorised"):
            self.end(case, authorised_by=" ")
        ended = self.end(case)
        assert (ended.end_reason, ended.end_authorised_by) == ("left_uk", "H. Ofsdale, 3 March")
        assert not Deadline.objects.open().exists()
        with pytest.raises(WrongState, match="already ended"):
            self.end(case)

    def test_only_a_manager_and_never_for_a_reviews_reason(self, case: Case) -> None:
        with pytest.raises(NotAllowed):
            self.end(case, by=case.worker)
        with pytest.raises(DomainError, match="Only a review"):
            self.end(case, reason=EndReason.REVIEW_DECISION)
        with pytest.raises(DomainError, match="Only a review"):
            self.end(case, reason=EndReason.TRANSFERRED)  # by the step that keeps the transfer

    def test_a_death_is_recorded_by_itself(self, case: Case) -> None:
        with pytest.raises(DomainError) as refused:
            self.end(case, reason=EndReason.DIED)
        assert refused.value.message == (
            "Record the death from the family’s page. That ends the plan too, and withdraws the "
            "letters that have not gone."
        )
        assert refused.value.field == "reason"
        case.plan.refresh_from_db()
        assert case.plan.ended_on is None

    def test_looked_after_where_local_practice_says_so(self, case: Case) -> None:
        LocalPractice.objects.create(pk=1, looked_after_ends_a_plan=False)
        with pytest.raises(DomainError, match="Only a review"):
            self.end(case, reason=EndReason.LOOKED_AFTER)
        LocalPractice.objects.update(looked_after_ends_a_plan=True)
        assert self.end(case, reason=EndReason.LOOKED_AFTER).ended_on == days_ago(0)

    def test_turned_18_is_checked(self, case: Case) -> None:
        with pytest.raises(DomainError, match="not 18"):
            self.end(case, reason=EndReason.TURNED_18)
        assert eighteenth_birthday(dt.date(2008, 2, 29)) == dt.date(2026, 3, 1)
