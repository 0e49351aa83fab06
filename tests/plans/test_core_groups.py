"""Core groups: planned, held or not, what was said, and the clocks that follow them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from disclosure.models import Passage
from people.domain.case_roles import hand_over
from people.enums import CaseRoleKind, Role
from people.models import Relationship
from plans.domain.members import (
    add_member,
    end_member,
    members_of,
    seat_lead_worker,
    seat_members,
)
from plans.domain.minutes import ActionReviewed, Minutes, OutcomeSaid
from plans.domain.planning import (
    drop_planned,
    fix_date,
    move_core_group,
    plan_core_group,
    record_missed,
    record_not_held,
)
from plans.domain.recording import TooEarly, record_core_group, take_back_core_group
from plans.enums import CameAs, CoreGroupState, Direction, ItemStatus, NotHeldReason
from plans.models import CoreGroup, CoreGroupMember, FullPlan, PlanItem
from tests.factories.meetings import at_ten, open_day
from tests.factories.people import make_case_role, make_person, make_professional, make_staff
from tests.factories.plans import Case, days_ago, make_case
from tests.factories.timescales import make_calendar_day
from timescales.enums import DayKind
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case()


def give(case: Case, taker: User) -> None:
    """The case is handed over today."""
    lead = CaseRoleKind.LEAD_SOCIAL_WORKER
    hand_over(family=case.family, kind=lead, to=taker.professional, by=case.manager)


def clocks(case: Case, child: int = 0) -> list[tuple[str, dt.date, dt.date | None]]:
    """(rule, started, met) of one child's core group clocks that count, in order."""
    rows = Deadline.objects.filter(
        child=case.plans[child].child, rule__contains="core_group", withdrawn_at=None
    )
    return list(rows.order_by("started_on", "pk").values_list("rule", "started_on", "met_on"))


class TestClocks:
    def test_the_first_meets_its_clock_and_starts_six_weeks_for_every_child(
        self, case: Case
    ) -> None:
        case.meet(days_ago(20))
        for child in (0, 1):
            assert clocks(case, child) == [
                ("first_core_group", days_ago(30), days_ago(20)),
                ("core_group", days_ago(20), None),
            ]
        running = Deadline.objects.open().get(child=case.plan.child, rule="core_group")
        assert running.due_on == days_ago(20) + dt.timedelta(weeks=6)
        assert running.owner_role == "lead_social_worker"

    def test_recorded_late_and_out_of_order_it_comes_out_the_same(self, case: Case) -> None:
        case.meet(days_ago(1))
        assert clocks(case)[0] == ("first_core_group", days_ago(30), days_ago(1))
        case.meet(days_ago(20))
        assert clocks(case) == [
            ("first_core_group", days_ago(30), days_ago(20)),
            ("core_group", days_ago(20), days_ago(1)),
            ("core_group", days_ago(1), None),
        ]

    def test_taken_back_what_it_met_runs_again(self, case: Case) -> None:
        group = case.meet(days_ago(20))
        case.meet(days_ago(5))
        take_back_core_group(core_group=group, reason="Another family.", by=case.manager)
        assert clocks(case) == [
            ("first_core_group", days_ago(30), days_ago(5)),
            ("core_group", days_ago(5), None),
        ]
        with pytest.raises(NotAllowed):
            take_back_core_group(core_group=group, reason="Again.", by=case.worker)

    def test_for_one_child_alone_the_others_clock_runs_on(self, case: Case) -> None:
        record_core_group(
            family=case.family,
            minutes=case.minutes(days_ago(20)),
            plans=[case.plans[1]],
            by=case.worker,
        )
        assert clocks(case, 0) == [("first_core_group", days_ago(30), None)]
        assert clocks(case, 1)[0][2] == days_ago(20)

    def test_a_plan_that_has_ended_gets_no_new_clock(self, case: Case) -> None:
        case.plan.ended_on = days_ago(3)
        case.plan.save()
        case.meet(days_ago(20))
        assert clocks(case, 0) == [("first_core_group", days_ago(30), days_ago(20))]
        assert clocks(case, 1)[1] == ("core_group", days_ago(20), None)


