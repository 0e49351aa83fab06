"""A professional of this case who is a mother in another: she is met here at work alone."""

from __future__ import annotations

import pytest
from django.test import Client

from conferences.domain import inviting
from conferences.domain.packs import propose
from conferences.domain.safe_contact import way_to_tell
from conferences.models import Invitation
from disclosure.enums import HandoverWay
from notifications.models import Message
from people.enums import SafeContact
from people.models import Person, Professional
from tests.factories import conferences as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_a_professional_is_asked_and_given_papers_at_work_whatever_their_family_agreed() -> None:
    case = make.make_case()
    nurse = case.health_visitor
    own = {"email": "own@family.example", "safe_contact": SafeContact.NONE}
    own |= {"telephone": "07700 900321", "safe_contact_note": "Never leave a message"}
    Person.objects.filter(pk=nurse.pk).update(**own)
    people.make_relationship(people.make_child("Wren Elsewhere"), nurse.person)
    conference = make.make_booked(case)
    inviting.invite_everyone(conference=conference, by=case.support)
    message = Message.objects.get(kind="invitation", to_name=nurse.person.name)
    assert (message.channel, message.to_address) == ("email", nurse.work_email)
    # Told by telephone all the same: nothing that was agreed with the mother is on the page.
    invitation = Invitation.objects.get(participant__person=nurse.person)
    client = Client()
    client.force_login(case.support)
    page = client.get(f"/conferences/invitations/{invitation.pk}/told/").content.decode()
    assert "Record that they were told" in page
    assert "Never leave" not in page
    (line,) = [one for one in propose(conference) if one.person.pk == nurse.pk]
    assert (line.way, line.wanted, line.note) == (HandoverWay.SECURE_LINK, True, "")
    Professional.objects.filter(pk=nurse.pk).update(work_email="")
    participant = conference.participants.get(person=nurse.person)
    assert "No work email or address" in way_to_tell(participant).hindrance
    # In her own family's case she is a mother, whatever she is asked as.
    people.make_relationship(case.older, nurse.person)
    assert "must not be contacted" in way_to_tell(participant).hindrance
