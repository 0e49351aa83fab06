"""One more child for a conference that waits: own clock, one meeting, nobody told by letter."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.enums import Action
from audit.models import Event
from conferences.domain import adding_child as steps
from conferences.domain.adding_child import ChildToAdd, add_child
from conferences.domain.cancelling import cancel_conference
from conferences.domain.inviting import invite_everyone
from conferences.domain.requesting import AlreadyOnPlan
from conferences.domain.screening import answer_diversion, screen_request
from conferences.domain.strategy import icpc_clock, start_icpc_clock
from conferences.enums import (
    ConferenceKind,
    ConferenceState,
    Joining,
    RequestState,
    ScreeningOutcome,
    Section47Outcome,
)
from conferences.models import AddedChild, Conference, ConferenceRequest, RequestedChild
from notifications.models import Message
from people.models import Child, Family
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.plans import make_plan
from timescales.domain import current_clock
from timescales.due import Dates
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
WHY = "Found in the home on Friday. He sleeps at his grandmother’s until the meeting."


def half_brother(family: Family, name: str = "Rafi Pendlewick") -> Child:
    return people.make_child(name, family=family, date_of_birth=dt.date(2021, 3, 2))


def adding(child: Child, *, held_ago: int = 0, **fields: Any) -> ChildToAdd:
    said: dict[str, Any] = {
        "held_on": make.days_ago(held_ago),
        "section_47_outcome": Section47Outcome.LIKELY,
        "decided_on": make.days_ago(0),
        "reason": WHY,
        "agreed_by": "Priya Manager",
        **fields,
    }
    return ChildToAdd(child=child, **said)


def due(held_on: dt.date) -> dt.date:
    return current_clock().due("icpc", Dates(start=held_on)).due_on


def test_the_child_has_a_clock_of_their_own_and_the_earliest_binds_the_meeting() -> None:
    case = make.make_case()
    conference = make.make_conference(case, make.make_discussion(case, ago=6))
    rafi = half_brother(case.family)
    row = add_child(conference=conference, adding=adding(rafi), by=case.duty)
    conference.refresh_from_db()
    assert (row.conference, row.child, row.due_on) == (conference, rafi, due(make.days_ago(0)))
    assert row.initiating_discussion.held_on == make.days_ago(0)
    clock = icpc_clock(rafi, row.initiating_discussion)
    assert (clock.is_open, clock.due_on, clock.started_on) == (True, row.due_on, make.days_ago(0))
    assert conference.due_on == due(make.days_ago(6)) < row.due_on
    assert {each.due_on for each in conference.children.exclude(child=rafi)} == {conference.due_on}
    said = AddedChild.objects.get(asked_for__child=rafi, asked_for__request=conference.request)
    assert (said.section_47_outcome, said.decided_on) == (Section47Outcome.LIKELY, make.days_ago(0))
    assert (said.reason, said.agreed_by_name, said.by) == (WHY, "Priya Manager", case.duty)


def test_an_earlier_discussion_brings_the_day_forward_and_the_office_is_told() -> None:
    case = make.make_case()
    conference = make.make_conference(case, make.make_discussion(case, ago=1))
    add_child(
        conference=conference, adding=adding(half_brother(case.family), held_ago=9), by=case.duty
    )
    conference.refresh_from_db()
    assert conference.due_on == due(make.days_ago(9))
    told = Message.objects.filter(to_address=case.support.email)
    assert told.filter(kind="review_sooner").count() == 1
    assert told.filter(kind="child_added").count() == 1
    worker = Message.objects.filter(to_address=case.social_worker.email)
    assert worker.filter(kind="child_added").count() == 1


def test_who_takes_part_their_reports_and_what_they_were_told_stay() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(2))
    invite_everyone(conference=conference, by=case.support)

    def stands() -> list[Any]:
        return [
            [
                (p.person_id, p.joining, p.report_due_on, p.invited_at, p.invitations.count())
                for p in conference.participants.all()
            ],
            list(Message.objects.exclude(kind="child_added").values_list("key", flat=True)),
            list(Deadline.objects.filter(about=conference.about).values_list("rule", "due_on")),
        ]

    before = stands()
    add_child(conference=conference, adding=adding(half_brother(case.family)), by=case.duty)
    conference.refresh_from_db()
    assert stands() == before
    assert conference.state == ConferenceState.BOOKED


def test_it_is_audited_about_every_child() -> None:
    case = make.make_case()
    conference, rafi = make.make_conference(case), half_brother(case.family)
    add_child(conference=conference, adding=adding(rafi), by=case.duty)
    event = Event.objects.get(verb="conferences.add_child")
    assert (event.action, event.actor_id, event.reason) == (Action.CHANGED, case.duty.pk, WHY)
    assert (event.subject_ids, event.detail) == ([conference.pk], {"child": rafi.pk})
    assert sorted(event.child_ids) == sorted([case.older.pk, case.younger.pk, rafi.pk])


@pytest.mark.parametrize("who", ["social_worker", "team_manager", "support"])
def test_only_who_screens_adds_a_child(who: str) -> None:
    case = make.make_case()
    conference, by = make.make_conference(case), getattr(case, who)
    with pytest.raises(NotAllowed, match="Only duty officers"):
        add_child(conference=conference, adding=adding(half_brother(case.family)), by=by)
    refused = Event.objects.using("audit").get(verb="conferences.add_child")
    assert (refused.action, refused.actor_id) == (Action.REFUSED, by.pk)
    assert conference.children.count() == 2


def refusal(case: make.Case, conference: Conference, child: Child, **fields: Any) -> DomainError:
    children = conference.children.count()
    with pytest.raises(DomainError) as refused:
        add_child(conference=conference, adding=adding(child, **fields), by=case.duty)
    assert conference.children.count() == children
    assert not AddedChild.objects.exists()
    assert not Deadline.objects.filter(child=child).exists()
    return refused.value


def test_a_child_on_a_plan_has_an_early_review_instead() -> None:
    case = make.make_case()
    conference, rafi = make.make_conference(case), half_brother(case.family)
    make_plan(rafi)
    refused = refusal(case, conference, rafi)
    assert isinstance(refused, AlreadyOnPlan)
    assert "early review" in refused.message
    assert refused.field == "child"


def test_a_child_of_another_conference_that_is_to_be_held_stays_there() -> None:
    case = make.make_case()
    first, rafi = make.make_conference(case), half_brother(case.family)
    other = make.make_conference(make.make_case("Rahman"))
    other.children.create(child=rafi)
    refused = refusal(case, first, rafi)
    assert (refused.rule, "needs a date" in refused.message) == ("in_another_conference", True)
    Conference.objects.filter(pk=other.pk).update(state=ConferenceState.IN_SESSION)
    assert refusal(case, first, rafi).rule == "in_another_conference"
    Conference.objects.filter(pk=other.pk).update(state=ConferenceState.CANCELLED)
    assert add_child(conference=first, adding=adding(rafi), by=case.duty).child == rafi


@pytest.mark.parametrize("state", sorted(steps.WAITING_REQUESTS))
def test_a_request_about_the_child_is_settled_first(state: str) -> None:
    case = make.make_case()
    conference, rafi = make.make_conference(case), half_brother(case.family)
    second = make.make_draft(case)
    RequestedChild.objects.create(request=second, child=rafi)
    ConferenceRequest.objects.filter(pk=second.pk).update(state=state)
    refused = refusal(case, conference, rafi)
    assert (refused.rule, "withdrawn" in refused.message) == ("request_waits", True)
    ConferenceRequest.objects.filter(pk=second.pk).update(state=RequestState.DIVERTED)
    assert add_child(conference=conference, adding=adding(rafi), by=case.duty).child == rafi


@pytest.mark.parametrize(
    "state",
    [
        ConferenceState.IN_SESSION,
        ConferenceState.ADJOURNED,
        ConferenceState.CLOSED,
        ConferenceState.CANCELLED,
    ],
)
def test_a_conference_that_has_begun_or_is_off_takes_no_child(state: ConferenceState) -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    Conference.objects.filter(pk=conference.pk).update(state=state)
    refused = refusal(case, conference, half_brother(case.family))
    assert isinstance(refused, WrongState)
    assert (refused.rule, state.label.lower() in refused.message) == ("begun_already", True)


@pytest.mark.parametrize("kind", [ConferenceKind.REVIEW, ConferenceKind.TRANSFER_IN])
def test_only_an_initial_conference_takes_one(kind: ConferenceKind) -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    Conference.objects.filter(pk=conference.pk).update(kind=kind)
    refused = refusal(case, conference, half_brother(case.family))
    assert refused.rule == "not_an_initial_conference"


def test_only_a_living_child_of_the_family_is_added_and_once() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    rules = ("already_done", "not_of_the_family", "not_of_the_family")
    stranger = half_brother(people.make_family("Rahman"))
    died = half_brother(case.family)
    died.person.died_on = make.days_ago(2)
    died.person.save()
    with pytest.raises(WrongState) as twice:
        add_child(conference=conference, adding=adding(case.older), by=case.duty)
    found = (twice.value.rule, *(refusal(case, conference, c).rule for c in (stranger, died)))
    assert found == rules
    assert steps.children_to_add(conference) == []


def test_nobody_takes_part_who_must_be_told_nothing_about_the_child() -> None:
    case = make.make_case()
    conference, rafi = make.make_conference(case), half_brother(case.family)
    people.make_relationship(rafi, case.father, must_not_be_told=True)
    refused = refusal(case, conference, rafi)
    assert (refused.rule, str(case.father) in refused.message) == ("must_not_be_told", True)
    conference.participants.filter(person=case.father).update(joining=Joining.NOT_COMING)
    assert add_child(conference=conference, adding=adding(rafi), by=case.duty).child == rafi


@pytest.mark.parametrize("field", ["reason", "agreed_by"])
def test_what_a_request_asks_of_each_child_is_asked(field: str) -> None:
    case = make.make_case()
    refused = refusal(case, make.make_conference(case), half_brother(case.family), **{field: " "})
    assert (refused.field, refused.rule) == (field, "needed")


def test_a_conference_that_is_called_off_stops_the_clock_of_the_child_too() -> None:
    case = make.make_case()
    conference, rafi = make.make_conference(case), half_brother(case.family)
    row = add_child(conference=conference, adding=adding(rafi), by=case.duty)
    why = {"reason": "They moved.", "agreed_by": "Priya Manager"}
    cancel_conference(conference=conference, by=case.duty, **why)
    assert not icpc_clock(rafi, row.initiating_discussion).is_open


def test_a_child_who_was_left_out_of_the_request_is_so_no_longer() -> None:
    case = make.make_case()
    conference, rafi = make.make_conference(case), half_brother(case.family)
    conference.request.left_out.create(child=rafi, reason="Lives with his father.")
    add_child(conference=conference, adding=adding(rafi), by=case.duty)
    assert not conference.request.left_out.exists()
    client = Client()
    client.force_login(case.duty)
    page = client.get(reverse("conferences:request", args=[conference.request_id]))
    assert "Rafi Pendlewick: added on" in page.content.decode()


def typed(child: Child, **fields: str) -> dict[str, Any]:
    today = make.days_ago(0)
    days = {
        f"{name}_{part}": getattr(today, part)
        for name in ("held_on", "decided_on")
        for part in ("day", "month", "year")
    }
    said = {"section_47_outcome": Section47Outcome.LIKELY, "reason": WHY, "agreed_by": "Priya M"}
    return {"child": child.pk, **days, **said, **fields}


def test_nothing_is_added_before_what_it_does_was_shown_and_confirmed() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(1))
    rafi, client = half_brother(case.family), Client()
    client.force_login(case.duty)
    url = reverse("conferences:add_child", args=[conference.pk])
    assert url in client.get(conference_page(conference)).content.decode()
    page = client.post(url, typed(rafi, action="preview")).content.decode()
    assert "What would happen" in page
    assert f"{due(make.days_ago(0)):%A %-d %B %Y}" in page
    assert WHY in page
    assert conference.children.count() == 2
    done = client.post(url, typed(rafi, action="confirm"))
    assert done.url == reverse("conferences:participants", args=[conference.pk])
    assert conference.children.filter(child=rafi).exists()
    shown = client.get(conference_page(conference)).content.decode()
    assert WHY in shown
    assert "Priya M agreed" in shown


def conference_page(conference: Conference) -> str:
    return reverse("conferences:conference", args=[conference.pk])


def test_the_page_says_when_the_day_that_is_booked_is_late_for_the_child() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(2))
    rafi = half_brother(case.family)
    seen = steps.preview(conference=conference, adding=adding(rafi, held_ago=40))
    assert (seen.late, seen.booked_on) == (True, bookings.next_monday(2))
    assert (seen.due_on, seen.limit.due_on) == (due(make.days_ago(40)), due(make.days_ago(40)))
    seen = steps.preview(conference=conference, adding=adding(rafi))
    assert (seen.late, seen.due_on) == (False, conference.due_on)


def test_what_was_typed_stays_and_the_page_says_what_cannot_be() -> None:
    case = make.make_case()
    conference, rafi = make.make_conference(case), half_brother(case.family)
    make_plan(rafi)
    client = Client()
    client.force_login(case.duty)
    url = reverse("conferences:add_child", args=[conference.pk])
    page = client.post(url, typed(rafi, action="confirm")).content.decode()
    assert "Ask for an early review instead" in page
    assert WHY in page
    Conference.objects.filter(pk=conference.pk).update(state=ConferenceState.IN_SESSION)
    page = client.get(url).content.decode()
    assert "no child can be added to it" in page
    assert '<form method="post" novalidate' not in page


def test_a_second_request_of_the_family_leads_the_duty_officer_to_the_conference() -> None:
    case = make.make_case()
    conference = make.make_conference(case, make.make_discussion(case))
    second = make.make_draft(case)
    ConferenceRequest.objects.filter(pk=second.pk).update(state=RequestState.SUBMITTED)
    client = Client()
    client.force_login(case.duty)
    url = reverse("conferences:screen", args=[second.pk])
    add_url = reverse("conferences:add_child", args=[conference.pk])
    assert add_url in client.get(url).content.decode()
    Conference.objects.filter(pk=conference.pk).update(state=ConferenceState.CLOSED)
    assert add_url not in client.get(url).content.decode()


def test_the_clock_that_a_withdrawn_request_stopped_runs_again() -> None:
    case = make.make_case()
    first = make.make_conference(case)
    rafi = half_brother(case.family)
    second = make.make_draft(case)
    discussion = make.make_discussion(case, ago=0)
    RequestedChild.objects.create(request=second, child=rafi, initiating_discussion=discussion)
    clock = start_icpc_clock(child=rafi, discussion=discussion, by=case.social_worker)
    ConferenceRequest.objects.filter(pk=second.pk).update(state=RequestState.SUBMITTED)
    screening = screen_request(
        request=second, outcome=ScreeningOutcome.WITHDRAWN, reason="One meeting.", by=case.duty
    )
    answer_diversion(screening=screening, agreed=True, by=case.team_manager)
    clock.refresh_from_db()
    assert not clock.is_open
    add_child(conference=first, adding=adding(rafi), by=case.duty)
    clock.refresh_from_db()
    assert (clock.is_open, clock.due_on) == (True, due(make.days_ago(0)))
