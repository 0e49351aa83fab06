"""What somebody who was invited reads and answers by their link."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from audit.models import Event
from bookings.enums import MoveReason
from conferences import limits
from conferences.domain import invited
from conferences.domain.booking import vacate_conference
from conferences.enums import (
    ConferenceState,
    InvitationKind,
    Joining,
)
from conferences.models import Conference, Invitation, Participant
from disclosure.rendering.reading import pages_of
from disclosure.wording import say_weekday, words
from notifications.domain import deliver_waiting
from people.enums import SafeContact
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


def test_the_letter_is_had_by_the_link_of_the_email_and_names_nobody_and_no_address() -> None:
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
    for wanted in (day, hub.name):
        assert wanted in said
    people = (case.mother, case.father, case.older.person, case.younger.person)
    names = [name for person in people for name in (person.given_names, person.family_name)]
    others = [message.to_address, settings.OFFICE_NAME, "child protection", "social worker"]
    assert [hidden for hidden in (*names, *others) if hidden in said] == []
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


def test_the_page_of_a_cancelled_meeting_takes_it_out_of_the_calendar() -> None:
    """GOV.UK Notify carries no file, so this is the only way there."""
    case = make.make_case()
    conference = invite(case)
    deliver_waiting()
    vacate_conference(conference=conference, reason=MoveReason.INQUORATE, by=case.support)
    newest = asked(conference, case.mother).invitations.latest("sequence")
    link, client = f"/conferences/invitations/{newest.token}/", Client()
    way = f'href="{link}meeting.ics">Take it out of your calendar</a>'
    assert way in client.get(link).content.decode()
    entry = client.get(f"{link}meeting.ics")
    assert entry["Content-Type"] == "text/calendar; method=CANCEL; charset=utf-8"


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


@pytest.mark.parametrize(
    "change",
    [
        {"safe_contact": SafeContact.NONE},
        {"safe_contact": SafeContact.BY_HAND},
        {"email": "new@family.example"},
        {"died_on": dt.date(2026, 11, 2)},
    ],
)
def test_a_link_shows_nothing_once_their_mailbox_is_not_safe_though_nobody_told_them_anew(
    change: dict[str, object],
) -> None:
    case = make.make_case()
    mine = asked(invite(case), case.mother).invitations.get()
    link, client = f"/conferences/invitations/{mine.token}/", Client()
    assert client.get(f"{link}letter.pdf").status_code == 200
    Person.objects.filter(pk=case.mother.pk).update(**change)
    assert invited.open_by_link(mine.token) is None
    for name in ("", "letter.pdf", "meeting.ics"):
        assert client.get(f"{link}{name}").status_code == 404


def test_from_the_day_after_the_meeting_the_link_says_only_whom_to_telephone() -> None:
    case = make.make_case()
    row = asked(invite(case), case.mother)
    invitation, client = row.invitations.get(), Client()
    link = f"/conferences/invitations/{invitation.token}/"
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    Invitation.objects.update(starts_at=midnight)
    assert client.get(link).status_code == 200  # the whole day long
    Invitation.objects.update(starts_at=midnight - dt.timedelta(minutes=1))
    for name in ("", "letter.pdf", "meeting.ics"):
        shown = client.get(f"{link}{name}")
        page = shown.content.decode()
        assert (shown.status_code, shown["Content-Type"]) == (410, "text/html; charset=utf-8")
        assert [settings.OFFICE_TELEPHONE in page, invitation.place in page] == [True, False]
        for language in ("en", "pl", "ur", "ar"):
            assert words(language)["invited.over_text"].split("{")[0] in page
    assert client.post(link, {"joining": "not_coming"}).status_code == 410
    row.refresh_from_db()
    assert row.joining != Joining.NOT_COMING
    with pytest.raises(invited.Over):
        invited.open_by_link(invitation.token)


def test_a_link_stays_open_where_the_meeting_moved_to_a_later_day() -> None:
    case = make.make_case()
    first = asked(invite(case), case.mother).invitations.get()
    newer = Invitation.objects.get(pk=first.pk)
    newer.pk, newer.token, newer.sequence = None, uuid.uuid4(), 1
    newer.save()
    Invitation.objects.filter(pk=first.pk).update(starts_at=timezone.now() - dt.timedelta(days=3))
    assert invited.open_by_link(first.token) == newer


def test_a_link_shows_nothing_to_somebody_who_must_no_longer_be_told() -> None:
    case = make.make_case()
    conference = invite(case)
    mine = asked(conference, case.mother).invitations.get()
    case.mother.relationships.update(must_not_be_told=True)
    assert invited.open_by_link(mine.token) is None


TOO_MANY = "Too many people open this page from the same place at once"


@pytest.fixture
def link() -> str:
    case = make.make_case()
    token = asked(invite(case), case.mother).invitations.get().token
    return f"/conferences/invitations/{token}/"


def from_place(number: int) -> Client:
    return Client(REMOTE_ADDR=f"192.0.2.{number}")


def openings(action: str = "opened") -> int:
    tried = Event.objects.using("audit" if action == "refused" else "default")
    return tried.filter(verb="conferences.open_own_invitation", action=action).count()


def test_one_link_has_its_letter_drawn_a_few_times_and_no_more_wherever_its_holder_comes_from(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each process draws one thing at a time: whoever asks without end would stop the service."""
    drawn: list[Invitation] = []
    monkeypatch.setattr(
        "conferences.views.invitation.draw_own_invitation", lambda told: drawn.append(told) or b"%"
    )
    answers = [from_place(number).get(f"{link}letter.pdf") for number in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
    assert len(drawn) == 5
    assert answers[-1]["Retry-After"] == "600"
    page = answers[-1].content.decode()
    assert TOO_MANY in page
    assert words("ar")["feedback.busy_page"] in page
    assert from_place(9).get(link).status_code == 200  # the page itself is theirs still


def test_one_place_has_so_many_letters_drawn_and_another_place_still_has_one(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conferences.views.invitation.draw_own_invitation", lambda told: b"%")
    for _ in range(20):
        assert limits.LETTERS_FROM_PLACE.allows("192.0.2.1")
    assert from_place(1).get(f"{link}letter.pdf").status_code == 429
    assert from_place(2).get(f"{link}letter.pdf").status_code == 200


def test_the_holder_of_a_link_cannot_fill_the_audit_with_it(link: str) -> None:
    answers = [from_place(number).get(link).status_code for number in range(32)]
    assert answers == [200] * 30 + [429] * 2
    assert openings() == 30


def test_nor_with_one_that_opens_nothing_any_more(link: str) -> None:
    Invitation.objects.update(starts_at=timezone.now() - dt.timedelta(days=3))
    answers = [from_place(number).get(link).status_code for number in range(32)]
    assert answers == [410] * 30 + [429] * 2
    assert openings("refused") == 30


def test_nor_with_links_that_never_were(link: str) -> None:
    place = from_place(1)
    for _ in range(25):
        assert place.get(f"/conferences/invitations/{uuid.uuid4()}/").status_code == 404
    assert openings("refused") == 20
    for _ in range(100):
        limits.OPENINGS_FROM_PLACE.allows("192.0.2.1")
    assert place.get(link).status_code == 429
    assert from_place(2).get(link).status_code == 200