class TestWhatCannotBe:
    def test_before_its_conference(self, case: Case) -> None:
        with pytest.raises(TooEarly, match="before the conference") as refused:
            case.meet(days_ago(31))
        assert refused.value.field == "held_on"
        assert not CoreGroup.objects.exists()

    def test_on_a_day_to_come_or_after_the_plans_ended(self, case: Case) -> None:
        with pytest.raises(DomainError, match="future"):
            case.meet(days_ago(-1))
        for plan in case.plans:
            plan.ended_on = days_ago(10)
            plan.save()
        with pytest.raises(WrongState, match="No child"):
            case.meet(days_ago(5))

    def test_twice_on_one_day_is_once(self, case: Case) -> None:
        case.meet(days_ago(20))
        with pytest.raises(WrongState, match="already recorded"):
            case.meet(days_ago(20))
        assert CoreGroup.objects.count() == 1

    def test_that_nobody_came_to(self, case: Case) -> None:
        minutes = case.minutes(days_ago(20), CameAs.APOLOGIES)
        with pytest.raises(DomainError, match="Say who came"):
            record_core_group(family=case.family, minutes=minutes, by=case.worker)

    @pytest.mark.parametrize("who", ["chair", Role.HEAD_OF_SERVICE, Role.SOCIAL_WORKER])
    def test_by_somebody_who_may_only_read(self, case: Case, who: str) -> None:
        somebody = case.chair if who == "chair" else make_staff(who)
        with pytest.raises(NotAllowed, match="social worker and their team manager"):
            record_core_group(family=case.family, minutes=case.minutes(days_ago(2)), by=somebody)
        assert Event.objects.using("audit").filter(verb="plans.record_core_group").exists()

    def test_another_authoritys_plan_has_none(self, case: Case) -> None:
        for plan in case.plans:
            plan.is_temporary, plan.authority = True, "Ofsdale"
            plan.save()
        with pytest.raises(WrongState, match="No child"):
            case.meet(days_ago(2))


class TestMinutes:
    def test_progress_views_and_actions_are_kept_and_given_to_who_was_there(
        self, case: Case
    ) -> None:
        late = add_member(family=case.family, person=make_professional().person, by=case.worker)
        ada = case.plan.child
        came = {
            **dict.fromkeys(members_of(case.family), CameAs.IN_PERSON),
            late: CameAs.PART,
        }
        minutes = case.minutes(
            days_ago(20),
            progress=[OutcomeSaid(case.goal, Direction.BETTER, 6, "She eats at school.")],
            views={ada.pk: "I like breakfast club."},
            actions=[ActionReviewed(case.action, ItemStatus.DONE, "Seen the card.")],
        )
        minutes = type(minutes)(**{**vars(minutes), "came": came})
        group = record_core_group(family=case.family, minutes=minutes, by=case.worker)
        record = FullPlan.objects.get(outline=case.outline).record
        [progress] = group.progress.all()
        assert (progress.direction, progress.scale) == ("better", 6)
        assert progress.words.text == "She eats at school."
        assert progress.outcome.lineage == case.goal.pk
        action = PlanItem.objects.get(passage__record=record, root=case.action)
        assert action.status == ItemStatus.DONE
        assert action.updates.get().words.text == "Seen the card."
        case.action.refresh_from_db()
        assert case.action.status == ItemStatus.NOT_STARTED  # the outline stays as it was
        views = Passage.objects.get(record=record, heading="core_group_child_views")
        assert [person.pk for person in views.about.all()] == [ada.pk]
        heard = set(views.clearances.values_list("person_id", flat=True))
        assert heard == {case.mother.pk, case.nurse.pk, case.worker.professional.pk}
        assert late.person_id not in heard

    def test_a_number_off_the_scale_loses_nothing(self, case: Case) -> None:
        with pytest.raises(DomainError, match="0 to 10"):
            case.meet(days_ago(2), progress=[OutcomeSaid(case.goal, Direction.SAME, 11)])
        assert not FullPlan.objects.exists()

    def test_only_an_outcome_is_measured(self, case: Case) -> None:
        with pytest.raises(DomainError, match="needs to be different"):
            case.meet(days_ago(2), progress=[OutcomeSaid(case.action, Direction.SAME)])

    def test_siblings_whose_plans_two_conferences_made(self, case: Case) -> None:
        """Each outcome's words stay with the plan it belongs to."""
        newborn = make_case("Cal Testwood")
        newborn.plan.child.family = case.family
        newborn.plan.child.save()
        case.meet(days_ago(2), progress=[OutcomeSaid(case.goal, Direction.SAME, words="So so.")])
        assert CoreGroup.objects.get().plans.count() == 3
        assert FullPlan.objects.get().outline == case.outline


