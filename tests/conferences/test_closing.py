"""Closing makes everything true at once, or nothing."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from audit.enums import Action
from audit.models import Event
from conferences.domain.closing import NotReadyToClose, close_conference
from conferences.domain.correcting import reopen_conference
from conferences.domain.ready_to_close import core_group_obstacles, next_review_obstacles
from conferences.domain.session import key_from_paper
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState, LateReason
from plans.domain.queries import open_plan_for
from plans.enums import Category, EndReason, ItemStatus, PlanKind
from plans.models import Plan, PlanItem
from tests.factories.disclosure import make_passage
from tests.factories.meetings import agree_action, at_ten, decide, make_meeting
from tests.factories.people import make_staff
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def ready_meeting(*names, **fields):
    meeting = make_meeting(*names, **fields)
    for each in meeting.children:
        decide(meeting, each)
    agree_action(meeting)
    return meeting


def close(meeting, **details):
    return close_conference(
        conference=meeting.conference, details=meeting.details(**details), by=meeting.chair
    )


def messages(error):
    return [obstacle.message for obstacle in error.value.obstacles]


def test_opens_a_plan_on_the_day_of_the_conference_for_each_child():
    meeting = ready_meeting("Wren Testwood", "Rafi Testwood")
    close(meeting)
    plans = Plan.objects.order_by("pk")
    assert [(p.child.person.given_names, p.started_on, p.category_initial) for p in plans] == [
        ("Wren", TODAY(), "NEG"),
        ("Rafi", TODAY(), "NEG"),
    ]
    assert {p.record_id for p in plans} == {meeting.conference.record_id}


def test_keyed_from_paper_the_plan_opens_on_the_day_it_was_held_not_the_day_it_is_typed():
    meeting = ready_meeting()
    meeting.conference.state = ConferenceState.BOOKED
    meeting.conference.save()
    held_on = TODAY() - dt.timedelta(days=3)
    keyed = key_from_paper(
        conference=meeting.conference,
        started_at=at_ten(held_on),
        ended_at=at_ten(held_on) + dt.timedelta(hours=1),
        by=meeting.chair,
    )
    close(meeting, held_on=keyed.day)
    assert Plan.objects.get().started_on == held_on
    child = meeting.children[0].child
    started = Deadline.objects.open().filter(child=child)
    assert set(started.values_list("started_on", flat=True)) == {held_on}
    assert Deadline.objects.get(rule="icpc").met_on == held_on


def test_meets_the_icpc_clock_and_starts_the_next_ones():
    meeting = ready_meeting()
    close(meeting)
    child = meeting.children[0].child
    icpc = Deadline.objects.get(child=child, rule="icpc")
    assert (icpc.met_on, icpc.met_by) == (TODAY(), meeting.conference.about)
    started = Deadline.objects.open().filter(child=child).values_list("rule", flat=True)
    assert sorted(started) == [
        "first_core_group", "first_review", "long_plan_first", "midpoint", "statutory_visit",
    ]  # fmt: skip
    owed = Deadline.objects.open().filter(family=child.family, child=None)
    assert sorted(owed.values_list("rule", flat=True)) == ["decision_letter", "plan_out", "record"]


def test_a_child_without_protection_gets_help_and_no_core_group_review_or_midpoint():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    decide(meeting, meeting.children[0])
    decide(
        meeting,
        meeting.children[1],
        threshold_met=False,
        outcome=ChildOutcome.CHILD_IN_NEED,
        category="",
        consent_by="Joy Testwood",
        lead_worker=meeting.conference.chair.person,
        first_meeting_on=TODAY() + dt.timedelta(days=9),
    )
    agree_action(meeting)
    close(meeting)
    rafi = meeting.children[1].child
    plan = Plan.objects.get(child=rafi)
    assert (plan.kind, plan.consent_by) == (PlanKind.CHILD_IN_NEED, "Joy Testwood")
    assert not Deadline.objects.open().filter(child=rafi).exists()


def test_an_action_needs_an_owner_and_a_date():
    meeting = ready_meeting()
    agree_action(meeting, "Mend the gate.", owner=None)
    with pytest.raises(NotReadyToClose) as error:
        close(meeting)
    assert messages(error) == [
        "Say who will do “Mend the gate.” and by when, or who will confirm it and by when."
    ]
    assert not Plan.objects.exists()
    assert Deadline.objects.get(rule="icpc").met_on is None


def test_a_line_of_the_plan_that_nobody_said_the_kind_of_keeps_it_open():
    meeting = ready_meeting()
    bare = make_passage(meeting.conference.record, "Mend the stairs.", heading="plan")
    with pytest.raises(NotReadyToClose) as error:
        close(meeting)
    assert messages(error) == [
        "Say what “Mend the stairs.” is in the plan: a worry, a goal, an action. Or take it off."
    ]
    bare.removed_at = timezone.now()
    bare.save()
    close(meeting)
    assert Plan.objects.count() == 1


def test_to_be_confirmed_by_somebody_by_a_date_counts():
    meeting = ready_meeting()
    chair = meeting.conference.chair.person
    agree_action(
        meeting, "Find a nursery place.", owner=None, due_on=None, confirm_by=chair,
        confirm_on=TODAY() + dt.timedelta(days=3),
    )  # fmt: skip
    close(meeting)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ({"next_review_on": None}, "Set the date of the next review conference."),
        ({"first_core_group_at": None}, "Set the date and time of the first core group."),
    ],
)
def test_review_and_core_group_dates_are_needed(missing, message):
    meeting = ready_meeting()
    with pytest.raises(NotReadyToClose) as error:
        close(meeting, **missing)
    assert messages(error) == [message]


def test_neither_is_on_a_day_when_nobody_works_nor_the_review_too_late():
    meeting = ready_meeting()
    conference = meeting.conference
    held_on = dt.date(2025, 11, 21)
    christmas, sunday = dt.date(2025, 12, 25), dt.date(2025, 11, 30)

    def review(day):
        details = meeting.details(held_on=held_on, next_review_on=day)
        return next_review_obstacles(conference, details)

    def core_group(day):
        return core_group_obstacles(
            meeting.details(held_on=held_on, first_core_group_at=at_ten(day))
        )

    found = [
        *review(christmas),
        *review(dt.date(2026, 2, 23)),
        *review(dt.date(2026, 2, 20)),
        *core_group(sunday),
        *core_group(held_on - dt.timedelta(days=1)),
    ]
    assert [(obstacle.message, obstacle.where) for obstacle in found] == [
        (
            "The next review conference cannot be held that day: Thursday 25 December 2025 is a "
            "bank holiday (Christmas Day). The next working day is Monday 29 December 2025.",
            "next_review_on",
        ),
        # Three months from the day it was held, whatever day it is closed on.
        (
            "The next review must be held by 21 February 2026 (first review conference: 3 calendar "
            "months after 21 November 2025). Choose an earlier date.",
            "next_review_on",
        ),
        (
            "The first core group cannot be held that day: Sunday 30 November 2025 is a weekend. "
            "The next working day is Monday 1 December 2025.",
            "first_core_group_at",
        ),
        ("The first core group cannot be before this conference.", "first_core_group_at"),
    ]


def test_the_page_keeps_the_sunday_that_was_typed(client):
    meeting = ready_meeting()
    sunday = TODAY() + dt.timedelta(days=6 - TODAY().weekday() + 28)
    client.force_login(meeting.chair)
    page = client.post(
        reverse("conferences:close", args=[meeting.conference.pk]),
        {"next_review_on": sunday.isoformat(), "action": "close"},
    ).content.decode()
    assert f"{sunday:%A %-d %B %Y} is a weekend. The next working day is " in page
    assert f'value="{sunday.day}"' in page


def test_the_next_review_cannot_be_after_its_limit():
    meeting = ready_meeting()
    with pytest.raises(NotReadyToClose) as error:
        close(meeting, next_review_on=TODAY() + dt.timedelta(days=100))
    assert messages(error)[0].startswith("The next review must be held by ")


def test_every_child_needs_a_decision_and_a_category():
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    decide(meeting, meeting.children[0], category="")
    agree_action(meeting)
    with pytest.raises(NotReadyToClose) as error:
        close(meeting)
    assert messages(error) == [
        "Choose the category of harm for Wren Testwood.",
        "For Rafi Testwood, record the decision.",
    ]


def test_multiple_stands_for_more_than_one_category_or_for_none():
    meeting = make_meeting()
    decide(
        meeting,
        meeting.children[0],
        category=Category.MULTIPLE,
        constituent_categories=[Category.NEGLECT],
    )
    agree_action(meeting)
    with pytest.raises(NotReadyToClose):
        close(meeting)


def test_a_late_icpc_needs_its_reason_its_manager_and_a_review_of_the_safety_plan():
    meeting = ready_meeting(started_days_ago=60)
    with pytest.raises(NotReadyToClose) as error:
        close(meeting)
    assert len(messages(error)) == 3
    close(
        meeting,
        late_reason=LateReason.NO_CHAIR,
        late_agreed_by="Grace Adeyemi-Pike",
        safety_plan_reviewed="Gran stays until the conference.",
    )
    assert Deadline.objects.get(rule="icpc").late_reason == LateReason.NO_CHAIR


def test_only_the_chair_closes_and_the_refusal_is_audited():
    meeting = ready_meeting()
    social_worker = make_staff("social_worker")
    with pytest.raises(NotAllowed):
        close_conference(conference=meeting.conference, details=meeting.details(), by=social_worker)
    refusals = Event.objects.using("audit").filter(action=Action.REFUSED)
    assert refusals.filter(actor_id=social_worker.pk, verb="conferences.close").count() == 1


def test_closing_twice_is_refused_and_changes_nothing():
    meeting = ready_meeting()
    close(meeting)
    with pytest.raises((WrongState, NotReadyToClose)):
        close(meeting)
    assert Plan.objects.count() == 1


def review_of(meeting):
    """A review conference of the first child of a closed meeting; what was agreed is done."""
    close(meeting)
    PlanItem.objects.update(status=ItemStatus.DONE)
    plan = open_plan_for(meeting.children[0].child)
    review = make_meeting("Somebody Else", kind=ConferenceKind.REVIEW)
    each = review.children[0]
    each.child, each.plan = meeting.children[0].child, plan
    each.save()
    return review, each, plan


def test_a_review_continues_the_plan_and_may_change_its_category():
    review, each, plan = review_of(ready_meeting())
    decide(review, each, category=Category.EMOTIONAL)
    agree_action(review)
    close(review, first_core_group_at=None)
    plan.refresh_from_db()
    assert (plan.category_initial, plan.category_latest, plan.ended_on) == ("NEG", "EMO", None)
    assert Deadline.objects.open().filter(child=each.child, rule="later_review").count() == 1


def test_a_review_gives_the_plan_it_continues_the_mark_and_the_worker_it_decided():
    review, each, plan = review_of(ready_meeting())
    before, worker = plan.lead_worker, review.conference.participants.first().person
    decide(review, each, risk_outside_home=True, lead_worker=worker)
    agree_action(review)
    close(review, first_core_group_at=None)
    plan.refresh_from_db()
    assert (plan.risk_outside_home, plan.lead_worker) == (True, worker)
    reopen_conference(conference=review.conference, reason="Misheard.", by=review.chair)
    plan.refresh_from_db()
    assert (plan.risk_outside_home, plan.lead_worker) == (False, before)
    assert before != worker


def test_a_review_ends_the_plan_and_steps_down_the_same_day():
    review, each, plan = review_of(ready_meeting())
    decide(
        review,
        each,
        threshold_met=False,
        outcome=ChildOutcome.CHILD_IN_NEED,
        consent_by="Joy Testwood",
        lead_worker=review.conference.chair.person,
        first_meeting_on=TODAY() + dt.timedelta(days=5),
    )
    agree_action(review)
    close(review)
    plan.refresh_from_db()
    assert (plan.ended_on, plan.end_reason) == (TODAY(), EndReason.REVIEW_DECISION)
    step_down = Plan.objects.get(child=each.child, kind=PlanKind.CHILD_IN_NEED)
    assert step_down.started_on == plan.ended_on
    assert not Deadline.objects.open().filter(child=each.child).exists()


def test_the_state_and_the_step_are_kept():
    meeting = ready_meeting()
    closed = close(meeting)
    assert closed.state == ConferenceState.CLOSED
    step = closed.steps.get()
    assert (step.from_state, step.to_state, step.by) == ("in_session", "closed", meeting.chair)
