"""Start, meet, withdraw, restart and open again; and who may see which deadline."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from people.enums import CaseRoleKind, Role
from tests.factories.people import (
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_staff,
    make_team,
)
from tests.factories.timescales import STARTED, make_deadline
from timescales.domain import (
    explain,
    meet_deadline,
    open_for_family,
    open_for_owner,
    reopen_deadline,
    restart_deadline,
    start_deadline,
    today_in_london,
    withdraw_deadline,
)
from timescales.due import Dates
from timescales.enums import ChangeKind
from timescales.errors import AlreadySettled, NotInTime
from timescales.models import Deadline, DeadlineChange

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timescales.domain.deadlines.today_in_london", lambda: TODAY)


def kinds(deadline: Deadline) -> list[str]:
    return list(deadline.changes.values_list("kind", flat=True))


class TestStart:
    def test_keeps_the_date_and_its_history(self) -> None:
        deadline = make_deadline("icpc")
        deadline.refresh_from_db()
        assert deadline.due_on == date(2026, 12, 11)
        assert deadline.family == deadline.child.family
        assert not deadline.provisional
        assert kinds(deadline) == [ChangeKind.STARTED]

    def test_again_with_the_same_dates_changes_nothing(self) -> None:
        child = make_child()
        first = make_deadline(child=child)
        assert make_deadline(child=child) == first
        assert kinds(first) == [ChangeKind.STARTED]

    def test_again_with_other_dates_runs_from_those(self) -> None:
        child = make_child()
        make_deadline(child=child)
        moved = make_deadline(child=child, start=date(2026, 11, 19))
        assert moved.due_on == date(2026, 12, 10)
        assert kinds(moved) == [ChangeKind.STARTED, ChangeKind.RESTARTED]
        assert Deadline.objects.count() == 1

    def test_another_occasion_is_another_deadline(self) -> None:
        child = make_child()
        one = make_deadline("core_group", child=child, about="core_group:1")
        assert one != make_deadline("core_group", child=child, about="core_group:2")

    def test_about_a_family_or_nobody(self) -> None:
        family = make_family()
        about_family = make_deadline(family=family)
        assert (about_family.child, about_family.family) == (None, family)
        nobody = start_deadline(rule="police_notice", dates=Dates(STARTED), by=None, about="slot:9")
        again = start_deadline(rule="police_notice", dates=Dates(STARTED), by=None, about="slot:9")
        assert nobody == again

    def test_the_named_dates_come_back_as_they_went_in(self) -> None:
        held = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
        deadline = make_deadline("late_dissent", start_at=held, birth=date(2026, 12, 1))
        deadline.refresh_from_db()
        assert deadline.clock_dates() == Dates(STARTED, birth=date(2026, 12, 1), start_at=held)


class TestMeet:
    def test_on_time(self) -> None:
        deadline = meet_deadline(
            deadline=make_deadline(), met_on=TODAY, met_by="conference:1", by=None
        )
        assert not deadline.is_open
        assert not deadline.is_late
        assert kinds(deadline) == [ChangeKind.STARTED, ChangeKind.MET]

    def test_on_the_due_day_is_in_time_and_the_day_after_is_late(self) -> None:
        deadline = make_deadline(start=date(2026, 10, 30))
        assert deadline.due_on == date(2026, 11, 20)
        assert not Deadline.objects.overdue(today=date(2026, 11, 20)).exists()
        assert Deadline.objects.overdue(today=date(2026, 11, 21)).get() == deadline
        late = meet_deadline(
            deadline=deadline, met_on=date(2026, 11, 21), late_reason="Chair ill", by=None
        )
        assert late.is_late

    def test_twice_is_once(self) -> None:
        deadline = make_deadline()
        meet_deadline(deadline=deadline, met_on=TODAY, by=None)
        meet_deadline(deadline=deadline, met_on=TODAY, by=None)
        assert kinds(deadline) == [ChangeKind.STARTED, ChangeKind.MET]

    def test_in_the_future_is_refused(self) -> None:
        with pytest.raises(NotInTime, match="future"):
            meet_deadline(deadline=make_deadline(), met_on=TODAY + timedelta(days=1), by=None)

    def test_on_two_days_is_refused(self) -> None:
        deadline = meet_deadline(deadline=make_deadline(), met_on=TODAY, by=None)
        with pytest.raises(AlreadySettled, match="met on 21 November 2026"):
            meet_deadline(deadline=deadline, met_on=STARTED, by=None)

    def test_met_then_started_from_another_day_is_refused(self) -> None:
        child = make_child()
        meet_deadline(deadline=make_deadline(child=child), met_on=TODAY, by=None)
        with pytest.raises(AlreadySettled):
            make_deadline(child=child, start=date(2026, 11, 19))


class TestWithdraw:
    def test_leaves_the_open_list_but_stays(self) -> None:
        deadline = withdraw_deadline(deadline=make_deadline(), reason="Diverted", by=None)
        assert not Deadline.objects.open().exists()
        assert kinds(deadline) == [ChangeKind.STARTED, ChangeKind.WITHDRAWN]
        withdraw_deadline(deadline=deadline, reason="Again", by=None)
        assert deadline.changes.count() == 2

    def test_a_met_one_is_refused(self) -> None:
        deadline = meet_deadline(deadline=make_deadline(), met_on=TODAY, by=None)
        with pytest.raises(AlreadySettled):
            withdraw_deadline(deadline=deadline, reason="Diverted", by=None)

    def test_started_again_it_is_open(self) -> None:
        child = make_child()
        withdraw_deadline(deadline=make_deadline(child=child), reason="Diverted", by=None)
        assert make_deadline(child=child).is_open

    def test_met_and_withdrawn_at_once_is_impossible(self) -> None:
        deadline = withdraw_deadline(deadline=make_deadline(), reason="Diverted", by=None)
        with pytest.raises(IntegrityError, match="not_both"), transaction.atomic():
            Deadline.objects.filter(pk=deadline.pk).update(met_on=TODAY)


class TestRestartAndReopen:
    def test_a_birth_brings_the_review_forward(self) -> None:
        deadline = make_deadline("first_review")
        assert deadline.due_on == date(2027, 2, 20)
        dates = Dates(STARTED, birth=date(2026, 12, 20))
        moved = restart_deadline(deadline=deadline, dates=dates, by=None, reason="Born")
        assert moved.due_on == date(2027, 1, 20)
        change = deadline.changes.last()
        assert change is not None
        assert (change.due_before, change.due_after) == (date(2027, 2, 20), date(2027, 1, 20))
        restart_deadline(deadline=deadline, dates=dates, by=None)
        assert deadline.changes.count() == 2

    def test_a_decision_corrected_opens_it_again(self) -> None:
        met = meet_deadline(deadline=make_deadline(), met_on=TODAY, met_by="conference:1", by=None)
        opened = reopen_deadline(deadline=met, reason="Decision corrected", by=None)
        assert opened.is_open
        assert (opened.met_by, opened.settled_at) == ("", None)
        assert kinds(opened) == [ChangeKind.STARTED, ChangeKind.MET, ChangeKind.REOPENED]


class TestWhoMaySee:
    def test_only_the_familys_own_people(self) -> None:
        team = make_team()
        mine = make_deadline(child=make_child(family=make_family(team=team)))
        make_deadline()
        start_deadline(rule="police_notice", dates=Dates(STARTED), by=None)
        manager = make_staff(Role.TEAM_MANAGER, team=team)
        assert list(Deadline.objects.visible_to(manager)) == [mine]
        assert list(DeadlineChange.objects.visible_to(manager)) == list(mine.changes.all())

    def test_never_with_a_conflict_of_interest(self) -> None:
        deadline = make_deadline()
        head = make_staff(Role.HEAD_OF_SERVICE)
        assert list(Deadline.objects.visible_to(head)) == [deadline]
        make_conflict(deadline.family, head)
        assert not Deadline.objects.visible_to(head).exists()

    def test_the_owner_is_whoever_holds_the_role_today(self) -> None:
        deadline = make_deadline(owner_role=CaseRoleKind.CHAIR)
        old, new = make_staff(Role.PRINCIPAL_OFFICER), make_staff(Role.PRINCIPAL_OFFICER)
        role = make_case_role(deadline.family, old, kind=CaseRoleKind.CHAIR)
        assert list(open_for_owner(old)) == [deadline]
        role.to_on = today_in_london() - timedelta(days=1)
        role.save()
        make_case_role(deadline.family, new, kind=CaseRoleKind.CHAIR)
        assert list(open_for_owner(new)) == [deadline]
        assert not open_for_owner(old).exists()

    def test_open_for_a_family_soonest_first(self) -> None:
        child = make_child()
        later = make_deadline("first_review", child=child)
        sooner = make_deadline("icpc", child=child)
        head = make_staff(Role.HEAD_OF_SERVICE)
        assert list(open_for_family(child.family, to=head)) == [sooner, later]

    def test_a_deadline_follows_its_child_to_another_family(self) -> None:
        deadline = make_deadline()
        child, other = deadline.child, make_family()
        child.family = other
        child.save()
        deadline.refresh_from_db()
        assert deadline.family == other

    def test_the_database_refuses_another_childs_family(self) -> None:
        deadline = make_deadline()
        with pytest.raises(IntegrityError, match="child_with_family"), transaction.atomic():
            Deadline.objects.filter(pk=deadline.pk).update(family=make_family())


def test_a_deadline_explains_itself() -> None:
    deadline = make_deadline("report_to_family_icpc", start=date(2026, 12, 11))
    assert explain(deadline).due_on == deadline.due_on == date(2026, 12, 8)
