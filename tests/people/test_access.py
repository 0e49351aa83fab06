"""Restriction, conflict of interest, broken glass (quality.md, A8)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from audit.enums import Action
from audit.models import Event
from notifications.models import Message
from people.domain.access import (
    EMERGENCY,
    break_glass,
    declare_conflict,
    end_named_access,
    lift_restriction,
    name_person,
    restrict_family,
    withdraw_conflict,
)
from people.domain.case_roles import hand_over
from people.domain.family import change_family
from people.domain.merge import merge
from people.domain.reading import list_visible, open_one
from people.enums import CaseRoleKind, Role
from people.errors import BadDetail, Refused
from people.models import BreakGlass, CaseRole, Child, Family, NamedAccess
from people.rules import roles_of
from tests.factories.people import (
    make_administrator,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_named_access,
    make_posting,
    make_professional,
    make_staff,
    make_team,
)

pytestmark = pytest.mark.django_db
REASON = "A child is alone in a police station and cannot go home"


def sees(user: User, family: Family) -> bool:
    return Family.objects.visible_to(user).filter(pk=family.pk).exists()


@pytest.fixture
def manager() -> User:
    return make_staff(Role.TEAM_MANAGER, team=make_team())


@pytest.fixture
def family(manager: User) -> Family:
    return make_family("Pendlewick", team=manager.postings.get().team)


class TestRestriction:
    def test_only_the_named_and_the_manager_may_open_it(
        self, manager: User, family: Family
    ) -> None:
        named, head = make_staff(Role.SOCIAL_WORKER), make_staff(Role.HEAD_OF_SERVICE)
        restrict_family(family=family, reason="Staff member's child", named=[named], by=manager)
        assert sees(named, family)
        assert sees(manager, family)
        assert not sees(head, family)
        lift_restriction(family=family, reason="They moved away", by=manager)
        assert sees(head, family)
        assert not sees(named, family)

    def test_a_worker_may_not_restrict(self, family: Family) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(family, worker)
        with pytest.raises(NotAllowed):
            restrict_family(family=family, reason="x", named=[], by=worker)

    def test_a_manager_of_another_team_may_not_restrict(self, family: Family) -> None:
        with pytest.raises(NotAllowed):
            restrict_family(family=family, reason="x", named=[], by=make_staff(Role.TEAM_MANAGER))

    def test_somebody_can_always_open_it(self, manager: User, family: Family) -> None:
        restrict_family(family=family, reason="Known to staff", named=[], by=manager)
        mine = NamedAccess.objects.get()
        with pytest.raises(WrongState, match="Somebody must"):
            end_named_access(access=mine, by=manager)
        other = make_staff(Role.PRINCIPAL_OFFICER)
        access = name_person(family=family, user=other, reason="Chairs it", by=manager)
        end_named_access(access=access, by=manager)
        assert not sees(other, family)

    def test_naming_twice_is_naming_once(self, manager: User, family: Family) -> None:
        other = make_staff(Role.PRINCIPAL_OFFICER)
        for _ in range(2):
            name_person(family=family, user=other, reason="Chairs it", by=manager)
        assert NamedAccess.objects.count() == 1

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
    def test_a_reason_is_needed_and_is_short(
        self, manager: User, family: Family, reason: str
    ) -> None:
        with pytest.raises(BadDetail):
            restrict_family(family=family, reason=reason, named=[], by=manager)


class TestConflict:
    def test_anybody_declares_their_own_and_is_shut_out(self, family: Family) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(family, worker)
        declare_conflict(family=family, user=worker, reason="My sister's child", by=worker)
        assert not sees(worker, family)
        told = Message.objects.get()
        assert "Pendlewick" not in told.subject + told.body
        assert "sister" not in told.body

    def test_a_worker_may_not_shut_out_a_colleague(self, family: Family) -> None:
        worker, other = make_staff(Role.SOCIAL_WORKER), make_staff(Role.SOCIAL_WORKER)
        make_case_role(family, worker)
        with pytest.raises(NotAllowed):
            declare_conflict(family=family, user=other, reason="They are cousins", by=worker)

    def test_a_manager_declares_for_others_and_withdraws_but_never_their_own(
        self, manager: User, family: Family
    ) -> None:
        worker = make_staff(Role.BUSINESS_SUPPORT)
        conflict = declare_conflict(
            family=family, user=worker, reason="Lives next door", by=manager
        )
        withdraw_conflict(conflict=conflict, reason="Moved house", by=manager)
        assert sees(worker, family)
        mine = make_conflict(family, manager)
        with pytest.raises(NotAllowed):
            withdraw_conflict(conflict=mine, reason="Never mind", by=manager)

    def test_it_is_declared_once(self, manager: User, family: Family) -> None:
        worker = make_staff(Role.BUSINESS_SUPPORT)
        declare_conflict(family=family, user=worker, reason="Cousin", by=manager)
        with pytest.raises(WrongState, match="already recorded"):
            declare_conflict(family=family, user=worker, reason="Cousin", by=manager)


class TestBreakGlass:
    def test_it_opens_for_an_hour_and_tells_the_manager_and_the_data_officer(
        self, manager: User, family: Family
    ) -> None:
        officer, worker = make_staff(Role.DATA_OFFICER), make_staff(Role.EMERGENCY_DUTY)
        child = make_child("Ngozi Pendlewick", family=family)
        glass = break_glass(family=family, reason=REASON, by=worker)
        assert glass.until_at - glass.from_at == EMERGENCY == dt.timedelta(minutes=60)
        assert sees(worker, family)
        event = Event.objects.get(action=Action.BROKE_GLASS)
        assert (event.child_ids, event.reason) == ([child.pk], REASON)
        messages = Message.objects.all()
        assert {m.to_address for m in messages} == {manager.email, officer.email}
        for message in messages:
            for secret in ["Pendlewick", "Ngozi", "police", family.reference]:
                assert secret not in message.subject + message.body

    def test_it_mends_itself(self, family: Family) -> None:
        worker = make_staff(Role.EMERGENCY_DUTY)
        break_glass(family=family, reason=REASON, by=worker)
        BreakGlass.objects.update(until_at=timezone.now())
        assert not sees(worker, family)

    def test_a_conflict_of_interest_beats_it_and_is_refused_in_the_usual_words(
        self, family: Family
    ) -> None:
        worker = make_staff(Role.HEAD_OF_SERVICE)
        make_conflict(family, worker)
        with pytest.raises(Refused) as raised:
            break_glass(family=family, reason=REASON, by=worker)
        assert "conflict" not in raised.value.message
        assert not BreakGlass.objects.exists()
        assert not Message.objects.exists()
        refusal = Event.objects.using("audit").get(actor_id=worker.pk)
        assert refusal.verb == "people.break_glass"

    @pytest.mark.parametrize("reason", ["", "urgent", "x", ". . . . . . . . . . . . . . . ."])
    def test_it_takes_a_reason_that_says_something(self, family: Family, reason: str) -> None:
        with pytest.raises(BadDetail):
            break_glass(family=family, reason=reason, by=make_staff(Role.EMERGENCY_DUTY))

    def test_an_administrator_of_the_system_may_not(self, family: Family) -> None:
        with pytest.raises(NotAllowed):
            break_glass(family=family, reason=REASON, by=make_administrator())

    def test_without_a_team_manager_the_heads_of_service_are_told(self) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        break_glass(family=make_family(), reason=REASON, by=make_staff(Role.SOCIAL_WORKER))
        assert Message.objects.get().to_address == head.email


class TestReading:
    def test_opening_is_audited_and_so_is_the_refusal(self, family: Family) -> None:
        child = make_child(family=family)
        head, worker = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.SOCIAL_WORKER)
        found = open_one(Child.objects.all(), by=head, verb="desk.child", pk=child.pk)
        assert found == child
        assert Event.objects.get(actor_id=head.pk).child_ids == [child.pk]
        with pytest.raises(Refused) as raised:
            open_one(Child.objects.all(), by=worker, verb="desk.child", pk=child.pk)
        assert raised.value.family_id == family.pk
        assert Event.objects.using("audit").get(actor_id=worker.pk).action == Action.REFUSED

    def test_no_audit_row_no_read(self, family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*args: object, **kwargs: object) -> None:
            raise RuntimeError("disk full")

        monkeypatch.setattr("people.domain.reading.record", broken)
        with pytest.raises(RuntimeError):
            open_one(
                Family.objects.all(), by=make_staff(Role.HEAD_OF_SERVICE), verb="x", pk=family.pk
            )

    def test_what_is_hidden_in_a_list_is_counted(self, family: Family) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        shown = make_child(family=family)
        make_child(family=make_family(is_restricted=True))
        listing = list_visible(
            Child.objects.all(), by=head, verb="desk.list", children_of=lambda c: [c.pk]
        )
        assert listing.rows == [shown]
        assert listing.hidden_words() == "1 restricted child"
        assert Event.objects.get().child_ids == [shown.pk]


class TestHandingOver:
    def test_the_role_passes_from_one_day_to_the_next(self, manager: User, family: Family) -> None:
        first, second = make_staff(Role.SOCIAL_WORKER), make_staff(Role.SOCIAL_WORKER)
        make_case_role(family, first)
        today = timezone.localdate()
        hand_over(
            family=family, kind=CaseRoleKind.LEAD_SOCIAL_WORKER, to=second.professional, by=manager
        )
        assert sees(second, family)
        assert not sees(first, family)
        assert CaseRole.objects.get(to_on__isnull=False).to_on == today - dt.timedelta(days=1)

    def test_given_and_taken_away_on_one_day_it_is_closed_at_once(
        self, manager: User, family: Family
    ) -> None:
        first, second = (make_staff(Role.PRINCIPAL_OFFICER) for _ in range(2))
        for chair in (first, second):
            hand_over(family=family, kind=CaseRoleKind.CHAIR, to=chair.professional, by=manager)
        assert sees(second, family)
        assert not sees(first, family)

    def test_a_handover_ahead_keeps_the_present_holder_until_then(
        self, manager: User, family: Family
    ) -> None:
        first, second = make_staff(Role.SOCIAL_WORKER), make_staff(Role.SOCIAL_WORKER)
        make_case_role(family, first)
        hand_over(
            family=family,
            kind=CaseRoleKind.LEAD_SOCIAL_WORKER,
            to=second.professional,
            from_on=timezone.localdate() + dt.timedelta(days=3),
            by=manager,
        )
        assert sees(first, family)
        assert not sees(second, family)

    def test_the_chair_is_independent_of_the_line(self, manager: User, family: Family) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(family, worker)
        with pytest.raises(WrongState, match="independent"):
            hand_over(family=family, kind=CaseRoleKind.CHAIR, to=worker.professional, by=manager)

    def test_nobody_with_a_conflict_or_not_named_is_given_a_role(
        self, manager: User, family: Family
    ) -> None:
        chair = make_staff(Role.PRINCIPAL_OFFICER)
        conflict = make_conflict(family, chair)
        give = {"family": family, "kind": CaseRoleKind.CHAIR, "to": chair.professional}
        with pytest.raises(WrongState, match="conflict"):
            hand_over(**give, by=manager)
        conflict.delete()
        make_named_access(family, manager)
        Family.objects.update(is_restricted=True)
        family.refresh_from_db()
        with pytest.raises(WrongState, match="not named"):
            hand_over(**give, by=manager)
        make_named_access(family, chair)
        hand_over(**give, by=manager)
        assert sees(chair, family)

    def test_not_twice_to_the_same_and_not_backwards(self, manager: User, family: Family) -> None:
        chair = make_staff(Role.PRINCIPAL_OFFICER)
        give = {"family": family, "kind": CaseRoleKind.CHAIR, "by": manager}
        hand_over(**give, to=chair.professional)
        with pytest.raises(WrongState, match="already holds"):
            hand_over(**give, to=chair.professional)
        other = make_staff(Role.PRINCIPAL_OFFICER).professional
        with pytest.raises(BadDetail, match="later day"):
            hand_over(**give, to=other, from_on=dt.date(2020, 1, 1))

    def test_only_a_principal_officer_is_made_the_chair(
        self, manager: User, family: Family
    ) -> None:
        for somebody in (manager.professional, make_professional()):
            with pytest.raises(WrongState, match="not posted as a principal officer"):
                hand_over(family=family, kind=CaseRoleKind.CHAIR, to=somebody, by=manager)

    def test_a_social_worker_may_not_give_cases_away(self, family: Family) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(family, worker)
        with pytest.raises(NotAllowed):
            hand_over(family=family, kind=CaseRoleKind.CHAIR, to=make_professional(), by=worker)


class TestBrokenGlassGivesNoWayToStay:
    """Opened for an hour, the family is read; nothing done meanwhile outlasts the hour."""

    @pytest.fixture
    def stranger(self, family: Family) -> User:
        """A manager of another team, who has broken the glass."""
        team = make_team(area=family.area)
        stranger = make_staff(Role.TEAM_MANAGER, team=team)
        break_glass(family=family, reason=REASON, by=stranger)
        return stranger

    def test_not_by_naming_oneself(self, manager: User, family: Family, stranger: User) -> None:
        assert sees(stranger, family)
        with pytest.raises(NotAllowed):
            restrict_family(family=family, reason="Mine now", named=[], by=stranger)
        restrict_family(family=family, reason="Staff member's child", named=[], by=manager)
        with pytest.raises(NotAllowed):
            name_person(family=family, user=stranger, reason="I stay", by=stranger)
        with pytest.raises(NotAllowed):
            end_named_access(access=NamedAccess.objects.get(user=manager), by=stranger)

    def test_not_by_moving_the_family_or_giving_it_to_ones_own(
        self, family: Family, stranger: User
    ) -> None:
        team = stranger.postings.get().team
        with pytest.raises(NotAllowed):
            change_family(family=family, name="Pendlewick", area=team.area, team=team, by=stranger)
        worker = make_staff(Role.SOCIAL_WORKER).professional
        with pytest.raises(NotAllowed):
            hand_over(family=family, kind=CaseRoleKind.LEAD_SOCIAL_WORKER, to=worker, by=stranger)

    def test_not_by_keeping_others_out_or_letting_them_in(
        self, manager: User, family: Family, stranger: User
    ) -> None:
        with pytest.raises(NotAllowed):
            declare_conflict(family=family, user=manager, reason="Out", by=stranger)
        conflict = make_conflict(family, make_staff(Role.SOCIAL_WORKER))
        with pytest.raises(NotAllowed):
            withdraw_conflict(conflict=conflict, reason="In", by=stranger)
        declare_conflict(family=family, user=stranger, reason="My cousins", by=stranger)
        assert not sees(stranger, family)

    def test_not_by_merging_a_child_into_ones_own(self, family: Family, stranger: User) -> None:
        theirs = make_child("Ngozi Pendlewick", family=family)
        mine = make_child("Ngozi Pendelwick", family=make_family(team=stranger.postings.get().team))
        with pytest.raises(NotAllowed):
            merge(kept=mine.person, duplicate=theirs.person, reason="The same girl", by=stranger)

    def test_a_head_of_service_may_name_people_when_those_named_have_left(
        self, manager: User, family: Family
    ) -> None:
        restrict_family(family=family, reason="Staff member's child", named=[], by=manager)
        head, worker = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.SOCIAL_WORKER)
        with pytest.raises(NotAllowed):
            name_person(family=family, user=worker, reason="The new worker", by=head)
        break_glass(family=family, reason=REASON, by=head)
        name_person(family=family, user=worker, reason="The new worker", by=head)
        assert sees(worker, family)


def test_a_role_makes_no_reader_of_a_system_administrator(family: Family) -> None:
    administrator = make_administrator()
    make_posting(administrator, Role.HEAD_OF_SERVICE)
    assert roles_of(administrator) == frozenset()
    assert not sees(administrator, family)
