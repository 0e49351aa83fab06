"""A correction of an older conference leaves alone what began or was decided since."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import WrongState
from bookings.enums import MoveReason
from conferences.domain.adjourning import adjourn_conference
from conferences.domain.closing import NotReadyToClose, close_conference
from conferences.domain.correcting import (
    answer_correction,
    propose_correction,
    reopen_conference,
)
from conferences.domain.next_review import review_after
from conferences.domain.ready_to_close import ClosingDetails, obstacles
from conferences.domain.session import key_from_paper, open_session
from conferences.domain.strategy import start_icpc_clock
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState
from conferences.models import Conference, Decision
from people.enums import Role
from plans.enums import Category, ItemStatus
from plans.models import Plan, PlanItem
from tests.conferences.test_closing import close
from tests.conferences.test_correcting import WITHOUT_PLAN
from tests.conferences.test_next_review import booked_for, early_review
from tests.factories.meetings import (
    agree_action,
    at_ten,
    decide,
    make_meeting,
    open_day,
    social_worker_of,
)
from tests.factories.people import make_staff
from tests.factories.plans import make_plan
from tests.factories.timescales import make_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db

HELP = {
    "threshold_met": False,
    "outcome": ChildOutcome.CHILD_IN_NEED,
    "category": "",
    "consent_by": "Joy Testwood",
    "first_meeting_on": dt.date(2027, 3, 8),
}
PLAN = {
    "threshold_met": True,
    "outcome": ChildOutcome.CHILD_PROTECTION,
    "category": Category.PHYSICAL,
    "consent_by": "",
    "first_meeting_on": None,
}


def days_ago(number):
    return open_day(timezone.localdate() - dt.timedelta(days=number))


def in_session(ago, child=None, kind=ConferenceKind.INITIAL, **decision):
    """A meeting of that day, decided and ready to close; of the same child as another's."""
    meeting = make_meeting(kind=kind, started_days_ago=ago + 5)
    (each,) = meeting.children
    if child is not None:
        each.child, each.due_on = child, None
        each.save()
        meeting.conference.family = child.family
        meeting.conference.save()
    decide(meeting, each, **decision)
    if decision.get("outcome") != ChildOutcome.NO_FURTHER_ACTION:
        agree_action(meeting)
    return meeting


def held(ago, child=None, kind=ConferenceKind.INITIAL, **decision):
    meeting = in_session(ago, child, kind, **decision)
    close(meeting, held_on=days_ago(ago))
    meeting.conference.refresh_from_db()
    meeting.children = list(meeting.conference.children.all())
    PlanItem.objects.update(status=ItemStatus.DONE)
    return meeting


def propose(meeting, **after):
    return propose_correction(
        each=meeting.children[0], after=after, reason="Misheard.", by=meeting.chair
    )


def agree(correction, *, agreed=True):
    head = make_staff(Role.HEAD_OF_SERVICE)
    return answer_correction(correction=correction, agreed=agreed, by=head)


def new_enquiry(child):
    start = days_ago(5)
    return make_deadline("icpc", child=child, start=start, about="strategy_discussion:99")


def test_a_correction_does_not_meet_the_clock_of_an_enquiry_begun_since():
    march = held(90, **HELP)
    child = march.children[0].child
    june = new_enquiry(child)
    agree(propose(march, consent_by="Ama Testwood"))  # done over: other help
    first, second = Plan.objects.filter(child=child).order_by("pk")
    assert (first.voided_at is None, second.consent_by) == (False, "Ama Testwood")
    june.refresh_from_db()
    assert june.is_open
    was = Deadline.objects.exclude(pk=june.pk).get(rule="icpc", child=child)
    assert was.met_on == march.conference.held_on


def test_nor_does_a_meeting_that_is_typed_in_after_the_enquiry_began():
    march = in_session(90, **HELP)
    june = new_enquiry(march.children[0].child)
    close(march, held_on=days_ago(90))
    june.refresh_from_db()
    assert june.is_open


def test_a_conference_meets_its_own_clock_whatever_day_was_typed_for_the_discussion():
    march = in_session(90, **HELP)
    (each,) = march.children
    each.initiating_discussion = march.conference.family.strategy_discussions.create(
        held_on=days_ago(5), recorded_by=march.chair
    )
    each.save()
    own = start_icpc_clock(child=each.child, discussion=each.initiating_discussion, by=march.chair)
    close(march, held_on=days_ago(90))
    own.refresh_from_db()
    assert own.met_on == days_ago(90)


def clocks(child):
    return list(Deadline.objects.filter(child=child).values("pk", "met_on", "withdrawn_at"))


def test_where_only_words_are_corrected_the_help_that_was_agreed_runs_on():
    march = held(90, **HELP)
    child = march.children[0].child
    plan, before = Plan.objects.get(child=child), clocks(child)
    agree(propose(march, threshold_reason="The bruises were an illness."))
    march.children[0].decision.refresh_from_db()
    assert march.children[0].decision.threshold_reason == "The bruises were an illness."
    assert Plan.objects.get(child=child) == plan
    assert (plan.voided_at, clocks(child)) == (None, before)


