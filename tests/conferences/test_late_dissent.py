"""Dissent after the meeting: within 72 hours (Sussex), reviewed by a senior chair (Sutton)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from conferences.domain.late_dissent import (
    dissent_limit,
    dissents_to_review,
    owed,
    raise_dissent,
    review_dissent,
)
from conferences.enums import Capacity, ChildOutcome, ConferenceState, DissentOutcome
from conferences.models import Conference, ConferenceStep, Decision, LateDissent
from notifications.models import Message
from people.enums import Role
from tests.conferences.test_closing import close, ready_meeting
from tests.factories.meetings import Meeting
from tests.factories.people import make_person, make_posting, make_staff
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def closed(hours_ago: int) -> Meeting:
    """Closed so many hours ago."""
    meeting = ready_meeting()
    close(meeting)
    ended = timezone.now() - dt.timedelta(hours=hours_ago)
    Conference.objects.filter(pk=meeting.conference.pk).update(
        closed_at=ended, held_on=timezone.localdate(ended)
    )
    meeting.conference.refresh_from_db()
    meeting.children[0].refresh_from_db()
    return meeting


def say_no(meeting: Meeting, **fields: Any) -> LateDissent:
    given = {
        "child": meeting.children[0],
        "participant": meeting.conference.participants.filter(capacity="agency")[1],
        "reason": "The health visitor sees no neglect.",
        "raised_at": timezone.now() - dt.timedelta(minutes=5),
        "by": meeting.chair,
        **fields,
    }
    return raise_dissent(**given)


def made_by(stand_in: User, how: str) -> None:
    """The one conference was decided, or closed, by somebody in its chair's place."""
    if how == "decided":
        Decision.objects.update(decided_by=stand_in)
    else:
        ConferenceStep.objects.filter(to_state=ConferenceState.CLOSED).update(by=stand_in)


def test_in_time_it_is_kept_and_the_decision_stands_until_a_senior_chair_answers() -> None:
    meeting, head = closed(70), make_staff(Role.HEAD_OF_SERVICE)
    dissent = say_no(meeting)
    assert meeting.children[0].decision.outcome == ChildOutcome.CHILD_PROTECTION
    assert Message.objects.get(kind="dissent_to_review").to_address == head.email
    clock = Deadline.objects.get(rule="dissent_review")
    assert clock.is_open
    for by in (meeting.chair, make_staff(Role.TEAM_MANAGER)):
        with pytest.raises(NotAllowed):
            review_dissent(dissent=dissent, outcome=DissentOutcome.STANDS, answer="No.", by=by)
    with pytest.raises(DomainError, match="what you found"):
        review_dissent(dissent=dissent, outcome=DissentOutcome.STANDS, answer=" ", by=head)
    review_dissent(
        dissent=dissent, outcome=DissentOutcome.CORRECT, answer="The chair looks again.", by=head
    )
    clock.refresh_from_db()
    assert clock.met_on == timezone.localdate()
    assert meeting.children[0].decision.outcome == ChildOutcome.CHILD_PROTECTION
    told = Message.objects.filter(kind="dissent_answered").values_list("to_address", flat=True)
    assert set(told) == {meeting.chair.email}
    with pytest.raises(WrongState):
        review_dissent(dissent=dissent, outcome=DissentOutcome.STANDS, answer="No.", by=head)


def test_a_chair_who_stands_in_as_duty_officer_does_not_review_their_own() -> None:
    meeting, other = closed(1), make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    for how in ("decided", "closed"):
        made_by(other, how)
    dissent = say_no(meeting)
    make_posting(meeting.chair, Role.DUTY_PRINCIPAL_OFFICER)
    with pytest.raises(NotAllowed):
        review_dissent(
            dissent=dissent, outcome=DissentOutcome.STANDS, answer="Mine.", by=meeting.chair
        )


@pytest.mark.parametrize("how", ["decided", "closed"])
def test_who_stood_in_for_the_chair_neither_reviews_it_nor_is_asked_to(how: str) -> None:
    meeting, head = closed(1), make_staff(Role.HEAD_OF_SERVICE)
    stand_in = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    other = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    made_by(stand_in, how)
    dissent = say_no(meeting)
    asked = Message.objects.filter(kind="dissent_to_review").values_list("to_address", flat=True)
    assert set(asked) == {head.email, other.email}
    assert {each.user_id for each in owed()} == {head.pk, other.pk}
    assert dissents_to_review(stand_in) == []
    assert dissents_to_review(other) == [dissent]
    with pytest.raises(NotAllowed, match="neither chaired nor decided"):
        review_dissent(dissent=dissent, outcome=DissentOutcome.STANDS, answer="Mine.", by=stand_in)
    review_dissent(dissent=dissent, outcome=DissentOutcome.STANDS, answer="Weighed.", by=other)


def test_after_72_hours_it_is_not_a_dissent_any_more() -> None:
    meeting = closed(80)
    until = dissent_limit(meeting.conference).due_at
    assert until is not None
    ended = meeting.conference.closed_at
    assert ended is not None
    assert until - ended == dt.timedelta(hours=72)
    counted = f"72 hours after {timezone.localtime(ended):%-d %B %Y}). Raise a concern or a "
    with pytest.raises(DomainError) as late:
        say_no(meeting)
    assert counted in late.value.message
    # Said in time and recorded later, it counts.
    say_no(meeting, raised_at=until - dt.timedelta(minutes=1))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reason": " "}, "Say why this agency disagrees"),
        ({"raised_at": timezone.now() + dt.timedelta(hours=9)}, "in the future"),
        ({"raised_at": timezone.now() - dt.timedelta(hours=9)}, "before the end"),
    ],
)
def test_what_cannot_be(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError, match=message):
        say_no(closed(1), **fields)


def test_only_an_agency_of_this_conference_dissents_and_once() -> None:
    meeting = closed(1)
    mother = meeting.conference.participants.create(person=make_person(), capacity=Capacity.FAMILY)
    with pytest.raises(DomainError, match="Only an agency"):
        say_no(meeting, participant=mother)
    say_no(meeting)
    with pytest.raises(WrongState, match="recorded already"):
        say_no(meeting)
    with pytest.raises(NotAllowed):
        say_no(meeting, by=make_staff(Role.SOCIAL_WORKER))
    Conference.objects.update(state=ConferenceState.IN_SESSION)
    with pytest.raises(WrongState, match="live room"):
        say_no(meeting)


def test_through_the_pages() -> None:
    meeting, head = closed(1), make_staff(Role.HEAD_OF_SERVICE)
    client = Client()
    client.force_login(meeting.chair)
    url = reverse("conferences:late_dissent", args=[meeting.children[0].pk])
    assert "(Sussex)" in client.get(url).content.decode()
    agency = meeting.conference.participants.filter(capacity="agency")[1]
    now = timezone.localtime() - dt.timedelta(minutes=2)
    typed = {
        "participant": agency.pk,
        "reason": "No neglect is seen.",
        "raised_on": now.date().isoformat(),
    }
    mistake = client.post(url, typed).content.decode()
    assert "Enter time it said so" in mistake
    assert "No neglect is seen." in mistake
    page = client.post(url, {**typed, "raised_time": f"{now:%H:%M}"}, follow=True)
    assert "Waits for a senior chair" in page.content.decode()
    client.force_login(head)
    answer = reverse("conferences:review_dissent", args=[LateDissent.objects.get().pk])
    assert "No neglect is seen." in client.get(answer).content.decode()
    done = client.post(answer, {"outcome": "stands", "answer": "All was weighed."}, follow=True)
    assert "All was weighed." in done.content.decode()
