"""Complaints about conferences, one in each state, each step taken by whoever would take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from conferences.enums import ConferenceState
from conferences.models import Conference
from escalations.domain import complaint_panels as panels
from escalations.domain import complaints
from escalations.enums import Complainant, Finding, Ground
from escalations.models import Complaint
from people.models import Agency
from rehearsal import challenge_words as words
from rehearsal.challenged import Challenged
from rehearsal.past import as_if

Chapter = Callable[[Challenged], None]


def chapters() -> list[Chapter]:
    return [
        waits_for_the_chair,
        is_answered_by_the_chair,
        the_panel_has_decided,
        is_over,
        waits_for_a_panel,
        is_taken_back,
        is_held_again,
        belongs_to_another_agency,
    ]


def receive(who: Challenged, *, ago: int) -> Complaint:
    closed = Conference.objects.filter(family=who.family, state=ConferenceState.CLOSED)
    about = closed.latest("held_on")
    day = max(about.day, who.on(ago))
    with as_if(day, dt.time(16)):
        received = complaints.Received(
            conference=about,
            children=[row.child for row in about.children.select_related("child")],
            made_as=Complainant.PARENT,
            made_by=who.mother(),
            grounds=[Ground.PROCESS],
            words=words.COMPLAINT,
            received_on=day,
            late_because=words.LATE,
        )
        return complaints.receive_complaint(received=received, by=who.head)


def _answered(who: Challenged) -> Complaint:
    complaint = receive(who, ago=9)
    with as_if(complaint.received_on, dt.time(17)):
        return complaints.answer_complaint(
            complaint=complaint, answer=words.ANSWERED, told=words.TOLD_FAMILY, by=who.head
        )


def _at_a_panel(who: Challenged) -> Complaint:
    complaint = receive(who, ago=20)
    with as_if(complaint.received_on, dt.time(16, 30)):
        return panels.ask_for_panel(complaint=complaint, why=words.TO_PANEL, by=who.head)


def _found(who: Challenged, finding: Finding) -> Complaint:
    complaint = _at_a_panel(who)
    held_on = max(complaint.received_on, who.on(4))
    agencies = list(Agency.objects.order_by("pk")[:2])
    with as_if(held_on, dt.time(17)):
        return panels.record_panel(
            complaint=complaint,
            held_on=held_on,
            members=[
                panels.Sitting(name, agency)
                for name, agency in zip(words.PANEL, agencies, strict=True)
            ],
            finding=finding,
            words=words.FOUND,
            told=words.TOLD_FAMILY,
            by=who.head,
        )


def waits_for_the_chair(who: Challenged) -> None:
    receive(who, ago=2)


def is_answered_by_the_chair(who: Challenged) -> None:
    _answered(who)


def waits_for_a_panel(who: Challenged) -> None:
    _at_a_panel(who)


def the_panel_has_decided(who: Challenged) -> None:
    _found(who, Finding.UPHELD)


def is_held_again(who: Challenged) -> None:
    complaint = _found(who, Finding.RECONVENE)
    to_come = panels.may_be_held_again(complaint)
    if to_come:
        panels.reconvene(complaint=complaint, at=to_come[0], by=who.head)


def is_over(who: Challenged) -> None:
    panels.close_complaint(
        complaint=_answered(who), outcome=words.CONTENT, told=words.TOLD_FAMILY, by=who.head
    )


def is_taken_back(who: Challenged) -> None:
    panels.withdraw_complaint(complaint=receive(who, ago=5), why=words.TAKEN_BACK, by=who.head)


def belongs_to_another_agency(who: Challenged) -> None:
    other = Agency.objects.exclude(name="Children's social care").order_by("pk").first()
    assert other is not None
    complaints.pass_on(complaint=receive(who, ago=3), to=other, told=words.TOLD_FAMILY, by=who.head)
