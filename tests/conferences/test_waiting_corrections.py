"""A correction that waits is told of and listed to whoever may answer it, and to nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from conferences.domain.correcting import answer_correction, propose_correction
from conferences.domain.waiting_corrections import corrections_to_answer, owed
from conferences.models import DecisionCorrection
from conferences.start_page import tasks
from notifications.models import Message
from people.enums import Role
from plans.enums import Category
from tests.conferences.test_closing import close, ready_meeting
from tests.factories.meetings import Meeting
from tests.factories.people import make_conflict, make_posting, make_staff

pytestmark = pytest.mark.django_db
ANSWER = "Agree to the correction"


def closed() -> Meeting:
    meeting = ready_meeting()
    close(meeting)
    return meeting


def propose(meeting: Meeting, by: User) -> DecisionCorrection:
    return propose_correction(
        each=meeting.children[0], after={"category": Category.EMOTIONAL}, reason="Misheard.", by=by
    )


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("to_address", flat=True))


def test_it_waits_for_every_head_who_may_see_the_family_but_never_for_whoever_proposed_it() -> None:
    meeting = closed()
    head, proposer, shut = (make_staff(Role.HEAD_OF_SERVICE) for _ in range(3))
    make_posting(proposer, Role.DUTY_PRINCIPAL_OFFICER)
    make_conflict(meeting.conference.family, shut)
    correction = propose(meeting, by=proposer)
    assert told("correction_to_answer") == {head.email}
    # To whom a family is shut is not counted in the morning email, whatever waits.
    assert {(each.user_id, each.family_id) for each in owed()} == {
        (head.pk, meeting.conference.family_id), (shut.pk, meeting.conference.family_id)
    }  # fmt: skip
    people = (head, proposer, shut, meeting.chair, make_staff(Role.DUTY_PRINCIPAL_OFFICER))
    assert [corrections_to_answer(user) for user in people] == [[correction], [], [], [], []]
    answer_correction(correction=correction, agreed=False, by=head)
    assert (list(owed()), corrections_to_answer(head)) == ([], [])
    assert told("correction_answered") == {proposer.email, meeting.chair.email}


def test_the_start_page_says_why_it_waits_and_keeps_that_it_was_listed() -> None:
    meeting, head = closed(), make_staff(Role.HEAD_OF_SERVICE)
    correction = propose(meeting, by=meeting.chair)
    [task] = [task for task in tasks(head) if task.label == "Correction"]
    assert task.text == "Agree to a correction of a decision, or decline it"
    assert task.url == reverse("conferences:closed", args=[meeting.conference.pk])
    assert (task.family_id, task.fact) == (meeting.conference.family_id, correction.about)
    assert "did not propose" in task.why
    listed = Event.objects.filter(actor_id=head.pk, verb="conferences.start_page")
    assert correction.children_concerned() in [list(event.child_ids) for event in listed]


def test_the_closed_conference_asks_whoever_may_answer_and_not_whoever_proposed_it() -> None:
    meeting, head = closed(), make_staff(Role.HEAD_OF_SERVICE)
    make_posting(meeting.chair, Role.HEAD_OF_SERVICE)
    propose(meeting, by=meeting.chair)
    client = Client()
    pages = []
    for user in (meeting.chair, head):
        client.force_login(user)
        page = client.get(reverse("conferences:closed", args=[meeting.conference.pk]))
        pages.append(page.content.decode())
    assert ["A correction waits for an answer" in page for page in pages] == [True, True]
    assert [ANSWER in page for page in pages] == [False, True]
