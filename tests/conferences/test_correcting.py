"""After the close nothing is overwritten without a trace, and what was wrong is put right."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from conferences.domain.closing import close_conference
from conferences.domain.correcting import (
    add_addendum,
    answer_correction,
    propose_correction,
    reopen_conference,
    sign_off_record,
)
from conferences.domain.next_dates import keep_closing_details
from conferences.domain.reading_record import record_by_heading
from conferences.domain.session import key_from_paper
from conferences.enums import Capacity, ChildOutcome, ConferenceState
from conferences.models import Conference
from conferences.presenters.correction import what_changes
from disclosure.enums import LEFT, PackKind, PackState
from disclosure.rules import may_clear
from people.enums import CaseRoleKind, Role
from plans.domain.life import correct_category
from plans.domain.members import end_member, members_of
from plans.domain.queries import open_plan_for
from plans.enums import Category
from plans.models import Plan
from tests.conferences.test_closing import ready_meeting, review_of
from tests.factories.disclosure import make_pack, make_passage, make_recipient
from tests.factories.meetings import agree_action, at_ten, decide, social_worker_of
from tests.factories.people import make_case_role, make_person, make_relationship, make_staff
from timescales.domain import meet_deadline, today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


GONE_ONCE = {*LEFT, PackState.RECALLED}
WITHOUT_PLAN = {"outcome": ChildOutcome.NO_FURTHER_ACTION, "category": "", "threshold_met": False}


def closed_meeting(*names):
    meeting = ready_meeting(*names)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    return meeting


def test_the_page_of_one_that_was_held_says_on_which_day_it_was(client):
    meeting = closed_meeting()
    client.force_login(meeting.chair)
    page = client.get(reverse("conferences:conference", args=[meeting.conference.pk]))
    shown = " ".join(page.content.decode().split())
    day = f"{timezone.localdate():%-d %B %Y}"
    assert re.search(rf">Held on</dt><dd[^>]*>[A-Z][a-z]+ {day}</dd>", shown)
    assert ">When</dt>" not in shown


def lead_worker(family):
    worker = make_staff(Role.SOCIAL_WORKER)
    make_case_role(family, worker, kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
    return worker


def reopen(meeting, reason="A parent came back into the room."):
    return reopen_conference(conference=meeting.conference, reason=reason, by=meeting.chair)


def pack_in(meeting, state):
    recipient = make_recipient(meeting.conference.record, make_person())
    return recipient.packs.create(
        record=meeting.conference.record,
        kind="outline_plan",
        layout="standard",
        language="en",
        state=state,
        released_at=timezone.now() if state in GONE_ONCE else None,
        created_by=meeting.chair,
    )


def test_a_category_that_does_not_exist_is_asked_again_with_all_that_was_typed(client):
    meeting = closed_meeting()
    client.force_login(meeting.chair)
    each = meeting.children[0]
    page = client.post(
        reverse("conferences:correct", args=[each.pk]),
        {
            "threshold_met": "yes",
            "threshold_reason": "Harm is likely without a plan.",
            "outcome": ChildOutcome.CHILD_PROTECTION,
            "category": "ROTH",
            "reason": "The wrong line was ticked.",
        },
    )
    assert page.context["form"].errors["category"] == ["Choose category of harm from the list"]
    shown = page.content.decode()
    assert "There is a problem" in shown
    assert "The wrong line was ticked." in shown
    assert not each.corrections.exists()
    assert Plan.objects.get().category_latest == "NEG"


def test_reopening_voids_the_plan_and_runs_the_clock_again():
    meeting = closed_meeting()
    reopened = reopen(meeting)
    child = meeting.children[0].child
    assert reopened.state == ConferenceState.IN_SESSION
    assert open_plan_for(child) is None
    assert Plan.objects.get(child=child).voided_reason == "A parent came back into the room."
    assert list(Deadline.objects.open().values_list("rule", flat=True)) == ["icpc"]


def test_the_true_end_of_a_meeting_on_paper_outlives_reopening_and_its_letter_does_not():
    meeting = ready_meeting()
    record = meeting.conference.record
    make_recipient(record, make_relationship(meeting.children[0].child).person)
    meeting.conference.state = ConferenceState.BOOKED
    meeting.conference.save()
    held_on = timezone.localdate() - dt.timedelta(days=3)
    began, ended = at_ten(held_on), at_ten(held_on) + dt.timedelta(hours=1)
    key_from_paper(
        conference=meeting.conference, started_at=began, ended_at=ended, by=meeting.chair
    )
    details = meeting.details(held_on=held_on)
    close_conference(conference=meeting.conference, details=details, by=meeting.chair)
    reopened = reopen(meeting)
    assert (reopened.held_on, reopened.closed_at) == (held_on, ended)
    assert states_of(record) == {("decision_letter", 1): "void", ("outline_plan", 1): "draft"}
    again = close_conference(conference=reopened, details=details, by=meeting.chair)
    assert (again.started_at, again.held_on, again.closed_at) == (began, held_on, ended)


def test_closing_again_makes_one_plan():
    meeting = closed_meeting()
    reopen(meeting)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    assert Plan.objects.open().count() == 1
    assert sorted(Deadline.objects.open().values_list("rule", flat=True)) == [
        "decision_letter", "first_core_group", "first_review", "long_plan_first", "midpoint",
        "plan_out", "record", "statutory_visit",
    ]  # fmt: skip


def test_reopening_takes_back_the_letter_the_record_and_the_signature():
    meeting = ready_meeting()
    record = meeting.conference.record
    make_recipient(record, make_relationship(meeting.children[0].child).person)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    sign_off_record(conference=meeting.conference, by=meeting.chair)
    owed = Deadline.objects.get(rule="record")  # met by the signature, as it was once
    meet_deadline(
        deadline=owed, met_on=today_in_london(), by=meeting.chair, met_by=meeting.conference.about
    )
    letter = record.packs.get(kind=PackKind.DECISION_LETTER)
    letter.state = PackState.CLEARED
    letter.save()
    reopened = reopen(meeting)
    assert (reopened.signed_off_at, reopened.signed_off_by) == (None, None)
    assert states_of(record) == {
        ("decision_letter", 1): "void", ("outline_plan", 1): "draft", ("summary_record", 1): "void"
    }  # fmt: skip
    assert not Deadline.objects.filter(rule="record", met_on__isnull=False).exists()
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    assert states_of(record) == {
        ("decision_letter", 1): "void", ("decision_letter", 2): "draft",
        ("outline_plan", 1): "draft", ("summary_record", 1): "void",
    }  # fmt: skip
    assert Deadline.objects.open().filter(rule="record").count() == 1


def states_of(record):
    return {(pack.kind, pack.version): pack.state for pack in record.packs.all()}


@pytest.mark.parametrize("state", sorted(GONE_ONCE))
def test_once_a_pack_has_left_the_conference_cannot_be_reopened(state):
    meeting = closed_meeting()
    pack_in(meeting, state)
    with pytest.raises(WrongState, match="Correct the decision"):
        reopen(meeting)


def test_reopening_is_offered_until_a_pack_has_left_and_no_more_when_it_is_recalled(client):
    meeting = closed_meeting()
    client.force_login(meeting.chair)
    assert offers_to_reopen(meeting, client) == [True, True]
    pack_in(meeting, PackState.RECALLED)
    assert offers_to_reopen(meeting, client) == [False, False]
    url = reverse("conferences:reopen", args=[meeting.conference.pk])
    page = client.post(url, {"reason": "A parent came back into the room."})
    assert "A parent came back into the room." in page.content.decode()  # what was typed stays


def offers_to_reopen(meeting, client):
    """The link on the closed conference, and the form behind it."""
    closed, form = (
        reverse(f"conferences:{page}", args=[meeting.conference.pk])
        for page in ("closed", "reopen")
    )
    link = f'href="{form}"' in client.get(closed).content.decode()
    return [link, 'name="reason"' in client.get(form).content.decode()]


def test_a_pack_that_has_not_left_does_not_stop_reopening():
    meeting = closed_meeting()
    pack_in(meeting, PackState.DRAFT)
    assert reopen(meeting).state == ConferenceState.IN_SESSION


def test_reopening_takes_a_waiting_correction_back():
    meeting = closed_meeting()
    correction = propose_correction(
        each=meeting.children[0], after={"category": Category.EMOTIONAL}, reason="Misheard.",
        by=meeting.chair,
    )  # fmt: skip
    reopen(meeting)
    correction.refresh_from_db()
    assert (correction.agreed, correction.answered_by) == (False, meeting.chair)
    taken_back = Event.objects.get(verb="conferences.take_back_correction")
    assert taken_back.reason == "The conference was reopened: A parent came back into the room."
    meeting.children[0].decision.refresh_from_db()
    assert meeting.children[0].decision.category == Category.NEGLECT
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    with pytest.raises(WrongState, match="already been answered"):
        answer_correction(correction=correction, agreed=True, by=make_staff(Role.HEAD_OF_SERVICE))


@pytest.mark.parametrize("agreed", [True, False])
def test_no_correction_is_answered_while_the_conference_is_open(agreed):
    meeting = closed_meeting()
    correction = propose_correction(
        each=meeting.children[0], after={"category": Category.EMOTIONAL}, reason="Misheard.",
        by=meeting.chair,
    )  # fmt: skip
    Conference.objects.update(state=ConferenceState.IN_SESSION, held_on=None)
    with pytest.raises(WrongState, match="Close the conference first"):
        answer_correction(correction=correction, agreed=agreed, by=make_staff(Role.HEAD_OF_SERVICE))


def test_reopening_needs_a_reason():
    with pytest.raises(WrongState, match="Say why"):
        reopen(closed_meeting(), reason=" ")


def test_reopening_a_review_gives_the_plan_back_its_category():
    review, each, plan = review_of(ready_meeting())
    decide(review, each, category=Category.EMOTIONAL)
    agree_action(review)
    close_conference(conference=review.conference, details=review.details(), by=review.chair)
    reopen(review)
    plan.refresh_from_db()
    assert plan.category_latest == Category.NEGLECT
    assert Deadline.objects.open().filter(child=each.child, rule="first_review").count() == 1


def test_reopening_a_review_that_ended_the_plan_opens_it_again():
    review, each, plan = review_of(ready_meeting())
    family = each.child.family
    left, *staying = members_of(family)
    end_member(member=left, by=lead_worker(family))
    decide(review, each, **WITHOUT_PLAN)
    close_conference(conference=review.conference, details=review.details(), by=review.chair)
    plan.refresh_from_db()
    assert members_of(family) == []
    staying[0].refresh_from_db()
    assert (staying[0].to_on, staying[0].stood_down) == (plan.ended_on, True)
    reopen(review)
    assert members_of(family) == staying  # and not who had left by themselves
    plan.refresh_from_db()
    assert plan.ended_on is None
    running = Deadline.objects.open().filter(child=each.child)
    assert sorted(running.values_list("rule", flat=True)) == [
        "first_core_group", "first_review", "long_plan_first", "midpoint", "statutory_visit",
    ]  # fmt: skip


def test_a_correction_waits_for_a_manager_then_voids_the_plan_and_lists_the_packs():
    meeting = closed_meeting()
    pack = pack_in(meeting, PackState.HANDED_OVER)
    each = meeting.children[0]
    correction = propose_correction(
        each=each, after=WITHOUT_PLAN, reason="Recorded for the wrong child.", by=meeting.chair
    )
    assert open_plan_for(each.child) is not None
    head = make_staff(Role.HEAD_OF_SERVICE)
    answered, recall = answer_correction(correction=correction, agreed=True, by=head)
    assert open_plan_for(each.child) is None
    assert [p.number for p in recall] == [pack.number]
    assert (answered.before["outcome"], answered.after["outcome"]) == (
        "child_protection",
        "no_further_action",
    )
    assert not Deadline.objects.open().filter(child=each.child).exists()
    assert Deadline.objects.get(child=each.child, rule="icpc").met_on is not None


def test_whoever_proposed_a_correction_never_clears_it_for_others():
    """The words of a correction are printed, so their writer is no second person (A2)."""
    meeting = closed_meeting()
    each = meeting.children[0]
    standing_in, other = (make_staff(Role.DUTY_PRINCIPAL_OFFICER) for _ in range(2))
    parent = make_relationship(each.child).person
    words = make_passage(
        meeting.conference.record, "A worry.", heading="worries", audience=[parent]
    )
    recipient = make_recipient(meeting.conference.record, parent)
    pack = make_pack(recipient, words, by=meeting.chair)
    assert may_clear(standing_in, pack)
    correction = propose_correction(
        each=each,
        after={"threshold_reason": "Harm is likely, because of the drinking."},
        reason="The reason was cut short.",
        by=standing_in,
    )
    answer_correction(correction=correction, agreed=True, by=make_staff(Role.HEAD_OF_SERVICE))
    letter = meeting.conference.record.packs.get(kind=PackKind.DECISION_LETTER)
    assert not may_clear(standing_in, letter)
    assert may_clear(other, letter)


def test_nor_does_whoever_typed_where_the_core_group_meets():
    meeting = ready_meeting()
    standing_in = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    details = meeting.details(core_group_place="Room 2, Larkfield School")
    keep_closing_details(conference=meeting.conference, details=details, by=standing_in)
    parent = make_relationship(meeting.children[0].child).person
    words = make_passage(meeting.conference.record, "A worry.", audience=[parent])
    pack = make_pack(make_recipient(meeting.conference.record, parent), words, by=meeting.chair)
    assert not may_clear(standing_in, pack)


def test_the_manager_reads_each_field_that_would_change_in_words():
    meeting = closed_meeting()
    correction = propose_correction(
        each=meeting.children[0],
        after={**WITHOUT_PLAN, "threshold_reason": "The bruises were an illness."},
        reason="The paediatrician was wrong.",
        by=meeting.chair,
    )
    changes = [(each.label, each.now, each.corrected) for each in what_changes(correction)]
    assert changes == [
        ("Threshold of significant harm met", "Yes", "No"),
        (
            "Why (the family reads this)",
            "Harm is likely without a plan.",
            "The bruises were an illness.",
        ),
        ("Outcome", "Child protection plan", "No further action"),
        ("Category of harm", "Neglect", "Nothing"),
    ]


def test_what_stands_for_multiple_and_who_leads_are_named():
    meeting = closed_meeting()
    worker = make_staff(Role.SOCIAL_WORKER, name="Ottilie Made-Up").professional
    meeting.conference.participants.create(person=worker.person, capacity=Capacity.AGENCY)
    correction = propose_correction(
        each=meeting.children[0],
        after={
            "category": Category.MULTIPLE,
            "constituent_categories": [Category.NEGLECT, Category.EMOTIONAL],
            "lead_worker_id": worker.pk,
        },
        reason="Typed wrong.",
        by=meeting.chair,
    )
    corrected = {each.label: each.corrected for each in what_changes(correction)}
    assert corrected["What “multiple” stands for"] == "Neglect, Emotional abuse"
    assert corrected["Lead worker"] == "Ottilie Made-Up"


def test_a_declined_correction_changes_nothing():
    meeting = closed_meeting()
    each = meeting.children[0]
    correction = propose_correction(
        each=each, after=WITHOUT_PLAN, reason="Wrong.", by=meeting.chair
    )
    _, recall = answer_correction(
        correction=correction, agreed=False, by=make_staff(Role.HEAD_OF_SERVICE)
    )
    assert recall == []
    assert open_plan_for(each.child) is not None


def test_the_chair_cannot_agree_to_their_own_correction():
    meeting = closed_meeting()
    correction = propose_correction(
        each=meeting.children[0], after=WITHOUT_PLAN, reason="Wrong.", by=meeting.chair
    )
    with pytest.raises(NotAllowed):
        answer_correction(correction=correction, agreed=True, by=meeting.chair)


def test_what_is_corrected_is_so_in_the_plan_which_runs_on():
    meeting = closed_meeting()
    each = meeting.children[0]
    before = open_plan_for(each.child)
    clocks = list(Deadline.objects.filter(child=each.child).values("pk", "met_on", "withdrawn_at"))
    correction = propose_correction(
        each=each,
        after={
            "category": Category.PHYSICAL,
            "risk_outside_home": True,
            "lead_worker_id": (worker := social_worker_of(meeting.conference)).pk,
        },
        reason="Misheard.",
        by=meeting.chair,
    )
    answer_correction(correction=correction, agreed=True, by=make_staff(Role.HEAD_OF_SERVICE))
    plan = open_plan_for(each.child)
    assert plan == before  # with its visits
    assert (plan.category_initial, plan.category_latest) == ("PHY", "PHY")
    assert before.lead_worker != worker
    assert (plan.risk_outside_home, plan.lead_worker) == (True, worker)
    assert clocks == list(
        Deadline.objects.filter(child=each.child).values("pk", "met_on", "withdrawn_at")
    )


def test_a_category_that_a_later_review_gave_stays():
    review, each, plan = review_of(ready_meeting())
    decide(review, each, category=Category.EMOTIONAL)
    agree_action(review)
    close_conference(conference=review.conference, details=review.details(), by=review.chair)
    plan.refresh_from_db()
    correct_category(
        plan=plan, category=Category.PHYSICAL, constituents=[], words=each.conference.record,
        about=plan.opened_by, by=review.chair,
    )  # fmt: skip
    assert (plan.category_initial, plan.category_latest) == ("PHY", "EMO")


def test_signing_the_record_off_sends_it_to_nobody():
    """Owed until the last copy has gone: tests/conferences/test_papers.py."""
    meeting = closed_meeting()
    sign_off_record(conference=meeting.conference, by=meeting.chair)
    assert Deadline.objects.get(rule="record").met_on is None


def test_a_correction_stands_beside_the_words_and_never_replaces_them():
    meeting = closed_meeting()
    said = make_passage(meeting.conference.record, "Rafi missed school twice.")
    add_addendum(
        conference=meeting.conference, to=said, text="It was three times.", by=meeting.chair
    )
    ((_, lines),) = [
        (heading, lines)
        for heading, lines in record_by_heading(meeting.conference, by=meeting.chair)
        if heading == "What we are worried about"
    ]
    (line,) = lines
    assert line.passage.text == "Rafi missed school twice."
    assert [c.text for c in line.corrections] == ["It was three times."]


def test_a_correction_of_restricted_words_is_restricted():
    meeting = closed_meeting()
    said = make_passage(
        meeting.conference.record,
        "Seen by police.",
        source_kind="police",
        restriction="restricted",
    )
    add_addendum(conference=meeting.conference, to=said, text="On Monday.", by=meeting.chair)
    assert said.addenda.get().is_restricted


def test_an_empty_correction_is_refused():
    meeting = closed_meeting()
    said = make_passage(meeting.conference.record, "Words.")
    with pytest.raises(DomainError):
        add_addendum(conference=meeting.conference, to=said, text="", by=meeting.chair)
