"""Asking for a conference: the draft, its agreement, sending it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from conferences.domain import request_steps as steps
from conferences.domain.requesting import (
    AlreadyOnPlan,
    NotComplete,
    agree_request,
    choose_children,
    discard_draft,
    keep_answers,
    keep_typed,
    record_agreement,
    start_request,
    submit_request,
    typed_on,
)
from conferences.domain.strategy import icpc_clock
from conferences.enums import ConferenceKind, RequestState
from conferences.models import ConferenceRequest
from notifications.models import Message
from people.enums import Role
from tests.factories import conferences as make
from tests.factories import people
from tests.factories.plans import make_plan
from tests.factories.timescales import make_calendar_day, make_deadline
from timescales.enums import DayKind

pytestmark = pytest.mark.django_db


def test_a_second_click_picks_the_same_draft_up() -> None:
    case = make.make_case()
    assert make.make_draft(case) == make.make_draft(case)


def test_business_support_may_not_ask_and_the_refusal_is_kept() -> None:
    case = make.make_case()
    with pytest.raises(NotAllowed):
        start_request(family=case.family, by=case.support)
    refused = Event.objects.using("audit").filter(action="refused")
    assert refused.filter(verb="conferences.start_request").exists()


def test_every_child_of_the_family_must_be_spoken_of() -> None:
    case, discussion = make.make_case(), None
    discussion = make.make_discussion(case)
    with pytest.raises(DomainError, match="Say why the conference is not about Fergus"):
        choose_children(
            request=make.make_draft(case),
            included={case.older: discussion},
            left_out={},
            by=case.social_worker,
        )


def test_siblings_have_their_own_clocks() -> None:
    case = make.make_case()
    early, late = make.make_discussion(case, 9), make.make_discussion(case, 2)
    request = make.make_complete(case, early)
    choose_children(
        request=request,
        included={case.older: early, case.younger: late},
        left_out={},
        by=case.social_worker,
    )
    # Other clocks than the team manager agreed to: asked again.
    record_agreement(
        request=request, name="Priya Manager", at=timezone.now(), by=case.social_worker
    )
    submit_request(request=request, by=case.social_worker)
    older, younger = icpc_clock(case.older, early), icpc_clock(case.younger, late)
    assert older is not None
    assert younger is not None
    assert older.due_on < younger.due_on
    assert icpc_clock(case.older, late) is None


def test_a_child_on_a_plan_is_offered_an_early_review() -> None:
    case = make.make_case()
    make_plan(case.older)
    discussion = make.make_discussion(case)
    with pytest.raises(AlreadyOnPlan, match="Ask for an early review instead"):
        choose_children(
            request=make.make_draft(case),
            included={case.older: discussion},
            left_out={case.younger: "Lives with an aunt."},
            by=case.social_worker,
        )
    review = make.make_draft(case, ConferenceKind.REVIEW)
    assert review.children_concerned() == [case.older.pk]
    names = [step.name for step in steps.steps_for(review)]
    assert steps.STRATEGY not in names
    assert steps.SECTION_47 not in names


def test_an_early_review_is_not_needed_by_a_day_when_nobody_works(client: Client) -> None:
    case = make.make_case()
    make_plan(case.older)
    review = make.make_draft(case, ConferenceKind.REVIEW)
    url = reverse("conferences:request_step", args=[review.pk, steps.EARLY])
    client.force_login(case.social_worker)
    make_calendar_day(dt.date(2090, 1, 6), kind=DayKind.LOCAL_CLOSURE)
    for typed, words in (
        ("2090-01-07", "Saturday 7 January 2090 is a weekend. "),
        ("2090-01-06", "Friday 6 January 2090 is a local closure (Fictional jubilee). "),
    ):
        page = client.post(url, {"early_reason": "not_working", "wanted_by": typed})
        (said,) = page.context["form"].errors["wanted_by"]
        refused = f"A review cannot be held that day: {words}"
        assert said == f"{refused}The working day before it is Thursday 5 January 2090."
        assert f'value="{typed[-2:]}"' in page.content.decode()
    review.refresh_from_db()
    assert review.wanted_by is None
    client.post(url, {"early_reason": "not_working", "wanted_by": "2090-01-05"})
    review.refresh_from_db()
    assert review.wanted_by == dt.date(2090, 1, 5)
    before = {"early_reason": "not_working", "wanted_by": make.days_ago(1)}
    with pytest.raises(DomainError, match="today or in the future"):
        keep_answers(request=review, step=steps.EARLY, by=case.social_worker, **before)
    make_deadline("first_review", child=case.older, start=dt.date(2090, 1, 31))
    page = client.post(url, {"early_reason": "not_working", "wanted_by": "2090-05-02"})
    due = "30 April 2090 (first review conference: 3 calendar months after 31 January 2090)"
    assert page.context["form"].errors["wanted_by"] == [
        f"The review is due by {due} in any case. Enter an earlier day."
    ]
    assert f"The review is due by {due} in any case" in page.context["form"]["wanted_by"].help_text


def test_nothing_is_sent_until_every_step_is_done() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    with pytest.raises(NotComplete) as refused:
        submit_request(request=draft, by=case.social_worker)
    assert [gap.step for gap in refused.value.missing] == [
        step.name for step in steps.steps_for(draft)
    ]
    draft.refresh_from_db()
    assert draft.state == RequestState.DRAFT


def test_what_was_typed_wrongly_is_kept_and_stops_the_sending() -> None:
    case = make.make_case()
    request = make.make_complete(case)
    typed = {"reason": ["\u200fطفل" + "x" * 200_001 + "\x00"]}
    keep_typed(request=request, step=steps.REASON, typed=typed, by=case.social_worker)
    request.refresh_from_db()
    assert typed_on(request, steps.REASON) == {"reason": [typed["reason"][0][:-1]]}
    assert steps.REASON in [gap.step for gap in steps.missing(request)]
    keep_answers(request=request, step=steps.REASON, reason="Shorter.", by=case.social_worker)
    assert typed_on(request, steps.REASON) == {}


def test_sending_starts_the_clocks_and_tells_the_duty_officer() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    assert request.state == RequestState.SUBMITTED
    discussion = request.children.first().initiating_discussion
    assert icpc_clock(case.older, discussion).due_on == icpc_clock(case.younger, discussion).due_on
    message = Message.objects.get(kind="request_to_screen")
    assert message.to_address == case.duty.email
    assert str(case.family) not in message.subject + message.body


def test_a_sent_request_cannot_be_changed_or_sent_again() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    with pytest.raises(WrongState):
        submit_request(request=request, by=case.social_worker)
    with pytest.raises(WrongState):
        keep_answers(request=request, step=steps.REASON, reason="New", by=case.social_worker)


def test_a_late_request_asks_why() -> None:
    case = make.make_case()
    request = make.make_complete(case, make.make_discussion(case, 20))
    keep_answers(
        request=request, step=steps.SECTION_47, decided_on=make.days_ago(10), by=case.social_worker
    )
    request.refresh_from_db()
    assert steps.LATE in [step.name for step in steps.steps_for(request)]
    with pytest.raises(NotComplete, match="not complete"):
        submit_request(request=request, by=case.social_worker)


def test_a_team_manager_signs_in_and_agrees_but_not_to_their_own_request() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    agree_request(request=draft, by=case.team_manager)
    draft.refresh_from_db()
    assert (draft.agreed_by, draft.agreed_by_name) == (case.team_manager, str(case.team_manager))
    with pytest.raises(NotAllowed):
        agree_request(request=draft, by=case.social_worker)
    own = start_request(family=case.family, by=case.team_manager)
    with pytest.raises(NotAllowed):
        agree_request(request=own, by=case.team_manager)


def test_agreement_cannot_lie_in_the_future() -> None:
    case = make.make_case()
    later = timezone.now() + dt.timedelta(hours=1)
    with pytest.raises(DomainError, match="future"):
        record_agreement(
            request=make.make_draft(case), name="Priya", at=later, by=case.social_worker
        )


def test_only_ones_own_draft_can_be_thrown_away() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    with pytest.raises(WrongState):
        discard_draft(request=draft, by=people.make_staff(Role.TEAM_MANAGER))
    discard_draft(request=draft, by=case.social_worker)
    assert not ConferenceRequest.objects.exists()


def test_advocacy_is_asked_about_only_from_age_ten() -> None:
    case = make.make_case()
    request = make.make_complete(case)
    assert steps.children_for_advocacy(request) == [case.older]
