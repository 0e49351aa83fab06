"""A conference that is not needed after all: who may say so, who agreed and who is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from bookings.enums import BookingState
from bookings.models import Booking
from conferences.domain.cancelling import cancel_conference
from conferences.domain.opening import open_review
from conferences.domain.strategy import icpc_clock
from conferences.enums import ConferenceKind, ConferenceState, RequestState
from conferences.models import Conference, ConferenceRequest
from notifications.models import Message
from people.enums import Role
from tests.factories import conferences as make
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db

WHY = "The children live with their aunt now, and are safe there."


def cancelled(conference: Conference, by: User, **fields: Any) -> Conference:
    answers = {"reason": WHY, "agreed_by": "Priya Manager", **fields}
    return cancel_conference(conference=conference, by=by, **answers)


def page(user: User, name: str, *args: Any, data: Any = None) -> Any:
    client = Client()
    client.force_login(user)
    address = reverse(f"conferences:{name}", args=args)
    return client.get(address) if data is None else client.post(address, data, follow=True)


def shown(user: User, name: str, *args: Any) -> str:
    return str(page(user, name, *args).content.decode())


@pytest.mark.parametrize("kind", [ConferenceKind.INITIAL, ConferenceKind.TRANSFER_IN])
def test_business_support_alone_ends_nothing_that_was_screened_to_be_held(kind: str) -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    Conference.objects.update(kind=kind)
    conference.refresh_from_db()
    with pytest.raises(NotAllowed):
        cancelled(conference, case.support)
    assert page(case.support, "cancel", conference.pk).status_code == 403
    assert "ask a duty principal officer or a head of service" in shown(
        case.support, "conference", conference.pk
    )
    conference.refresh_from_db()
    assert conference.state == ConferenceState.TO_BOOK
    head = make_staff(Role.HEAD_OF_SERVICE)
    assert cancelled(conference, head).state == ConferenceState.CANCELLED


def test_cancelling_withdraws_the_clocks_and_frees_the_slot() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    discussion = conference.children.first().initiating_discussion
    cancelled(conference, case.duty)
    conference.refresh_from_db()
    assert conference.state == ConferenceState.CANCELLED
    assert icpc_clock(case.older, discussion).withdrawn_at is not None
    assert Booking.objects.get(pk=conference.booking.pk).state == BookingState.RELEASED


@pytest.mark.parametrize("missing", ["reason", "agreed_by"])
def test_it_takes_a_reason_and_a_manager_who_agreed(missing: str) -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    with pytest.raises(DomainError) as objection:
        cancelled(conference, case.duty, **{missing: "  "})
    assert objection.value.field == missing
    data = {"reason": WHY, "agreed_by": "Priya Manager", missing: ""}
    assert page(case.duty, "cancel", conference.pk, data=data).status_code == 200
    conference.refresh_from_db()
    assert conference.state == ConferenceState.TO_BOOK


def test_whoever_asked_the_social_worker_the_team_manager_and_the_chair_are_told() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    asked_by = make_staff(Role.SOCIAL_WORKER, team=case.family.team)
    ConferenceRequest.objects.update(requested_by=asked_by)
    cancelled(conference, case.duty)
    told = Message.objects.filter(kind="conference_cancelled")
    people = (asked_by, case.social_worker, case.team_manager, conference.chair.user)
    assert sorted(told.values_list("to_address", flat=True)) == sorted(p.email for p in people)


def test_the_request_says_that_it_was_cancelled_why_and_who_agreed() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    request = conference.request
    assert "Conference will be held" in shown(case.social_worker, "request", request.pk)
    data = {"reason": WHY, "agreed_by": "Priya Manager"}
    page(case.duty, "cancel", conference.pk, data=data)
    for name, args in (("request", [request.pk]), ("my_requests", [])):
        words = shown(case.social_worker, name, *args)
        assert "Conference cancelled" in words
        assert "Conference will be held" not in words
    words = shown(case.social_worker, "request", request.pk)
    assert WHY in words
    assert "<bdi>Priya Manager</bdi> (manager) agreed" in words
    words = shown(case.support, "conference", conference.pk)
    assert "Agreed by <bdi>Priya Manager</bdi> (manager)" in words


def test_a_request_withdrawn_after_a_death_is_not_called_diverted() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    ConferenceRequest.objects.update(state=RequestState.WITHDRAWN)
    words = shown(case.social_worker, "request", request.pk)
    assert "Withdrawn" in words
    assert "Diverted" not in words


def test_a_review_nobody_is_on_a_plan_for_is_business_supports_to_cancel() -> None:
    case = make.make_case()
    review = open_review(family=case.family, children=[case.older], by=case.support)
    assert "agreed_by" not in shown(case.support, "cancel", review.pk)
    page(case.support, "cancel", review.pk, data={"reason": "Ended by the court."})
    review.refresh_from_db()
    assert review.state == ConferenceState.CANCELLED
