"""A team manager agrees to these words; when they change, the agreement is asked for again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conferences.domain import request_steps as steps
from conferences.domain.requesting import (
    NotComplete,
    agree_request,
    choose_children,
    choose_invitees,
    keep_answers,
    record_agreement,
    submit_request,
    tell_of_transfer,
)
from conferences.domain.screening import screen_request
from conferences.domain.strategy import correct_strategy_discussion
from conferences.domain.transfer import TransferDetails
from conferences.enums import RequestState, ScreeningOutcome
from conferences.models import ConferenceRequest
from notifications.models import Message
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def sent_back(case: make.Case) -> ConferenceRequest:
    request = make.make_complete(case)
    agree_request(request=request, by=case.team_manager)
    submit_request(request=request, by=case.social_worker)
    screen_request(
        request=request, outcome=ScreeningOutcome.MORE_WORK, reason="Say more.", by=case.duty
    )
    request.refresh_from_db()
    return request


def test_a_material_change_asks_again_and_says_what_changed() -> None:
    case = make.make_case()
    request = sent_back(case)
    keep_answers(
        request=request, step=steps.REASON, reason="It is much worse.", by=case.social_worker
    )
    request.refresh_from_db()
    assert request.agreed_at is None
    lapsed = request.agreements.get(lapsed_because="Why a conference is needed")
    assert (lapsed.user, dict(lapsed.said)["Why a conference is needed"]) == (
        case.team_manager,
        "Both children have been left alone at night.",
    )
    told = Message.objects.get(kind="agreement_asked_again")
    assert told.to_address == case.team_manager.email
    assert str(case.family) not in told.subject + told.body
    with pytest.raises(NotComplete) as refused:
        submit_request(request=request, by=case.social_worker)
    assert [gap.step for gap in refused.value.missing] == [steps.AGREEMENT]
    agree_request(request=request, by=case.team_manager)
    sent = submit_request(request=request, by=case.social_worker)
    assert sent.state == RequestState.SUBMITTED
    standing = request.agreements.get(lapsed_at=None)
    assert (standing.version, dict(standing.said)["Why a conference is needed"]) == (
        3,
        "It is much worse.",
    )


def test_what_is_not_material_asks_nobody_again() -> None:
    case = make.make_case()
    request = sent_back(case)
    keep_answers(request=request, step=steps.NEEDS, interpreter="Polish", by=case.social_worker)
    choose_invitees(request=request, invitees=[], others="An aunt", by=case.social_worker)
    keep_answers(
        request=request,
        step=steps.REASON,
        reason="Both children have been left alone at night.",
        by=case.social_worker,
    )
    request.refresh_from_db()
    assert request.agreed_by == case.team_manager
    assert not Message.objects.filter(kind="agreement_asked_again").exists()


def test_another_set_of_children_or_another_clock_is_material() -> None:
    case = make.make_case()
    request = sent_back(case)
    discussion = request.children.first().initiating_discussion
    choose_children(
        request=request,
        included={case.older: discussion},
        left_out={case.younger: "Lives with an aunt."},
        by=case.social_worker,
    )
    request.refresh_from_db()
    assert request.agreed_at is None
    changed = request.agreements.order_by("-lapsed_at").first().lapsed_because
    assert changed in ("Children, Not about", "Agreed again")
    agree_request(request=request, by=case.team_manager)
    correct_strategy_discussion(
        discussion=discussion,
        held_on=make.days_ago(5),
        reason="Misread.",
        by=case.social_worker,
    )
    with pytest.raises(NotComplete):
        submit_request(request=request, by=case.social_worker)


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("moved_on", "Moved here on"),
        ("notified_on", "Written notification on"),
        ("referred_on", "Referral received on"),
        ("accepted_on", "Referral accepted on"),
    ],
)
def test_each_day_of_a_transfer_that_may_start_its_clock_is_material(
    day: str, heading: str
) -> None:
    case = make.make_case()
    request = make.make_transfer(case)
    agree_request(request=request, by=case.team_manager)
    told = {name: getattr(request.transfer, name) for name in TransferDetails.__annotations__}
    changed = TransferDetails(**told | {day: make.days_ago(2)})
    tell_of_transfer(request=request, details=changed, by=case.social_worker)
    request.refresh_from_db()
    assert request.agreed_at is None
    assert request.agreements.get(version=2).lapsed_because == heading


def test_who_agreed_to_which_version_is_on_the_page() -> None:
    case = make.make_case()
    request = sent_back(case)
    keep_answers(request=request, step=steps.REASON, reason="Worse.", by=case.social_worker)
    record_agreement(
        request=request, name="Priya Manager", at=timezone.now(), by=case.social_worker
    )
    client = Client()
    client.force_login(case.social_worker)
    page = client.get(reverse("conferences:request", args=[request.pk])).content.decode()
    assert "Version 3" in page
    assert f"as {case.social_worker} recorded" in page
    assert "Both children have been left alone at night." in page