def test_a_review_that_ended_a_plan_is_not_undone_once_there_is_another_plan():
    """Undone, the child would have two open plans at once."""
    first = held(120)
    child = first.children[0].child
    review = held(60, child, ConferenceKind.REVIEW, **WITHOUT_PLAN)
    second = held(20, child)
    day = second.conference.held_on
    words = rf"later conference on {day:%-d %B %Y} \(initial child protection conference\)"
    with pytest.raises(WrongState, match=words) as refused:
        propose(review, **PLAN)
    assert "Correct what was decided last, or ask the data officer." in refused.value.message
    assert not review.children[0].corrections.exists()
    agree(propose(review, threshold_reason="All agreed that he is safe."))
    assert [plan.ended_on is None for plan in Plan.objects.order_by("pk")] == [False, True]


def test_what_was_proposed_before_the_later_conference_is_declined_and_not_agreed():
    first = held(120)
    child = first.children[0].child
    review = held(60, child, ConferenceKind.REVIEW, **WITHOUT_PLAN)
    worker = social_worker_of(review.conference)
    correction = propose(review, **PLAN, lead_worker_id=worker.pk)
    held(20, child)
    with pytest.raises(WrongState, match="had a later conference on"):
        agree(correction)
    correction.refresh_from_db()
    assert correction.answered_at is None
    agree(correction, agreed=False)
    assert Plan.objects.open().count() == 1


def test_an_older_conference_does_not_take_over_the_plan_of_a_later_one():
    march = held(90, **HELP)
    child = march.children[0].child
    june = held(20, child)
    waiting = review_after(june.conference)
    with pytest.raises(WrongState, match="had a later conference on"):
        propose(march, **PLAN)
    plan = Plan.objects.open().child_protection().get(child=child)
    assert plan.record == june.conference.record
    waiting.refresh_from_db()
    assert waiting.state == ConferenceState.TO_BOOK


def test_nor_the_plan_that_was_brought_in_from_elsewhere():
    march = held(90, **WITHOUT_PLAN)
    plan = make_plan(march.children[0].child)
    with pytest.raises(WrongState, match=f"has a later plan, from {plan.started_on:%-d %B %Y}"):
        propose(march, **PLAN)


def test_the_category_a_later_review_went_on_from_may_still_be_corrected():
    first = held(120)
    child = first.children[0].child
    held(60, child, ConferenceKind.REVIEW)
    agree(propose(first, category=Category.PHYSICAL))
    assert Plan.objects.get(child=child).category_initial == Category.PHYSICAL


def test_the_page_says_so_and_keeps_what_was_typed(client):
    march = held(90, **HELP)
    held(20, march.children[0].child)
    client.force_login(march.chair)
    typed = {
        "threshold_met": "no", "threshold_reason": "No harm was found.", "reason": "Misheard.",
        "outcome": "no_further_action",
    }  # fmt: skip
    url = reverse("conferences:correct", args=[march.children[0].pk])
    answer = client.post(url, typed)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "had a later conference on" in page
    assert "No harm was found.</textarea>" in page


def test_nor_is_a_conference_opened_again_that_another_has_followed():
    first = held(120)
    child = first.children[0].child
    held(60, child, ConferenceKind.REVIEW, **WITHOUT_PLAN)
    with pytest.raises(WrongState, match="had a later conference on"):
        reopen_conference(conference=first.conference, reason="Closed in haste.", by=first.chair)
    first.conference.refresh_from_db()
    assert first.conference.state == ConferenceState.CLOSED


def reviewed_again():
    """A review that continued the plan is open again; an early review was booked meanwhile."""
    first = held(120)
    review = held(20, first.children[0].child, ConferenceKind.REVIEW)
    early = booked_for(early_review(review, *review.children))
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)  # the case is the new chair's by now
    reopen_conference(conference=review.conference, reason="A wrong word.", by=duty)
    review.conference.refresh_from_db()
    return review, early, duty


def forced(conference, **fields):
    Conference.objects.filter(pk=conference.pk).update(**fields)
    conference.refresh_from_db()


def test_none_begins_while_another_of_the_child_is_in_session():
    review, early, duty = reviewed_again()
    words = r"review child protection conference of .*Close or adjourn it first\."
    with pytest.raises(WrongState, match=words) as refused:
        open_session(conference=early, by=early.chair.user, on_another_day=True)
    assert refused.value.rule == "another_in_session"
    early.refresh_from_db()
    assert early.state == ConferenceState.BOOKED
    close_conference(
        conference=review.conference, details=review.details(held_on=days_ago(20)), by=duty
    )
    begun = open_session(conference=early, by=early.chair.user, on_another_day=True)
    assert begun.state == ConferenceState.IN_SESSION


