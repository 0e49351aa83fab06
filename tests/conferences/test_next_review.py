"""The next review is opened as a conference closes, and kept in step with what was decided."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.errors import WrongState
from bookings.enums import BookingState, MoveReason
from conferences.domain.adjourning import adjourn_conference
from conferences.domain.booking import confirm_slot, pencil_slot
from conferences.domain.cancelling import cancel_conference
from conferences.domain.closing import close_conference
from conferences.domain.correcting import (
    answer_correction,
    propose_correction,
    reopen_conference,
)
from conferences.domain.missing_reviews import put_reviews_right
from conferences.domain.next_review import bring_forward, keep_next_review, review_after
from conferences.domain.opening import open_conference
from conferences.domain.queries import conferences_to_book, red_list
from conferences.domain.slots import REVIEW_SEARCH, need_of_conference, slots_for
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceRequest, RequestedChild
from notifications.models import Message
from people.enums import Role
from people.models import Child, Person
from plans.enums import ItemStatus
from plans.models import Plan, PlanItem
from tests.conferences.test_closing import TODAY, close, ready_meeting
from tests.factories import bookings
from tests.factories import conferences as make
from tests.factories.disclosure import make_record
from tests.factories.meetings import agree_action, decide, make_meeting, open_day, social_worker_of
from tests.factories.people import make_child, make_family, make_staff
from tests.factories.plans import make_plan
from tests.factories.timescales import make_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db

NO_PLAN = {"threshold_met": False, "outcome": ChildOutcome.NO_FURTHER_ACTION, "category": ""}


def names(conference: Conference) -> list[str]:
    return [str(row.child.person.given_names) for row in conference.children.all()]


def due_by(rule: str, child: Child) -> dt.date:
    return Deadline.objects.get(rule=rule, child=child).due_on


def closed(*children: str):
    meeting = ready_meeting(*children)
    close(meeting)
    return meeting


def test_a_closed_conference_has_its_review_on_the_list_to_book() -> None:
    meeting = closed("Wren Testwood", "Rafi Testwood")
    review = Conference.objects.get(follows=meeting.conference)
    assert (review.kind, review.state) == (ConferenceKind.REVIEW, ConferenceState.TO_BOOK)
    assert names(review) == ["Wren", "Rafi"]
    meeting.conference.refresh_from_db()
    assert review.planned_on == meeting.conference.next_review_on
    assert review.due_on == due_by("first_review", meeting.children[0].child)
    support = make_staff(Role.BUSINESS_SUPPORT)
    assert list(conferences_to_book(support)) == [review]
    assert not red_list(support).exists()
    Conference.objects.filter(pk=review.pk).update(due_on=TODAY() + dt.timedelta(days=5))
    assert list(red_list(support)) == [review]


def test_only_those_who_stay_on_plans_are_reviewed() -> None:
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    decide(meeting, meeting.children[0])
    decide(meeting, meeting.children[1], **NO_PLAN)
    agree_action(meeting)
    close(meeting)
    assert names(Conference.objects.get(follows=meeting.conference)) == ["Wren"]


def test_no_plan_no_review() -> None:
    meeting = make_meeting()
    decide(meeting, meeting.children[0], **NO_PLAN)
    close(meeting)
    assert not Conference.objects.filter(follows=meeting.conference).exists()


def test_it_is_opened_once_however_often_it_is_asked_for() -> None:
    meeting = closed()
    review = Conference.objects.get(follows=meeting.conference)
    meeting.conference.refresh_from_db()
    assert keep_next_review(conference=meeting.conference, by=meeting.chair) == review
    assert Conference.objects.filter(kind=ConferenceKind.REVIEW).count() == 1
    assert put_reviews_right() == 0
    again = {"family": review.family, "kind": review.kind, "follows": review.follows}
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.create(record=make_record(review.family), **again)


def test_reopening_withdraws_it_and_closing_again_opens_one() -> None:
    meeting = closed()
    first = Conference.objects.get(follows=meeting.conference)
    reopen_conference(conference=meeting.conference, reason="Too soon.", by=meeting.chair)
    first.refresh_from_db()
    assert first.state == ConferenceState.CANCELLED
    close(meeting)
    second = Conference.objects.exclude(pk=first.pk).get(follows=meeting.conference)
    assert second.state == ConferenceState.TO_BOOK


def plan_led_by(worker: Person) -> dict[str, Any]:
    made = {"threshold_met": True, "outcome": ChildOutcome.CHILD_PROTECTION, "category": "NEG"}
    return {**made, "lead_worker_id": worker.pk}


def test_a_corrected_decision_takes_a_child_out_and_brings_one_in() -> None:
    meeting = closed("Wren Testwood", "Rafi Testwood")
    review = Conference.objects.get(follows=meeting.conference)
    head = make_staff(Role.HEAD_OF_SERVICE)

    def correct(each, **after) -> None:
        meeting.conference.refresh_from_db()
        correction = propose_correction(
            each=each, after=after, reason="Recorded wrongly.", by=meeting.chair
        )
        answer_correction(correction=correction, agreed=True, by=head)

    each = meeting.children[1]
    correct(each, **NO_PLAN)
    assert names(review) == ["Wren"]
    each.refresh_from_db()
    correct(each, **plan_led_by(social_worker_of(meeting.conference)))
    assert names(review) == ["Wren", "Rafi"]
    assert {row.due_on for row in review.children.all()} == {review.due_on}


def test_a_correction_after_the_review_was_held_opens_no_other() -> None:
    meeting = closed()
    review = Conference.objects.get(follows=meeting.conference)
    Conference.objects.filter(pk=review.pk).update(state=ConferenceState.CLOSED, held_on=TODAY())
    meeting.conference.refresh_from_db()
    assert keep_next_review(conference=meeting.conference, by=meeting.chair) is None
    assert Conference.objects.filter(follows=meeting.conference).count() == 1


def early_review(meeting, *children) -> Conference:
    request = ConferenceRequest.objects.create(
        family=meeting.conference.family,
        kind=ConferenceKind.REVIEW,
        requested_by=meeting.chair,
        wanted_by=TODAY() + dt.timedelta(days=10),
    )
    for each in children:
        RequestedChild.objects.create(request=request, child=each.child)
    early = open_conference(request=request, by=meeting.chair)
    bring_forward(early=early, by=meeting.chair)
    return early


def test_an_early_review_takes_the_place_of_the_one_that_waits() -> None:
    meeting = closed("Wren Testwood", "Rafi Testwood")
    regular = Conference.objects.get(follows=meeting.conference)
    early = early_review(meeting, meeting.children[0])
    assert (names(early), names(regular)) == (["Wren"], ["Rafi"])
    assert early.planned_on == TODAY() + dt.timedelta(days=10)
    both = early_review(meeting, *meeting.children)
    regular.refresh_from_db()
    early.refresh_from_db()
    assert {regular.state, early.state} == {ConferenceState.CANCELLED}
    assert both.follows == meeting.conference
    assert review_after(meeting.conference) == both


def test_a_cancelled_early_review_brings_the_regular_one_back() -> None:
    meeting = closed()
    support = make_staff(Role.BUSINESS_SUPPORT)
    regular = Conference.objects.get(follows=meeting.conference)
    with pytest.raises(WrongState, match="so a review must be held"):
        cancel_conference(conference=regular, reason="Not needed.", by=support)
    early = early_review(meeting, *meeting.children)
    cancel_conference(conference=early, reason="It settled.", by=support)
    back = review_after(meeting.conference)
    assert back is not None
    meeting.conference.refresh_from_db()
    assert (names(back), back.planned_on) == (["Wren"], meeting.conference.next_review_on)


def test_a_plan_nobody_opened_a_review_for_gets_one_and_a_pointless_one_goes() -> None:
    family = make_family()
    sisters = [make_child(f"{name} Testwood", family=family) for name in ("Ada", "Bea")]
    for sister in sisters:
        make_plan(sister)
        make_deadline("first_review", child=sister, start=TODAY() - dt.timedelta(days=30))
    assert put_reviews_right() == 1
    review = Conference.objects.get(family=family)
    assert names(review) == ["Ada", "Bea"]
    assert put_reviews_right() == 0
    Plan.objects.filter(child=sisters[0]).update(ended_on=TODAY(), end_reason="turned_18")
    assert put_reviews_right() == 0
    assert names(review) == ["Bea"]
    Plan.objects.filter(child=sisters[1]).update(ended_on=TODAY(), end_reason="turned_18")
    Conference.objects.filter(pk=review.pk).update(state=ConferenceState.ADJOURNED)
    again = make_deadline("inquorate_rebook", family=family, about=review.about)
    assert put_reviews_right() == 1
    review.refresh_from_db()
    again.refresh_from_db()
    assert (review.state, again.is_open) == (ConferenceState.CANCELLED, False)


def test_a_child_who_was_left_out_joins_the_review_that_waits_which_is_held_meanwhile() -> None:
    """Booked or begun at the same moment, it would be written back to what it had been."""
    review = Conference.objects.get(follows=closed("Wren Testwood", "Rafi Testwood").conference)
    review.children.filter(child__person__given_names="Rafi").delete()
    with CaptureQueriesContext(connection) as asked:
        assert put_reviews_right() == 1
    assert names(review) == ["Wren", "Rafi"]
    held = [sql for query in asked if "FOR UPDATE" in (sql := query["sql"])]
    assert ['FROM "conferences_conference"' in sql for sql in held].count(True) == 1


def test_a_booked_review_is_found_near_its_day_and_lets_its_slot_go_when_replaced() -> None:
    meeting = closed()
    review = Conference.objects.get(follows=meeting.conference)
    place, support = make.make_place(), make_staff(Role.BUSINESS_SUPPORT)
    offers = slots_for(need_of_conference(review)).in_time
    wanted = review.planned_on
    assert wanted is not None
    assert offers[0].choice.day <= wanted
    assert (wanted - offers[0].choice.day).days < 7
    assert min(offer.choice.day for offer in offers) >= wanted - REVIEW_SEARCH
    # Earlier is not offered, but may be booked.
    day = bookings.next_monday(3)
    pencilled = pencil_slot(conference=review, choice=make.choice_on(place, day), by=support)
    booked = confirm_slot(conference=pencilled, by=support)
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)  # the case is the new chair's by now
    reopen_conference(conference=meeting.conference, reason="Too soon.", by=duty)
    booked.refresh_from_db()
    assert booked.state == ConferenceState.CANCELLED
    assert booked.booking is not None
    assert booked.booking.state == BookingState.RELEASED
    owed = Deadline.objects.filter(about=booked.about)
    assert (owed.count(), owed.open().count()) == (2, 0)  # the reports


def test_closing_a_review_opens_the_one_after_it() -> None:
    meeting = closed()
    first = Conference.objects.get(follows=meeting.conference)
    PlanItem.objects.update(status=ItemStatus.DONE)
    review = make_meeting("Somebody Else", kind=ConferenceKind.REVIEW)
    each = review.children[0]
    each.child = meeting.children[0].child
    each.save()
    review.conference.family = meeting.conference.family
    review.conference.save()
    first.children.all().delete()
    decide(review, each)
    agree_action(review)
    close_conference(
        conference=review.conference,
        details=review.details(
            next_review_on=open_day(timezone.localdate() + dt.timedelta(days=150))
        ),
        by=review.chair,
    )
    second = review_after(review.conference)
    assert second is not None
    assert second.due_on == due_by("later_review", each.child)


def booked_for(early: Conference) -> Conference:
    place, support = make.make_place(), make_staff(Role.BUSINESS_SUPPORT)
    choice = make.choice_on(place, bookings.next_monday(1))
    pencilled = pencil_slot(conference=early, choice=choice, by=support)
    return confirm_slot(conference=pencilled, by=support)


def correct_one(meeting, each, **after) -> None:
    meeting.conference.refresh_from_db()
    each.refresh_from_db()
    proposed = propose_correction(
        each=each, after=after, reason="Recorded wrongly.", by=meeting.chair
    )
    answer_correction(correction=proposed, agreed=True, by=make_staff(Role.HEAD_OF_SERVICE))


def closed_again(meeting) -> None:
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)  # the case is the new chair's by now
    conference = reopen_conference(conference=meeting.conference, reason="Too soon.", by=duty)
    close_conference(conference=conference, details=meeting.details(), by=duty)


def state_and_names(review: Conference) -> tuple[str, list[str]]:
    review.refresh_from_db()
    return review.state, names(review)


@pytest.mark.parametrize("corrected", [0, 1])
def test_a_corrected_category_leaves_an_early_review_and_the_regular_one(corrected: int) -> None:
    meeting = closed("Ada Testwood", "Ben Testwood")
    regular = Conference.objects.get(follows=meeting.conference)
    early = booked_for(early_review(meeting, meeting.children[0]))
    correct_one(meeting, meeting.children[corrected], category="PHY")
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada"])
    assert state_and_names(regular) == (ConferenceState.TO_BOOK, ["Ben"])


def test_a_brothers_corrected_outcome_leaves_an_early_review() -> None:
    meeting = closed("Ada Testwood", "Ben Testwood")
    regular = Conference.objects.get(follows=meeting.conference)
    early = booked_for(early_review(meeting, meeting.children[0]))
    correct_one(meeting, meeting.children[1], **NO_PLAN)
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada"])
    assert state_and_names(regular)[0] == ConferenceState.CANCELLED
    back = plan_led_by(social_worker_of(meeting.conference))
    correct_one(meeting, meeting.children[1], **back)
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada"])
    again = review_after(meeting.conference)
    assert again is not None
    assert names(again) == ["Ben"]


def test_a_conference_closed_again_leaves_the_early_review_asked_for_meanwhile() -> None:
    meeting = closed("Ada Testwood", "Ben Testwood")
    early = booked_for(early_review(meeting, meeting.children[0]))
    closed_again(meeting)
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada"])
    regular = review_after(meeting.conference)
    assert regular is not None
    assert names(regular) == ["Ben"]


def test_an_early_review_that_took_the_place_of_the_regular_one_outlives_a_reopening() -> None:
    meeting = closed("Ada Testwood")
    early = booked_for(early_review(meeting, meeting.children[0]))
    assert early.follows == meeting.conference
    closed_again(meeting)
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada"])
    correct_one(meeting, meeting.children[0], **NO_PLAN)
    assert state_and_names(early)[0] == ConferenceState.CANCELLED


def with_a_baby():
    """An early review of two children, and of the baby of a conference of its own."""
    meeting, other = closed("Ada Testwood", "Ben Testwood"), ready_meeting("Cy Testwood")
    (baby,) = other.children
    family = meeting.conference.family
    Child.objects.filter(pk=baby.child.pk).update(family=family)
    baby.child.refresh_from_db()
    Conference.objects.filter(pk=other.conference.pk).update(family=family)
    other.conference.refresh_from_db()
    close(other)
    early = booked_for(early_review(meeting, *meeting.children, baby))
    assert early.follows == other.conference
    return other, early


def test_a_corrected_decision_leaves_children_of_another_conference_on_the_early_review() -> None:
    other, early = with_a_baby()
    correct_one(other, other.children[0], category="PHY")
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada", "Ben", "Cy"])
    correct_one(other, other.children[0], **NO_PLAN)
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada", "Ben"])


def test_a_reopened_conference_leaves_them_there_too() -> None:
    other, early = with_a_baby()
    closed_again(other)
    assert state_and_names(early) == (ConferenceState.BOOKED, ["Ada", "Ben", "Cy"])


def reopened_with_an_early_review():
    """One that nobody has booked yet."""
    meeting = closed("Ada Testwood")
    early = early_review(meeting, *meeting.children)
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)  # the case is the new chair's by now
    reopen_conference(conference=meeting.conference, reason="Too soon.", by=duty)
    assert not Plan.objects.open().exists()
    return meeting, early, duty


def test_the_sweep_leaves_an_early_review_while_what_made_the_plan_is_open_again() -> None:
    meeting, early, duty = reopened_with_an_early_review()
    assert put_reviews_right() == 0
    assert state_and_names(early) == (ConferenceState.TO_BOOK, ["Ada"])
    meeting.conference.refresh_from_db()
    close_conference(conference=meeting.conference, details=meeting.details(), by=duty)
    assert put_reviews_right() == 0
    assert state_and_names(early) == (ConferenceState.TO_BOOK, ["Ada"])


def test_nor_does_it_while_that_is_adjourned_and_to_be_held_again() -> None:
    meeting, early, duty = reopened_with_an_early_review()
    adjourn_conference(
        conference=meeting.conference,
        reason=MoveReason.INQUORATE,
        note="The police had left.",
        kept_safe="The safety plan.",
        by=duty,
    )
    assert put_reviews_right() == 0
    assert state_and_names(early) == (ConferenceState.TO_BOOK, ["Ada"])


def test_whoever_asked_for_the_review_is_told_that_the_sweep_withdrew_it() -> None:
    meeting = closed("Ada Testwood")
    early = early_review(meeting, *meeting.children)
    assert early.request is not None
    Plan.objects.update(ended_on=TODAY(), end_reason="turned_18")
    Message.objects.all().delete()
    assert put_reviews_right() == 1
    assert state_and_names(early)[0] == ConferenceState.CANCELLED
    told = Message.objects.get(to_address=early.request.requested_by.email)
    assert "that you or your team asked for" in told.body
    assert "Ada" not in told.subject + told.body
