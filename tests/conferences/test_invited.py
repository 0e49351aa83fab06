"""What somebody who was invited reads and answers by their link."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from conferences.domain import invited
from conferences.enums import (
    ConferenceState,
    InvitationKind,
    Joining,
)
from conferences.models import Conference, Invitation, Participant
from disclosure.rendering.reading import pages_of
from disclosure.wording import say_weekday, words
from people.models import Person
from tests.factories import conferences as make
from tests.factories.invitations import asked, entry_of, invite, message_to

pytestmark = pytest.mark.django_db


def test_an_answer_by_link_changes_only_how_they_come() -> None:
    case = make.make_case()
    conference = invite(case)
    invitation = asked(conference, case.mother).invitations.get()
    invited.answer_invitation(invitation=invitation, joining=Joining.REMOTE)
    assert asked(conference, case.mother).joining == Joining.REMOTE


def test_the_letter_is_had_by_the_link_of_the_email_and_names_no_child_or_address() -> None:
    case = make.make_case()
    conference = invite(case)
    invitation = asked(conference, case.mother).invitations.get()
    message = message_to(case.mother)
    assert message.channel == "email"
    assert entry_of(message).walk("VEVENT")
    link = f"/conferences/invitations/{invitation.token}/"
    assert f"{link}letter.pdf" in Client().get(link).content.decode()
    response = Client().get(f"{link}letter.pdf")
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "no-store")
    said = " ".join("\n".join(pages_of(response.content)).split())
    day, hub = say_weekday(conference.booking.starts_at, "en"), conference.booking.room.hub
    for wanted in (case.mother.name, day, hub.name):
        assert wanted in said
    children = [case.older.person.given_names, case.younger.person.given_names]
    for hidden in (*children, message.to_address, case.father.name, "child protection"):
        assert hidden not in said
    Invitation.objects.filter(pk=invitation.pk).update(address="elsewhere@family.example")
    newer = Invitation.objects.get(pk=invitation.pk)
    newer.pk, newer.token, newer.sequence = None, uuid.uuid4(), 1
    newer.address = "new@family.example"
    newer.save()
    assert Client().get(f"{link}letter.pdf").status_code == 404


def test_an_invited_parent_reads_and_answers_in_their_language() -> None:
    case = make.make_case()
    Person.objects.filter(pk=case.mother.pk).update(first_language="Arabic")
    conference = invite(case)
    row = asked(conference, case.mother)
    link, arabic = f"/conferences/invitations/{row.invitations.get().token}/", words("ar")
    client = Client()
    shown = client.get(link).content.decode()
    assert '<html lang="ar" class="govuk-template" dir="rtl"' in shown
    day = say_weekday(conference.booking.starts_at, "ar")
    for said in (arabic["invited.question"], arabic["invited.not_coming"], arabic["draft"], day):
        assert said in shown
    assert arabic["page.choose"] in client.post(link, {"joining": ""}).content.decode()
    thanked = client.post(link, {"joining": "remote"}, follow=True).content.decode()
    assert arabic["invited.thanks"] in thanked
    row.refresh_from_db()
    assert row.joining == Joining.REMOTE
    Conference.objects.filter(pk=conference.pk).update(state=ConferenceState.TO_BOOK)
    assert arabic["invited.no_date"] in client.post(link, {"joining": "remote"}).content.decode()


def test_an_old_link_shows_nothing_once_another_address_is_used() -> None:
    case = make.make_case()
    conference = invite(case)
    first = asked(conference, case.mother).invitations.get()
    assert invited.open_by_link(first.token) == first
    Person.objects.filter(pk=case.mother.pk).update(email="new@family.example")
    Participant.objects.filter(person=case.mother).update(invited_at=timezone.now())
    newer = Invitation.objects.create(
        participant=first.participant,
        kind=InvitationKind.CHANGE,
        way=first.way,
        sequence=1,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        place="A new place",
        address="new@family.example",
        by=case.support,
    )
    assert invited.open_by_link(first.token) is None
    assert invited.open_by_link(newer.token) == newer


def test_a_link_shows_nothing_to_somebody_who_must_no_longer_be_told() -> None:
    case = make.make_case()
    conference = invite(case)
    mine = asked(conference, case.mother).invitations.get()
    case.mother.relationships.update(must_not_be_told=True)
    assert invited.open_by_link(mine.token) is None