def test_nor_is_one_keyed_in_from_paper_until_it_is_closed():
    review, early, duty = reviewed_again()
    began = at_ten(days_ago(3))
    times = {"started_at": began, "ended_at": began + dt.timedelta(minutes=5)}
    keyed = {"conference": early, "by": early.chair.user, "on_another_day": True, **times}
    with pytest.raises(WrongState, match="Close or adjourn it first"):
        key_from_paper(**keyed)
    details = review.details(held_on=days_ago(20))
    close_conference(conference=review.conference, details=details, by=duty)
    assert key_from_paper(**keyed).state == ConferenceState.IN_SESSION


def test_the_children_are_held_before_the_conference():
    """Each of two that are begun or opened again in one moment waits for the other's children."""
    review, early, duty = reviewed_again()
    with CaptureQueriesContext(connection) as asked, pytest.raises(WrongState):
        open_session(conference=early, by=early.chair.user, on_another_day=True)
    assert tables_held(asked)[:2] == ["people_child", "conferences_conference"]
    close_conference(
        conference=review.conference, details=review.details(held_on=days_ago(20)), by=duty
    )
    with CaptureQueriesContext(connection) as asked:
        reopen_conference(conference=review.conference, reason="Another word.", by=duty)
    assert tables_held(asked)[:2] == ["people_child", "conferences_conference"]


def tables_held(asked):
    held = [
        query["sql"]
        for query in asked
        if "FOR UPDATE" in query["sql"] or "FOR NO KEY" in query["sql"]
    ]
    return [sql.partition(' FROM "')[2].partition('"')[0] for sql in held]


def decided_otherwise(review, **decision):
    (each,) = review.conference.children.all()
    Decision.objects.filter(child=each).update(**decision)


def test_none_is_closed_after_a_later_one_has_decided():
    review, early, duty = reviewed_again()
    child = review.children[0].child
    plan = Plan.objects.open().child_protection().get(child=child)
    forced(early, state=ConferenceState.CLOSED, held_on=days_ago(6))
    decided_otherwise(review, **HELP)
    before = clocks(child)
    with pytest.raises(NotReadyToClose) as refused:
        close_conference(
            conference=review.conference, details=review.details(held_on=days_ago(20)), by=duty
        )
    (obstacle,) = refused.value.obstacles
    day = early.held_on
    assert f"had a later conference on {day:%-d %B %Y} (review" in obstacle.message
    assert "Record the decision as it stands now, or adjourn this conference." in obstacle.message
    plan.refresh_from_db()
    assert (plan.ended_on, clocks(child)) == (None, before)


def test_it_is_closed_with_the_decision_as_it_stands_and_moves_nothing():
    review, early, duty = reviewed_again()
    child = review.children[0].child
    forced(early, state=ConferenceState.CLOSED, held_on=days_ago(6))
    plan = Plan.objects.open().child_protection().get(child=child)
    Plan.objects.filter(pk=plan.pk).update(record=early.record)
    before = Deadline.objects.filter(child=child).count()
    details = ClosingDetails(held_on=days_ago(20))  # no dates: the later one has set them
    closed = close_conference(conference=review.conference, details=details, by=duty)
    assert closed.state == ConferenceState.CLOSED
    plan.refresh_from_db()
    assert (plan.record, plan.ended_on) == (early.record, None)
    assert Deadline.objects.filter(child=child).count() == before
    assert review_after(closed) is None


def test_the_review_that_a_later_one_opened_stays_where_an_older_one_is_typed_in_after_it():
    march = in_session(90)
    june = held(20, march.children[0].child)
    waiting = review_after(june.conference)
    close(march, held_on=days_ago(90))
    assert review_after(june.conference) == waiting
    assert review_after(march.conference) is None
    plan = Plan.objects.open().child_protection().get()
    assert plan.record == june.conference.record


def test_or_it_is_adjourned():
    review, early, duty = reviewed_again()
    forced(early, state=ConferenceState.CLOSED, held_on=days_ago(6))
    adjourned = adjourn_conference(
        conference=review.conference,
        reason=MoveReason.INQUORATE,
        note="It was opened by mistake.",
        kept_safe="The plan.",
        by=duty,
    )
    assert adjourned.state == ConferenceState.ADJOURNED


def test_a_review_is_told_which_open_conference_made_its_plan_void():
    first = held(30)
    early = booked_for(early_review(first, *first.children))
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    reopen_conference(conference=first.conference, reason="A wrong word.", by=duty)
    forced(early, state=ConferenceState.IN_SESSION, started_at=timezone.now())
    (each,) = early.children.all()
    Decision.objects.create(child=each, decided_by=duty, **PLAN)
    messages = [each.message for each in obstacles(early, first.details())]
    (found,) = [words for words in messages if words.startswith("The plan for")]
    assert "initial child protection conference of" in found
    assert found.endswith("Close that one first.")
    assert "corrected" not in found
