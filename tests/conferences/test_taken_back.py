"""What was closed, adjourned or decided and then taken back leaves nothing half done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from bookings.enums import BookingState, MoveReason
from conferences.domain import booking as booking_steps
from conferences.domain.adjourning import adjourn_conference, hold_again_by
from conferences.domain.closing import NotReadyToClose, close_conference
from conferences.domain.corrected_plan import PlanDates
from conferences.domain.correcting import (
    answer_correction,
    propose_correction,
    reopen_conference,
)
from conferences.domain.session import key_from_paper
from conferences.enums import ChildOutcome, ConferenceState
from conferences.models import Attendance, Conference
from desk.domain.bereavement import record_loss
from people.enums import CaseRoleKind, Role
from plans.domain.clocks import RUN_WITH_THE_PLAN
from plans.domain.ending import end_without_review
from plans.domain.life import void_plan
from plans.domain.queries import open_plan_for
from plans.domain.visits import Seen, record_visit, take_back_visit
from plans.enums import Category, EndReason, ItemStatus, SeenAnswer
from plans.models import Plan, PlanItem, Visit
from tests.factories import bookings, conferences
from tests.factories.meetings import (
    Meeting,
    agree_action,
    at_ten,
    decide,
    make_meeting,
    social_worker_of,
)
from tests.factories.people import make_case_role, make_staff
from tests.factories.reviews import review_in_session, two_on_plans
from timescales.domain import current_clock, today_in_london
from timescales.due import Dates
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
WITHOUT_PLAN = {"outcome": ChildOutcome.NO_FURTHER_ACTION, "category": "", "threshold_met": False}


def close(meeting: Meeting, **details: Any) -> Conference:
    return close_conference(
        conference=meeting.conference, details=meeting.details(**details), by=meeting.chair
    )


def reopen(meeting: Meeting) -> Conference:
    return reopen_conference(
        conference=meeting.conference, reason="Closed by mistake.", by=meeting.chair
    )


def adjourn(meeting: Meeting) -> Conference:
    return adjourn_conference(
        conference=meeting.conference,
        reason=MoveReason.INQUORATE,
        note="Only social care came.",
        kept_safe="Gran stays.",
        by=meeting.chair,
    )


def ready(*names: str) -> Meeting:
    meeting = make_meeting(*names)
    for each in meeting.children:
        decide(meeting, each)
    agree_action(meeting)
    return meeting


def worker_of(meeting: Meeting) -> User:
    worker = make_staff(Role.SOCIAL_WORKER)
    make_case_role(meeting.conference.family, worker, kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
    return worker


def manager_of(meeting: Meeting) -> User:
    manager = make_staff(Role.TEAM_MANAGER)
    make_case_role(meeting.conference.family, manager, kind=CaseRoleKind.TEAM_MANAGER)
    return manager


def running(meeting: Meeting) -> set[tuple[str, str]]:
    """Of the first child, the clocks that run with a plan: rule, and what each is about."""
    rows = Deadline.objects.open().filter(
        child=meeting.children[0].child, rule__in=RUN_WITH_THE_PLAN
    )
    return set(rows.values_list("rule", "about"))


class TestAPlanThatEndedWhileTheReviewWasOpen:
    @pytest.fixture
    def review(self) -> Meeting:
        review = review_in_session(two_on_plans())
        PlanItem.objects.update(status=ItemStatus.DONE)
        for each in review.children:
            decide(review, each)
        agree_action(review)
        return review

    def test_a_child_who_died_has_no_plan_made_by_the_close(self, review: Meeting) -> None:
        first, second = review.children
        record_loss(
            family=review.conference.family,
            person=first.child.person,
            happened_on=today_in_london(),
            authorised_by="Mira Fictional",
            by=manager_of(review),
        )
        close(review)
        assert open_plan_for(first.child) is None
        assert Plan.objects.filter(child=first.child).count() == 1
        assert not Deadline.objects.open().filter(child=first.child).exists()
        assert open_plan_for(second.child) is not None

    def test_one_that_ended_without_a_review_is_not_continued(self, review: Meeting) -> None:
        first, _ = review.children
        end_without_review(
            plan=open_plan_for(first.child),
            on=today_in_london(),
            reason=EndReason.LEFT_UK,
            authorised_by="The chair and the heads",
            by=manager_of(review),
        )
        with pytest.raises(NotReadyToClose) as refused:
            close(review)
        [obstacle] = refused.value.obstacles
        assert "so this conference cannot continue it" in obstacle.message
        decision = first.decision
        for name, value in WITHOUT_PLAN.items():
            setattr(decision, name, value)
        decision.save()
        close(review)
        assert open_plan_for(first.child) is None

    def test_one_that_is_void_is_not_made_anew(self, review: Meeting) -> None:
        first, _ = review.children
        plan = open_plan_for(first.child)
        void_plan(plan=plan, reason="Decided by mistake.", by=review.chair)
        with pytest.raises(NotReadyToClose) as refused:
            close(review)
        [obstacle] = refused.value.obstacles
        assert "is void since the decision that made it was corrected" in obstacle.message

    def test_while_it_is_open_the_conference_before_it_is_left_as_it_is(
        self, review: Meeting
    ) -> None:
        before = review.conference.follows
        each = before.children.get(child=review.children[0].child)
        with pytest.raises(WrongState, match="has a conference in session"):
            propose_correction(each=each, after=WITHOUT_PLAN, reason="Misheard.", by=review.chair)
        with pytest.raises(WrongState, match="has a conference in session"):
            reopen_conference(conference=before, reason="Closed in haste.", by=review.chair)


class TestAdjournedAfterAll:
    def test_a_meeting_on_paper_that_was_adjourned_has_not_been_held(self) -> None:
        meeting = ready()
        conference = meeting.conference
        conference.state = ConferenceState.BOOKED
        conference.save()
        day = today_in_london() - dt.timedelta(days=3)
        began, ended = at_ten(day), at_ten(day) + dt.timedelta(hours=1)
        key_from_paper(conference=conference, started_at=began, ended_at=ended, by=meeting.chair)
        adjourned = adjourn(meeting)
        assert (adjourned.held_on, adjourned.closed_at, adjourned.keyed_from_paper) == (
            None,
            None,
            False,
        )
        again_by = current_clock().due("inquorate_rebook", Dates(start=day)).due_on
        assert hold_again_by(adjourned) == again_by

        again = Conference.objects.get(pk=conference.pk)
        again.state, again.started_at = ConferenceState.IN_SESSION, timezone.now()
        again.save()
        Attendance.objects.filter(part__conference=again).update(mode="in_person")
        meeting.conference = again
        held = close(meeting, held_on=again.day)
        today = today_in_london()
        assert (held.held_on, timezone.localdate(held.closed_at)) == (today, today)
        assert Plan.objects.get().started_on == today
        assert Deadline.objects.get(rule="icpc").met_on == today

    def test_closed_by_mistake_it_is_adjourned_and_booked_again(self) -> None:
        case, place = conferences.make_case(), conferences.make_place()
        conference = conferences.make_booked(case, place)
        slot = conference.booking
        slot.state = BookingState.HELD
        slot.save()
        conference.state, conference.started_at = ConferenceState.IN_SESSION, timezone.now()
        conference.save()  # as after a close that was taken back
        chair = place.chair.professional.user
        adjourned = adjourn(Meeting(conference, chair, list(conference.children.all())))
        assert adjourned.booking is None
        again = booking_steps.pencil_slot(
            conference=adjourned,
            choice=conferences.choice_on(place, bookings.next_monday(2)),
            by=case.support,
        )
        assert again.booking is not None
        assert again.booking.pk != slot.pk

    def test_adjourned_twice_with_a_close_between_that_was_taken_back(self) -> None:
        meeting = ready()
        adjourn(meeting)
        clock = Deadline.objects.get(rule="inquorate_rebook")
        again = Conference.objects.get(pk=meeting.conference.pk)
        again.state, again.started_at = ConferenceState.IN_SESSION, timezone.now()
        again.save()
        Attendance.objects.filter(part__conference=again).update(mode="in_person")
        meeting.conference = again
        close(meeting)
        clock.refresh_from_db()
        assert clock.met_by == again.about
        meeting.conference = reopen(meeting)
        clock.refresh_from_db()
        assert clock.is_open
        adjourn(meeting)
        assert Deadline.objects.open().get(rule="inquorate_rebook") == clock


class TestAPlanThatIsVoid:
    def visit(self, meeting: Meeting) -> Visit:
        worker = worker_of(meeting)
        plan = open_plan_for(meeting.children[0].child)
        [made] = record_visit(
            visited_on=today_in_london(),
            seen={plan: Seen(True, SeenAnswer.YES, SeenAnswer.YES)},
            visited_by=worker.professional.person,
            by=worker,
        )
        return made

    def correct(self, meeting: Meeting, after: dict[str, Any], **more: Any) -> None:
        each = meeting.children[0]
        each.refresh_from_db()
        correction = propose_correction(
            each=each, after=after, reason="Misheard.", by=meeting.chair, **more
        )
        answer_correction(correction=correction, agreed=True, by=make_staff(Role.HEAD_OF_SERVICE))

    def test_leaves_no_clock_running_though_the_child_was_visited(self) -> None:
        meeting = ready()
        close(meeting)
        made = self.visit(meeting)
        assert ("statutory_visit", made.about) in running(meeting)
        self.correct(meeting, WITHOUT_PLAN)
        assert running(meeting) == set()

    def test_nor_does_one_start_when_such_a_visit_was_recorded_by_mistake(self) -> None:
        meeting = ready()
        close(meeting)
        made = self.visit(meeting)
        self.correct(meeting, WITHOUT_PLAN)
        made.refresh_from_db()
        take_back_visit(visit=made, reason="Another child.", by=manager_of(meeting))
        assert running(meeting) == set()

    def test_closed_again_a_visit_counts_for_the_plan_that_takes_its_place(self) -> None:
        meeting = ready()
        close(meeting)
        made = self.visit(meeting)
        meeting.conference = reopen(meeting)
        assert running(meeting) == set()
        close(meeting)
        made.refresh_from_db()
        assert made.plan == open_plan_for(meeting.children[0].child)
        rows = Deadline.objects.filter(rule="statutory_visit", withdrawn_at=None)
        assert {(row.about, row.is_open, row.met_by) for row in rows} == {
            (meeting.conference.about, False, made.about),
            (made.about, True, ""),
        }

    def test_decided_again_by_a_correction_too(self) -> None:
        meeting = ready()
        close(meeting)
        made = self.visit(meeting)
        self.correct(meeting, WITHOUT_PLAN)
        protected = {
            "outcome": ChildOutcome.CHILD_PROTECTION,
            "category": Category.NEGLECT,
            "threshold_met": True,
            "lead_worker_id": social_worker_of(meeting.conference).pk,
        }
        day = meeting.details().first_core_group_at
        self.correct(meeting, protected, dates=PlanDates(first_core_group_at=day))
        made.refresh_from_db()
        assert made.plan == open_plan_for(meeting.children[0].child)
        assert ("statutory_visit", made.about) in running(meeting)