class TestPlanning:
    def test_planned_then_held_is_one_row(self, case: Case) -> None:
        at = at_ten(open_day(days_ago(-7)))
        group = plan_core_group(family=case.family, at=at, place=" Library ", by=case.worker)
        assert (group.state, group.place, group.plans.count()) == ("planned", "Library", 2)
        held = record_core_group(
            family=case.family, minutes=case.minutes(days_ago(0)), planned=group, by=case.worker
        )
        assert (held.pk, held.state) == (group.pk, CoreGroupState.HELD)

    def test_planned_twice_for_one_time_is_once_where_it_was_said_last(self, case: Case) -> None:
        """Each planned one must be written up; for another child or time it is another."""
        at = at_ten(open_day(days_ago(-7)))

        def plan(place: str, **more: Any) -> CoreGroup:
            given = {"family": case.family, "at": at, **more}
            return plan_core_group(place=place, by=case.worker, **given)

        first = plan("Library")
        assert [plan(place) for place in ("Library", "", "School ")] == [first] * 3
        assert CoreGroup.objects.get().place == "School"
        verbs = Event.objects.filter(verb__endswith="_core_group").order_by("id")
        assert list(verbs.values_list("verb", flat=True)) == [
            "plans.plan_core_group", "plans.move_core_group",
        ]  # fmt: skip
        assert plan("School", plans=[case.plans[1]]) != first
        assert plan("School", at=at + dt.timedelta(hours=1)) != first
        record_not_held(core_group=first, reason=NotHeldReason.WORKER_AWAY, by=case.manager)
        assert plan("School") != first

    def test_not_held_has_a_reason_and_meets_nothing(self, case: Case) -> None:
        at = at_ten(open_day(days_ago(-7)))
        group = plan_core_group(family=case.family, at=at, place="", by=case.worker)
        with pytest.raises(DomainError, match="Choose why"):
            record_not_held(core_group=group, reason="", by=case.worker)  # type: ignore[arg-type]
        with pytest.raises(DomainError, match="Say why"):
            record_not_held(core_group=group, reason=NotHeldReason.OTHER, by=case.worker)
        record_not_held(core_group=group, reason=NotHeldReason.WORKER_AWAY, by=case.manager)
        assert clocks(case) == [("first_core_group", days_ago(30), None)]
        with pytest.raises(WrongState, match="not held"):
            record_core_group(
                family=case.family, minutes=case.minutes(days_ago(0)), planned=group, by=case.worker
            )

    def test_one_whose_day_was_never_fixed_may_not_have_been_held_either(self, case: Case) -> None:
        def miss(day: dt.date, reason: NotHeldReason = NotHeldReason.WORKER_AWAY) -> CoreGroup:
            return record_missed(family=case.family, on=day, reason=reason, by=case.worker)

        for number, message in ((-1, "today or in the past"), (31, "on a plan that day")):
            with pytest.raises(DomainError, match=message) as refused:
                miss(days_ago(number))
            assert refused.value.field == "on"
        with pytest.raises(DomainError, match="Say why"):
            miss(days_ago(16), NotHeldReason.OTHER)
        group = miss(days_ago(16))
        assert (group.state, group.day, group.not_held_reason) == (
            "not_held", days_ago(16), "worker_away",
        )  # fmt: skip
        assert list(group.plans.all()) == case.plans
        assert clocks(case) == [("first_core_group", days_ago(30), None)]
        case.meet(days_ago(10))
        for number in (16, 10):
            with pytest.raises(WrongState, match="already") as refused:
                miss(days_ago(number))
            assert refused.value.field == "on"
        with pytest.raises(NotAllowed):
            record_missed(
                family=case.family, on=days_ago(9), reason=NotHeldReason.UNSAFE, by=case.chair
            )
        assert CoreGroup.objects.count() == 2

    def test_a_day_that_is_over_cannot_be_planned(self, case: Case) -> None:
        at = timezone.now() - dt.timedelta(days=1)
        with pytest.raises(DomainError, match="today or later"):
            plan_core_group(family=case.family, at=at, place="", by=case.worker)

    def test_nor_one_on_which_our_offices_are_shut(self, case: Case) -> None:
        friday, monday = dt.date(2090, 1, 6), dt.date(2090, 1, 9)
        group = plan_core_group(family=case.family, at=at_ten(friday), place="", by=case.worker)
        make_calendar_day(monday)
        make_calendar_day(friday, kind=DayKind.LOCAL_CLOSURE, name="Moving office")
        for day, why in (
            (friday, "Friday 6 January 2090 is a local closure (Moving office)"),
            (friday + dt.timedelta(days=1), "Saturday 7 January 2090 is a weekend"),
            (monday, "Monday 9 January 2090 is a proclaimed bank holiday (Fictional jubilee)"),
        ):
            words = f"{why}. The next working day is Tuesday 10 January 2090."
            for act in (
                lambda at: plan_core_group(family=case.family, at=at, place="", by=case.worker),
                lambda at: move_core_group(core_group=group, at=at, place="", by=case.worker),
            ):
                with pytest.raises(DomainError) as refused:
                    act(at_ten(day))
                assert refused.value.message == f"A core group cannot be held that day: {words}"
                assert refused.value.field == "on"

    def test_the_conference_fixes_it_once_and_can_undo_it(self, case: Case) -> None:
        for hour in (1, 2):
            at = timezone.now() + dt.timedelta(hours=hour)
            fix_date(
                family=case.family, plans=case.plans, at=at, place="", planned_by="conference:7"
            )
        assert CoreGroup.objects.planned().count() == 1
        drop_planned(family=case.family, planned_by="conference:7")
        assert not CoreGroup.objects.planned().exists()


