"""The day of a review changes only by its chair or the chair's manager (Tees)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from bookings.enums import MoveReason
from conferences.domain.booking import (
    confirm_slot,
    move_conference,
    pencil_slot,
    vacate_conference,
)
from conferences.domain.date_changes import (
    AnotherDay,
    NotAgreed,
    answer_date_change,
    ask_for_another_day,
)
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference, DateChange
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.disclosure import make_record
from tests.factories.plans import make_plan
from tests.factories.timescales import make_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


class Scene:
    """A review on the list to book, due in ten weeks, its day set in eight."""

    def __init__(self) -> None:
        self.case = make.make_case()
        self.place = make.make_place()
        self.chair = self.place.chair.professional.user
        people.make_case_role(self.case.family, self.chair, kind=CaseRoleKind.CHAIR)
        child = self.case.older
        make_plan(child)
        self.due_on = bookings.next_monday(10)
        make_deadline("first_review", child=child, start=timezone.localdate())
        make_deadline("midpoint", child=child, start=timezone.localdate(), to=self.due_on)
        self.review = Conference.objects.create(
            family=self.case.family,
            kind=ConferenceKind.REVIEW,
            record=make_record(self.case.family),
            due_on=self.due_on,
            planned_on=bookings.next_monday(8),
        )
        self.review.children.create(child=child, due_on=self.due_on)

    def wanted(self, weeks: int = 9, **fields: Any) -> AnotherDay:
        fields = {
            "wanted_on": bookings.next_monday(weeks),
            "reason": MoveReason.FAMILY_ASKED,
            "note": "",
            "core_group_asked_on": timezone.localdate(),
            "core_group_said": "They agree.",
            **fields,
        }
        return AnotherDay(**fields)

    def ask(self, by: User, **fields: Any) -> DateChange:
        return ask_for_another_day(conference=self.review, wanted=self.wanted(**fields), by=by)

    def book(self, weeks: int) -> Conference:
        choice = make.choice_on(self.place, bookings.next_monday(weeks))
        support = self.case.support
        pencilled = pencil_slot(conference=self.review, choice=choice, by=support)
        self.review = confirm_slot(conference=pencilled, by=support)
        return self.review

    def move(self, weeks: int) -> Conference:
        choice = make.choice_on(self.place, bookings.next_monday(weeks))
        return move_conference(
            conference=self.review,
            choice=choice,
            reason=MoveReason.FAMILY_ASKED,
            by=self.case.support,
        )


def test_a_firm_review_is_not_moved_or_given_up_until_the_chair_agrees() -> None:
    scene = Scene()
    scene.book(7)
    with pytest.raises(NotAgreed, match="only when its chair"):
        scene.move(6)
    with pytest.raises(NotAgreed):
        vacate_conference(
            conference=scene.review, reason=MoveReason.FAMILY_ASKED, by=scene.case.support
        )
    change = scene.ask(scene.case.social_worker)
    assert change.agreed is None
    with pytest.raises(NotAgreed):
        scene.move(6)
    asked = Message.objects.get(kind="date_change_to_answer")
    assert asked.to_address == scene.chair.email
    answer_date_change(change=change, agreed=True, answer="", by=scene.chair)
    told = set(
        Message.objects.filter(kind="date_change_answered").values_list("to_name", flat=True)
    )
    assert {str(scene.case.social_worker), str(scene.case.support)} <= told
    moved = scene.move(9)
    assert moved.state == ConferenceState.BOOKED
    # Each agreement is good for one change.
    with pytest.raises(NotAgreed):
        scene.move(8)


def test_a_slot_after_the_day_that_was_set_needs_the_chair_too() -> None:
    scene = Scene()
    late = make.choice_on(scene.place, bookings.next_monday(9))
    with pytest.raises(NotAgreed):
        pencil_slot(conference=scene.review, choice=late, by=scene.case.support)
    scene.ask(scene.chair)
    scene.review.refresh_from_db()
    assert scene.review.planned_on == bookings.next_monday(9)
    later = make.choice_on(scene.place, bookings.next_monday(10))
    with pytest.raises(NotAgreed, match="Choose one by then"):
        pencil_slot(conference=scene.review, choice=later, by=scene.case.support)
    pencil_slot(conference=scene.review, choice=late, by=scene.case.support)


def test_a_chair_or_a_manager_decides_at_once_and_a_social_worker_does_not() -> None:
    scene = Scene()
    change = scene.ask(scene.case.social_worker)
    for by in (scene.case.social_worker, scene.case.team_manager, scene.case.support):
        with pytest.raises(NotAllowed):
            answer_date_change(change=change, agreed=True, answer="", by=by)
    with pytest.raises(WrongState, match="waits for the chair"):
        scene.ask(scene.chair)
    with pytest.raises(DomainError, match="Say why not"):
        answer_date_change(change=change, agreed=False, answer=" ", by=scene.chair)
    answer_date_change(
        change=change, agreed=False, answer="The school cannot come.", by=scene.chair
    )
    scene.review.refresh_from_db()
    assert scene.review.planned_on == bookings.next_monday(8)
    assert scene.ask(people.make_staff(Role.HEAD_OF_SERVICE)).agreed is True


def test_a_day_after_the_limit_is_agreed_only_by_a_head_of_service() -> None:
    scene = Scene()
    # The child's clock gives another day by now than the one on record: that day stands alone.
    # Twelve weeks, as a bank holiday moves the Monday in ten to that in eleven.
    with pytest.raises(DomainError) as refused:
        scene.ask(scene.chair, weeks=12)
    assert refused.value.message == (
        f"The review is due by {scene.due_on:%-d %B %Y}. Only a head of service may agree to a "
        "later day."
    )
    assert not DateChange.objects.exists()
    assert scene.ask(people.make_staff(Role.HEAD_OF_SERVICE), weeks=12).agreed is True


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"core_group_said": " "}, "what the core group said"),
        ({"reason": MoveReason.OTHER}, "what the other reason is"),
        ({"wanted_on": dt.date(2020, 1, 6)}, "today or in the future"),
        (
            {"wanted_on": dt.date(2090, 1, 7)},
            "Saturday 7 January 2090 is a weekend. The next working day is Monday 9 January 2090.",
        ),
        ({"core_group_asked_on": dt.date(2090, 1, 6)}, "today or in the past"),
    ],
)
def test_what_must_be_said(fields: dict[str, Any], message: str) -> None:
    scene = Scene()
    with pytest.raises(DomainError, match=message):
        scene.ask(scene.chair, **fields)


def test_the_midpoint_follows_the_day_that_is_booked() -> None:
    scene = Scene()
    child, today = scene.case.older, timezone.localdate()
    scene.book(6)

    def midpoint() -> tuple[dt.date, dt.date]:
        clock = Deadline.objects.get(child=child, rule="midpoint")
        return clock.clock_dates().start, clock.clock_dates().to

    assert midpoint() == (today, bookings.next_monday(6))
    scene.ask(scene.chair)
    vacate_conference(
        conference=scene.review, reason=MoveReason.FAMILY_ASKED, by=scene.case.support
    )
    assert midpoint() == (today, bookings.next_monday(9))


def test_a_check_missed_before_the_last_conference_stays_late() -> None:
    scene = Scene()
    today = timezone.localdate()
    missed = make_deadline(
        "midpoint",
        child=scene.case.older,
        about="conference:0",
        start=today - dt.timedelta(days=180),
        to=today,
    )
    assert missed.due_on < today
    scene.book(6)
    now = Deadline.objects.get(pk=missed.pk)
    assert (now.due_on, now.clock_dates()) == (missed.due_on, missed.clock_dates())


def test_an_initial_conference_is_moved_by_business_support_alone() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    with pytest.raises(WrongState, match="This is for reviews"):
        ask_for_another_day(conference=conference, wanted=Scene().wanted(), by=case.social_worker)
    moved = move_conference(
        conference=conference,
        choice=make.choice_on(place, bookings.next_monday(2)),
        reason=MoveReason.FAMILY_ASKED,
        by=case.support,
    )
    assert moved.state == ConferenceState.BOOKED


def test_through_the_pages() -> None:
    scene = Scene()

    def post(user: User, name: str, pk: int, **typed: Any) -> str:
        client = Client()
        client.force_login(user)
        answer = client.post(reverse(f"conferences:{name}", args=[pk]), typed, follow=True)
        return str(answer.content.decode())

    typed = {
        "wanted_on": bookings.next_monday(9).isoformat(),
        "reason": "family_asked",
        "core_group_asked_on": timezone.localdate().isoformat(),
    }
    page = post(scene.case.social_worker, "another_day", scene.review.pk, **typed)
    assert "Enter what the core group said" in page
    page = post(
        scene.case.social_worker, "another_day", scene.review.pk, core_group_said="Yes.", **typed
    )
    assert "Waits for the chair" in page
    change = DateChange.objects.get()
    page = post(scene.chair, "answer_another_day", change.pk, agreed="no")
    assert "Enter an answer to ‘Why not?’" in page
    page = post(scene.chair, "answer_another_day", change.pk, agreed="yes")
    assert "Agreed" in page
