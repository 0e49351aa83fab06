"""Invitations, and what came of them."""

from __future__ import annotations

import base64

from icalendar import Calendar

from conferences.domain import inviting
from conferences.models import Conference, Participant
from notifications.models import Message
from people.models import Person
from tests.factories import conferences as make


def invite(case: make.Case) -> Conference:
    conference = make.make_booked(case)
    inviting.invite_everyone(conference=conference, by=case.support)
    return conference


def message_to(person: Person) -> Message:
    return Message.objects.filter(kind="invitation", to_name=person.name).latest("pk")


def entry_of(message: Message) -> Calendar:
    return Calendar.from_ical(base64.b64decode(message.attachments[0]["base64"]))


def asked(conference: Conference, person: Person) -> Participant:
    return conference.participants.get(person=person)