class TestMembers:
    def test_somebody_who_must_not_be_told_never_sits_there(self, case: Case) -> None:
        father = make_person("Fergus O'Featherby")
        Relationship.objects.create(
            child=case.plans[1].child, person=father, kind="father", must_not_be_told=True
        )
        with pytest.raises(NotAllowed, match="must not be told"):
            add_member(family=case.family, person=father, by=case.worker)
        assert (
            seat_members(family=case.family, people=[father], on=days_ago(0), by=case.worker) == []
        )

    def test_a_stranger_and_a_member_are_refused(self, case: Case) -> None:
        with pytest.raises(DomainError, match="network"):
            add_member(family=case.family, person=make_person(), by=case.worker)
        with pytest.raises(WrongState, match="already"):
            add_member(family=case.family, person=case.nurse, by=case.worker)

    @pytest.mark.parametrize("stays", [False, True])
    def test_whoever_takes_the_case_over_is_seated_and_who_led_leaves(
        self, case: Case, stays: bool
    ) -> None:
        """Unless whoever led holds another role on the case."""
        taker, old = make_staff(Role.SOCIAL_WORKER, team=case.family.team), case.worker
        if stays:
            make_case_role(case.family, old, kind=CaseRoleKind.TEAM_MANAGER)
        give(case, taker)
        minutes = case.minutes(days_ago(2))
        record_core_group(family=case.family, minutes=minutes, by=taker)
        seat = CoreGroupMember.objects.get(person=old.professional.person)
        ended_on = None if stays else days_ago(1)
        assert (seat.to_on, seat.stood_down, seat.attendances.count()) == (ended_on, False, 1)
        sitting = {member.person_id for member in members_of(case.family)}
        known = {case.mother.pk, case.nurse.pk, taker.professional.pk}
        assert sitting == (known | {old.professional.pk} if stays else known)

    def test_whoever_took_the_case_over_may_have_come(self, case: Case) -> None:
        taker = make_staff(Role.SOCIAL_WORKER, team=case.family.team)
        give(case, taker)
        minutes = Minutes(held_on=days_ago(2), came={}, lead_came_as=CameAs.REMOTE)
        group = record_core_group(family=case.family, minutes=minutes, by=taker)
        [came] = group.attendances.all()
        assert (came.member.person, came.came_as) == (taker.professional.person, "remote")
        again = Minutes(held_on=days_ago(3), came={}, lead_came_as=CameAs.REMOTE)
        with pytest.raises(DomainError, match="with the members") as refused:
            record_core_group(family=case.family, minutes=again, by=taker)
        assert refused.value.rule == "not_in_this_core_group"
        assert CoreGroup.objects.count() == 1

    def test_a_lead_worker_who_must_not_be_told_is_not_seated(self, case: Case) -> None:
        taker = make_staff(Role.SOCIAL_WORKER, team=case.family.team)
        give(case, taker)
        Relationship.objects.create(
            child=case.plan.child,
            person=taker.professional.person,
            kind="father",
            must_not_be_told=True,
        )
        assert seat_lead_worker(family=case.family, by=case.manager) is None
        assert taker.professional.pk not in {m.person_id for m in members_of(case.family)}

    def test_leaving_keeps_what_was(self, case: Case) -> None:
        case.meet(days_ago(20))
        nurse = next(m for m in members_of(case.family) if m.person_id == case.nurse.pk)
        end_member(member=nurse, by=case.manager)
        assert case.nurse.pk not in {m.person_id for m in members_of(case.family)}
        assert nurse.attendances.count() == 1
        with pytest.raises(WrongState):
            end_member(member=nurse, by=case.worker)


def test_a_plan_without_clocks_gets_them_when_a_core_group_is_recorded() -> None:
    """Plans taken over from elsewhere have none yet."""
    case = make_case("Ada Testwood", clocks=False)
    case.meet(days_ago(20))
    assert [row[0] for row in clocks(case)] == ["first_core_group", "core_group"]
