"""A professional of this case who is a mother in another: she is met here at work alone."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from conferences.domain import inviting
from conferences.domain.packs import propose
from conferences.domain.room import snapshot
from conferences.domain.safe_contact import way_to_tell
from conferences.letters import invitation_words
from conferences.models import Conference, Invitation
from disclosure.domain.handing_over import check_may_reach
from disclosure.domain.wording_review import may_print_in
from disclosure.enums import HandoverWay, PackState
from disclosure.models import Pack
from escalations.domain.recipients import check_recipient
from notifications.models import Message
from people.enums import SafeContact
from people.models import Person, Professional
from tests.factories import conferences as make
from tests.factories import people
from tests.factories.disclosure import make_recipient

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


def test_language_and_nickname_of_the_other_life_are_neither_written_nor_said_at_work() -> None:
    case = make.make_case()
    nurse, conference = case.health_visitor.person, make.make_booked(case)
    own = {"first_language": "Polish", "known_as": "Mummy Jo"}
    Person.objects.filter(pk__in=[nurse.pk, case.mother.pk]).update(**own)
    inviting.invite_everyone(conference=conference, by=case.support)
    proposed = {one.person.pk: one.language for one in propose(conference)}
    assert (proposed[nurse.pk], proposed[case.mother.pk]) == ("en", "pl")
    client = Client()
    for person, language in ((nurse, "en"), (case.mother, "pl")):
        invitation = Invitation.objects.get(participant__person=person)
        printed = language if may_print_in(language) else "en"
        assert invitation_words(invitation).language == printed
        page = client.get(reverse("conferences:invitation", args=[invitation.token]))
        assert page.context["page"].language == language
    called = {
        one["person"]: one["called"] for one in snapshot(conference, by=case.duty)["participants"]
    }
    assert called[nurse.pk] == nurse.given_names
    assert called[case.mother.pk] == "Mummy Jo"
    record = conference.record
    at_work = make_recipient(record, Person.objects.get(pk=nurse.pk), capacity="professional")
    assert at_work.called == nurse.given_names
    at_home = make_recipient(record, Person.objects.get(pk=case.mother.pk))
    assert at_home.called == "Mummy Jo"


def test_a_death_in_the_other_life_is_not_told_of_at_work() -> None:
    """Nothing leaves, and why is said only where they are family."""
    case = make.make_case()
    nurse, conference = case.health_visitor, make.make_booked(case)
    people.make_relationship(people.make_child("Wren Elsewhere"), nurse.person)
    Person.objects.filter(pk__in=[nurse.pk, case.mother.pk]).update(died_on=make.days_ago(2))
    nurse.person.refresh_from_db()
    case.mother.refresh_from_db()
    told = {
        one.person_id: way_to_tell(one).hindrance
        for one in conference.participants.select_related("person")
    }
    proposed = {one.person.pk: one for one in propose(conference)}
    assert (proposed[nurse.pk].wanted, proposed[case.mother.pk].wanted) == (False, False)
    notes = {pk: one.note for pk, one in proposed.items()}
    given = {
        person.pk: why_not_given(conference, person, capacity)
        for person, capacity in ((nurse.person, "professional"), (case.mother, "family"))
    }
    with pytest.raises(DomainError) as asked:
        check_recipient(case.family, nurse, by=case.duty)
    at_work = f"Nothing can be sent to {nurse.person.given_names}"
    for words in (told[nurse.pk], notes[nurse.pk], given[nurse.pk], asked.value.message):
        assert words.startswith(at_work)
        assert "died" not in words
    for at_home in (told, notes, given):
        assert "as died" in at_home[case.mother.pk]


def why_not_given(conference: Conference, person: Person, capacity: str) -> str:
    recipient = make_recipient(conference.record, person, capacity=capacity)
    pack = Pack(
        record=conference.record,
        recipient=recipient,
        state=PackState.RELEASED,
        cleared_at=timezone.now(),
    )
    with pytest.raises(WrongState) as found:
        check_may_reach(pack, HandoverWay.SECURE_LINK)
    return found.value.message


def test_who_cannot_be_invited_is_named_before_and_their_work_email_is_a_link_away() -> None:
    case = make.make_case()
    nurse = case.health_visitor
    Professional.objects.filter(pk=nurse.pk).update(work_email="")
    conference = make.make_booked(case)
    client = Client()
    client.force_login(case.support)
    asked = reverse("conferences:participants", args=[conference.pk])
    page = client.get(asked).content.decode()
    assert "One person cannot be invited yet." in page
    assert f"No work email or address is known for {nurse.person.name}." in page
    typed = f"{reverse('people:partner', args=[nurse.pk])}?next={quote(asked, safe='')}"
    assert f'href="{typed}"' in page
    details = {
        "agency": nurse.agency_id,
        "job_title": nurse.job_title,
        "work_email": "n@work.example",
    }
    assert client.post(typed, details).url == asked
    assert "cannot be invited" not in client.get(asked).content.decode()


def test_of_staff_and_relatives_no_work_email_is_asked_and_who_does_not_come_is_left_out() -> None:
    case = make.make_case()
    worker = case.social_worker.professional
    Professional.objects.filter(pk__in=[worker.pk, case.school.pk]).update(work_email="")
    Person.objects.filter(pk=case.mother.pk).update(email="")
    conference = make.make_booked(case)
    conference.participants.filter(person=case.school.person).update(joining="not_coming")
    client = Client()
    client.force_login(conference.chair.user)
    page = client.get(reverse("conferences:participants", args=[conference.pk])).content.decode()
    assert "2 people cannot be invited yet." in page
    assert f"No email address is known for {case.mother.name}." in page
    assert "is reached at work</a>" not in page
