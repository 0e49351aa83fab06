"""Reports are asked for again: the day before, and once they are late."""

from __future__ import annotations

import pytest

from conferences.domain.chasing import KIND, chase_reports, is_chased
from conferences.domain.inviting import invite_everyone
from conferences.domain.reports import ask_for_reports
from conferences.models import Participant
from notifications.domain import deliver_waiting
from notifications.enums import State
from notifications.models import Message
from people.enums import SafeContact
from rehearsal.past import as_if
from tests.factories.conferences import make_booked, make_case
from timescales.domain import current_clock
from timescales.working_days import add_working_days

pytestmark = pytest.mark.django_db


def test_each_is_asked_the_day_before_and_when_late_and_never_twice() -> None:
    case = make_case()
    conference = make_booked(case)
    for participant in conference.participants.filter(capacity="agency"):
        participant.person.professional.work_email = f"p{participant.pk}@agency.example"
        participant.person.professional.save()
    invite_everyone(conference=conference, by=case.support)
    ask_for_reports(conference=conference, by=case.support)
    owing = conference.participants.filter(capacity="agency", invited_at__isnull=False)
    number = owing.count()
    assert number >= 2
    due_on = owing.first().report_due_on
    calendar = current_clock().calendar
    for days, new in ((-2, 0), (-1, number), (0, 0), (1, number - 1), (4, 0)):
        if days == 1:
            came = owing.first()
            Participant.objects.filter(pk=came.pk).update(report_received_on=due_on)
        day = add_working_days(due_on, days, calendar) if days else due_on
        with as_if(day):
            is_past = conference.booking.starts_at.date() <= day
            assert chase_reports() == (0 if is_past else new), days
            assert chase_reports() == 0
    bodies = list(Message.objects.filter(kind=KIND).values_list("body", flat=True))
    assert f"Your report is due on {due_on:%-d %B %Y}." in bodies[0]
    assert "/conferences/invitations/" in bodies[0]


def test_it_does_not_leave_to_an_address_that_is_no_longer_right() -> None:
    case = make_case()
    conference = make_booked(case)
    invite_everyone(conference=conference, by=case.support)
    ask_for_reports(conference=conference, by=case.support)
    participant = conference.participants.filter(
        capacity="agency", invitations__way="email"
    ).first()
    Participant.objects.exclude(pk=participant.pk).update(report_due_on=None)
    with as_if(participant.report_due_on):
        assert chase_reports() == 1
        participant.person.professional.work_email = "another@agency.example"
        participant.person.professional.save()
        deliver_waiting()
    assert Message.objects.get(kind=KIND).state == State.HELD


def test_whoever_was_written_a_letter_since_is_for_somebody_to_ring() -> None:
    case = make_case()
    conference = make_booked(case)
    invite_everyone(conference=conference, by=case.support)
    ask_for_reports(conference=conference, by=case.support)
    emailed = conference.participants.filter(capacity="agency", invitations__way="email")
    participant = emailed.first()
    Participant.objects.exclude(pk=participant.pk).update(report_due_on=None)
    first = participant.invitations.get()
    assert is_chased(participant)
    participant.invitations.create(
        kind=first.kind,
        way=SafeContact.POST,
        sequence=first.sequence + 1,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        address="1 Test Street",
        by=case.support,
    )
    participant = Participant.objects.get(pk=participant.pk)
    assert not is_chased(participant)
    with as_if(participant.report_due_on):
        assert chase_reports() == 0
