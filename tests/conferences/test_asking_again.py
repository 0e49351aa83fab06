"""What was answered once is not typed again when a conference was cancelled and is needed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from audit.models import Event
from conferences.domain import request_steps as steps
from conferences.domain.asking_again import ask_again, why_not_again
from conferences.domain.cancelling import cancel_conference
from conferences.domain.limits import withdraw_limits
from conferences.domain.requesting import (
    choose_children,
    choose_invitees,
    keep_answers,
    record_agreement,
    start_request,
    submit_request,
)
from conferences.domain.screening import screen_request
from conferences.domain.strategy import icpc_clock
from conferences.enums import ConferenceKind, ConferenceState, RequestState, ScreeningOutcome
from conferences.models import Conference, ConferenceRequest, RequestedInvitee
from people.models import Person
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def cancelled(case: make.Case, request: ConferenceRequest | None = None) -> ConferenceRequest:
    request = request or make.make_submitted(case)
    proceed = {"outcome": ScreeningOutcome.PROCEED, "reason": ""}
    screen_request(request=request, by=case.duty, **proceed)
    conference = Conference.objects.get(request=request)
    why = {"reason": "They moved away.", "agreed_by": "Priya Manager"}
    cancel_conference(conference=conference, by=case.duty, **why)
    request.refresh_from_db()
    return request


def people(request: ConferenceRequest) -> list[tuple[int, int | None, str, bool]]:
    rows = request.people_to_invite.order_by("person_id")
    return list(rows.values_list("person_id", "agency_id", "capacity", "direct_contact"))


def test_the_answers_are_copied_and_every_step_is_gone_through_once_more() -> None:
    case = make.make_case()
    before = cancelled(case)
    draft = ask_again(request=before, by=case.social_worker)
    assert (draft.state, draft.requested_by) == (RequestState.DRAFT, case.social_worker)
    assert {name: getattr(draft, name) for name in ("reason", "interim_safety_plan")} == {
        "reason": "Both children have been left alone at night.",
        "interim_safety_plan": "Grandmother stays at night.",
    }
    assert draft.section_47_outcome == before.section_47_outcome
    assert draft.police_wanted is False
    grounds = [
        list(request.children.values_list("child_id", "initiating_discussion_id"))
        for request in (before, draft)
    ]
    assert grounds[0] == grounds[1] != []
    assert people(draft) == people(before) != []
    assert (draft.decided_on, draft.agreed_at, draft.submitted_at) == (None, None, None)
    assert draft.steps_done == []
    assert {gap.step for gap in steps.missing(draft)} >= {steps.CHILDREN, steps.AGREEMENT}
    assert Event.objects.get(verb="conferences.ask_again").detail == {"copied_from": before.pk}


def test_sent_again_the_clock_runs_from_the_same_discussion() -> None:
    case = make.make_case()
    before = cancelled(case)
    discussion = before.children.first().initiating_discussion
    draft, by = ask_again(request=before, by=case.social_worker), case.social_worker
    assert not icpc_clock(case.older, discussion).is_open
    both = {case.older: discussion, case.younger: discussion}
    choose_children(request=draft, included=both, left_out={}, by=by)
    fresh = [
        RequestedInvitee(person_id=p, agency_id=a, capacity=c, direct_contact=d)
        for p, a, c, d in people(draft)
    ]
    choose_invitees(request=draft, invitees=fresh, others="", by=by)
    decided = {steps.SECTION_47: {"decided_on": make.days_ago(0)}}
    for step in steps.steps_for(draft):
        if step.name not in (steps.CHILDREN, steps.INVITEES, steps.AGREEMENT):
            keep_answers(request=draft, step=step.name, by=by, **decided.get(step.name, {}))
    draft.refresh_from_db()
    record_agreement(request=draft, name="Priya Manager", at=draft.created_at, by=by)
    submit_request(request=draft, by=by)
    clock = icpc_clock(case.older, discussion)
    assert (clock.is_open, clock.started_on) == (True, discussion.held_on)


def test_what_the_other_authority_told_us_is_copied_too() -> None:
    case = make.make_case()
    request = submit_request(request=make.make_transfer(case), by=case.social_worker)
    before = cancelled(case, request)
    draft = ask_again(request=before, by=case.social_worker)
    assert draft.kind == ConferenceKind.TRANSFER_IN
    told = ("authority", "moved_on", "notified_on", "papers")
    assert [getattr(draft.transfer, name) for name in told] == [
        getattr(before.transfer, name) for name in told
    ]
    assert ConferenceRequest.objects.get(pk=before.pk).transfer.authority == "Fictional Moorshire"
    rows = list(draft.children.values_list("their_category", "their_plan_started_on"))
    assert rows == list(before.children.values_list("their_category", "their_plan_started_on"))


def test_only_a_request_whose_conference_was_cancelled_is_copied() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    assert conference.state == ConferenceState.TO_BOOK
    with pytest.raises(WrongState):
        ask_again(request=conference.request, by=case.social_worker)
    with pytest.raises(NotAllowed):
        ask_again(request=cancelled(make.make_case("Elsewick")), by=case.support)


def test_a_draft_that_was_begun_is_not_written_over_and_two_clicks_make_one_draft() -> None:
    case = make.make_case()
    before = cancelled(case)
    draft = start_request(family=case.family, kind=ConferenceKind.INITIAL, by=case.social_worker)
    answers = {"reason": "Something else."}
    keep_answers(request=draft, step=steps.REASON, by=case.social_worker, **answers)
    with pytest.raises(WrongState, match="You have a draft of this already"):
        ask_again(request=before, by=case.social_worker)
    draft.refresh_from_db()
    assert draft.reason == "Something else."
    draft.delete()
    client = Client()
    client.force_login(case.social_worker)
    for expected in ("This is a new draft", "You have a draft of this already"):
        address = reverse("conferences:ask_again", args=[before.pk])
        assert expected in client.post(address, follow=True).content.decode()
    assert ConferenceRequest.objects.filter(state=RequestState.DRAFT).count() == 1


def test_the_page_of_the_request_offers_it_to_whoever_may_ask() -> None:
    case = make.make_case()
    before = cancelled(case)
    for user, offered in ((case.social_worker, True), (case.support, False)):
        client = Client()
        client.force_login(user)
        page = client.get(reverse("conferences:request", args=[before.pk])).content.decode()
        assert ("Ask again with these answers" in page) is offered


def test_no_clock_is_shown_to_run_once_the_conference_was_cancelled() -> None:
    case = make.make_case()
    asked, client = make.make_conference(case).request, Client()
    client.force_login(case.social_worker)
    address = reverse("conferences:request", args=[asked.pk])
    assert "Conference due by" in client.get(address).content.decode()
    why = {"reason": "Safe with their aunt.", "agreed_by": "Priya Manager"}
    cancel_conference(conference=asked.conference, by=case.duty, **why)
    assert "Conference due by" not in client.get(address).content.decode()


def test_once_it_was_asked_again_it_is_not_copied_a_second_time() -> None:
    case = make.make_case()
    before = cancelled(case)
    assert why_not_again(before) == ""
    make.make_submitted(case)
    assert why_not_again(before).startswith("Another conference about these children")
    with pytest.raises(WrongState):
        ask_again(request=before, by=case.social_worker)


def test_a_child_who_died_is_not_asked_for_again() -> None:
    case = make.make_case()
    before = cancelled(case)
    Person.objects.filter(pk=case.older.pk).update(died_on=timezone.localdate())
    draft = ask_again(request=before, by=case.social_worker)
    assert case.older.pk not in draft.children.values_list("child_id", flat=True)
    Person.objects.filter(pk=case.younger.pk).update(died_on=timezone.localdate())
    assert why_not_again(before) == "There is no child left to ask for a conference about."


def test_a_second_request_that_is_withdrawn_leaves_the_clock_of_the_first_running() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    discussion = conference.children.first().initiating_discussion
    second = make.make_submitted(case, discussion)
    withdraw_limits(request=second, reason="Asked twice.", by=case.duty)
    assert icpc_clock(case.older, discussion).is_open
    cancel_conference(
        conference=conference, reason="Safe now.", agreed_by="Priya Manager", by=case.duty
    )
    assert icpc_clock(case.older, discussion).is_open  # the second waits for the duty officer
    ConferenceRequest.objects.filter(pk=second.pk).update(state=RequestState.WITHDRAWN)
    withdraw_limits(request=second, reason="Not needed.", by=case.duty)
    assert not icpc_clock(case.older, discussion).is_open
