"""Invitations: one person, their own time, no case content, by a way that is safe."""

from __future__ import annotations

import base64
import datetime as dt
import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.errors import NotAllowed, WrongState
from bookings.enums import MoveReason
from conferences.calendar_entry import calendar_entry, uid_of
from conferences.domain import booking as steps
from conferences.domain import inviting, taking_part
from conferences.domain.letters_to_print import print_letters
from conferences.domain.safe_contact import WayToTell, way_to_tell
from conferences.enums import (
    Capacity,
    InvitationKind,
)
from conferences.models import Invitation
from notifications.domain import deliver_waiting, withdraw_to_family
from notifications.enums import State
from notifications.models import Message
from people.enums import RelationshipKind, SafeContact
from people.models import Person, Residence
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.invitations import asked, entry_of, invite, message_to

pytestmark = pytest.mark.django_db


def test_nothing_but_a_time_and_a_link_is_in_subject_body_or_calendar_entry() -> None:
    case = make.make_case()
    invite(case)
    emails = Message.objects.filter(kind="invitation", channel="email")
    assert emails.count() == 5
    names = {"Pendlewick", "O'Featherby", "Tamsin", "Fergus", "child", "protection", "conference"}
    for email in emails:
        entry = base64.b64decode(email.attachments[0]["base64"]).decode()
        words = "\n".join([email.subject, email.body, entry])
        without_links = re.sub(r"http\S+|mailto:\S+", "", words.replace("\r\n ", ""))
        assert [n for n in names if n.lower() in without_links.lower()] == []


def test_a_calendar_entry_has_a_time_and_neither_attendee_nor_link() -> None:
    case = make.make_case()
    conference = invite(case)
    message = message_to(case.mother)
    assert message.attachments[0]["content_type"].startswith("text/calendar; method=PUBLISH")
    event = entry_of(message).walk("VEVENT")[0]
    assert event["dtstart"].dt == conference.booking.starts_at
    assert (event["summary"], event["sequence"]) == ("Meeting", 0)
    assert set(event) == {
        *("UID", "SEQUENCE", "SUMMARY", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"),
        *("CLASS", "ORGANIZER", "STATUS"),
    }
    invitation = asked(conference, case.mother).invitations.get()
    sent = base64.b64decode(message.attachments[0]["base64"]).decode()
    shown = Client().get(f"/conferences/invitations/{invitation.token}/meeting.ics")
    for entry in (sent, shown.content.decode()):
        whole = entry.replace("\r\n ", "")
        assert "http" not in whole
        assert str(invitation.token) not in whole  # its UID would be half of the link


@pytest.mark.parametrize(
    ("who", "linked"),
    [("asked at work", True), ("a relative who advises", False), ("a parent", False)],
)
def test_the_link_stands_in_the_calendar_of_those_alone_who_are_asked_at_work(
    who: str, linked: bool
) -> None:
    case = make.make_case()
    conference, teacher = invite(case), case.school.person
    if who == "a relative who advises":
        people.make_relationship(case.older, teacher, kind=RelationshipKind.AUNT_OR_UNCLE)
    if who == "a parent":
        conference.participants.filter(person=teacher).update(capacity=Capacity.FAMILY)
    invitation = asked(conference, teacher).invitations.get()
    entry = calendar_entry(invitation, link="https://chairside.example/link/")
    [event] = Calendar.from_ical(entry).walk("VEVENT")
    assert ("URL" in event, "DESCRIPTION" in event) == (linked, linked)


def test_who_was_told_before_keeps_the_entry_they_have() -> None:
    """Else the old time would stand in their calendar beside the new one."""
    case = make.make_case()
    invitation = asked(invite(case), case.mother).invitations.get()
    apart = uid_of(invitation)
    assert apart == str(invitation.entry) != str(invitation.token)
    Invitation.objects.update(entry=None)
    assert uid_of(Invitation.objects.get(pk=invitation.pk)) == str(invitation.token)


def test_each_is_written_to_by_their_own_safe_way_and_nobody_else_is_named() -> None:
    case = make.make_case()
    invite(case)
    assert message_to(case.mother).channel == "email"
    letter = message_to(case.father)
    assert letter.channel == "letter"
    assert letter.to_address.startswith(case.father.residences.get().address.lines)
    assert Message.objects.filter(kind="invitation").count() == 6


def test_inviting_twice_sends_nothing_twice() -> None:
    case = make.make_case()
    conference = invite(case)
    assert inviting.invite_everyone(conference=conference, by=case.support) == []


def test_nobody_is_invited_to_a_pencilled_time_or_by_a_social_worker() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    with pytest.raises(WrongState):
        inviting.invite_everyone(conference=conference, by=case.support)
    with pytest.raises(NotAllowed):
        inviting.invite_everyone(conference=conference, by=case.social_worker)


@pytest.mark.parametrize("days", [None, -30, 30])
def test_nothing_is_posted_to_an_address_shared_with_somebody_who_poses_a_risk(
    days: int | None,
) -> None:
    """Also when the relationship has ended, or is to end: the risk has not."""
    case = make.make_case()
    partner = people.make_person("Dean Hazard")
    to_on = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    people.make_relationship(case.older, partner, kind="step_parent", poses_risk=True, to_on=to_on)
    people.make_residence(partner, address=case.father.residences.get().address)
    conference = make.make_booked(case)
    told = inviting.invite_everyone(conference=conference, by=case.support)
    hindered = {one.participant.person: one.hindrance for one in told if one.hindrance}
    assert list(hindered) == [case.father]
    assert "shares an address with somebody who poses a risk" in hindered[case.father]
    assert not Message.objects.filter(to_name=case.father.name).exists()


def live_at(person: Person, lines: str, postcode: str) -> None:
    Residence.objects.filter(person=person).delete()
    people.make_residence(person, address=people.make_address(lines, postcode=postcode))


def make_hazard(case: make.Case, lines: str, postcode: str = "MO1 2AB") -> Person:
    """Somebody who poses a risk to a child of the case, and lives there."""
    hazard = people.make_person()
    people.make_relationship(case.older, hazard, kind="step_parent", poses_risk=True)
    live_at(hazard, lines, postcode)
    return hazard


@pytest.mark.parametrize(
    ("lines", "postcode"),
    [
        ("12 Oak Road", "MO1 2AB"),
        ("12 Oak Rd\nMoorham", "MO1 2AB"),
        ("12, Oak Road\nMoorham", "mo12ab"),
        ("Oak Road\nMoorham", "MO1 2AB"),
        ("12 Oak Road\nMoorham MO1 2AB", ""),
        ("12 Oak Rd", ""),
        ("12 Oak Rd", "MO1"),
    ],
)
def test_nor_where_their_address_was_typed_otherwise(lines: str, postcode: str) -> None:
    case = make.make_case()
    live_at(case.father, "12 Oak Road\nMoorham", "MO1 2AB")
    make_hazard(case, lines, postcode)
    conference = make.make_booked(case)
    told = inviting.invite_everyone(conference=conference, by=case.support)
    assert [one.participant.person for one in told if one.hindrance] == [case.father]
    assert not Message.objects.filter(to_name=case.father.name).exists()


def test_what_waits_to_be_posted_is_held_once_their_address_is_known() -> None:
    case = make.make_case()
    live_at(case.father, "12 Oak Road\nMoorham", "MO1 2AB")
    invite(case)
    make_hazard(case, "12 Oak Rd")
    letter = message_to(case.father)
    done = print_letters(messages=[letter], place="Hub", by=case.support)
    assert (done.run, done.held) == (None, [letter])
    assert "cannot be told apart" in message_to(case.father).last_error


def test_the_house_next_door_is_another_one_and_all_are_asked_for_at_once() -> None:
    case = make.make_case()
    live_at(case.father, "12 Oak Road\nMoorham", "MO1 2AB")
    father = asked(make.make_booked(case), case.father)
    way_to_tell(father)
    asked_for = []
    for neighbours in (["14 Oak Road"], ["16 Oak Road", "18 Oak Road", "20 Oak Road"]):
        for lines in neighbours:
            make_hazard(case, lines)
        with CaptureQueriesContext(connection) as queries:
            assert way_to_tell(father) == WayToTell(
                SafeContact.POST, "12 Oak Road\nMoorham\nMO1 2AB"
            )
        asked_for.append(len(queries))
    assert asked_for[0] == asked_for[1]


@pytest.mark.parametrize("way", [SafeContact.PHONE, SafeContact.NONE])
def test_who_may_not_be_written_to_is_not(way: str) -> None:
    case = make.make_case()
    Person.objects.filter(pk=case.mother.pk).update(safe_contact=way)
    conference = invite(case)
    assert not Message.objects.filter(to_name=case.mother.name).exists()
    made = Invitation.objects.filter(participant=asked(conference, case.mother))
    assert made.exists() == (way == SafeContact.PHONE)


def test_the_address_is_asked_for_again_as_the_message_leaves() -> None:
    case = make.make_case()
    invite(case)
    Person.objects.filter(pk=case.mother.pk).update(email="new@family.example")
    deliver_waiting()
    message = message_to(case.mother)
    assert message.state == State.HELD
    assert "has changed since" in message.last_error
    assert message_to(case.health_visitor.person).state == State.SENT


def test_a_letter_to_a_former_home_is_not_printed() -> None:
    case = make.make_case()
    conference = invite(case)
    invitation = Invitation.objects.get(participant=asked(conference, case.father))
    assert inviting.reason_not_to_send({"invitation": invitation.pk}) == ""
    Residence.objects.filter(person=case.father).update(to_on=make.days_ago(1))
    people.make_residence(case.father)
    letter = message_to(case.father)
    done = print_letters(messages=[letter], place="Hub", by=case.support)
    assert (done.run, done.held) == (None, [letter])
    assert message_to(case.father).state == State.HELD
    assert "has changed since" in message_to(case.father).last_error


def test_what_never_arrived_is_written_again_to_the_right_address() -> None:
    case = make.make_case()
    conference = invite(case)
    Residence.objects.filter(person=case.father).update(to_on=make.days_ago(1))
    home = people.make_residence(case.father)
    Message.objects.filter(pk=message_to(case.father).pk).update(state=State.HELD)
    Message.objects.filter(pk=message_to(case.mother).pk).update(state=State.BOUNCED)
    Person.objects.filter(pk=case.mother.pk).update(email="right@family.example")
    told = inviting.invite_everyone(conference=conference, by=case.support)
    assert {one.participant.person for one in told} == {case.father, case.mother}
    assert message_to(case.father).to_address.startswith(home.address.lines)
    assert message_to(case.mother).to_address == "right@family.example"
    kinds = asked(conference, case.father).invitations.values_list("kind", flat=True)
    assert set(kinds) == {InvitationKind.INVITE}  # nothing replaces a letter that never came
    old = Message.objects.filter(kind="invitation", state=State.WITHDRAWN)
    assert {message.to_name for message in old} == {case.father.name, case.mother.name}
    assert inviting.invite_everyone(conference=conference, by=case.support) == []


def test_what_was_withdrawn_after_a_death_is_sent_anew_once_the_family_may_be_written_to() -> None:
    """Or nobody would ask them: taking the death back, or agreeing how to be in touch, sends
    nothing by itself."""
    case = make.make_case()
    conference = invite(case)
    withdraw_to_family(case.family.pk, words="There has been a loss in the family")
    told = inviting.invite_everyone(conference=conference, by=case.support)
    assert {one.participant.person for one in told} == {case.father, case.mother}
    assert [one.hindrance for one in told] == ["", ""]
    assert {message_to(one).state for one in (case.mother, case.father)} == {State.WAITING}
    assert inviting.invite_everyone(conference=conference, by=case.support) == []


def test_somebody_who_must_not_be_told_is_held_back_even_at_the_last_moment() -> None:
    case = make.make_case()
    invite(case)
    case.older.relationships.filter(person=case.mother).update(must_not_be_told=True)
    deliver_waiting()
    assert message_to(case.mother).state == State.HELD
    assert [m for m in mail.outbox if case.mother.email in m.to] == []


def test_an_unknown_invitation_is_not_sent() -> None:
    assert inviting.reason_not_to_send({"invitation": 0}) != ""


def test_a_move_tells_everybody_with_the_next_sequence_of_the_same_entry() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    inviting.invite_everyone(conference=conference, by=case.support)
    first = entry_of(message_to(case.mother)).walk("VEVENT")[0]
    deliver_waiting()
    steps.move_conference(
        conference=conference,
        choice=make.choice_on(place, bookings.next_monday(2)),
        reason=MoveReason.FAMILY_ASKED,
        by=case.support,
    )
    message = message_to(case.mother)
    second = entry_of(message).walk("VEVENT")[0]
    assert message.subject.startswith("Changed: a meeting on")
    assert (second["uid"], second["sequence"]) == (first["uid"], 1)
    assert second["dtstart"].dt - first["dtstart"].dt == dt.timedelta(days=7)


def test_one_entry_through_a_move_a_cancellation_and_a_new_date() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    inviting.invite_everyone(conference=conference, by=case.support)
    seen = []

    def left() -> None:
        deliver_waiting()
        part = message_to(case.mother).attachments[0]
        event = entry_of(message_to(case.mother)).walk("VEVENT")[0]
        method = part["content_type"].rpartition("method=")[2]
        seen.append((event["uid"], event["sequence"], event["status"], method))

    left()
    second = make.choice_on(place, bookings.next_monday(2))
    steps.move_conference(
        conference=conference, choice=second, reason=MoveReason.FAMILY_ASKED, by=case.support
    )
    left()
    steps.vacate_conference(conference=conference, reason=MoveReason.INQUORATE, by=case.support)
    left()
    third = make.choice_on(place, bookings.next_working_day(bookings.next_monday(1)))
    steps.pencil_slot(conference=conference, choice=third, by=case.support)
    steps.confirm_slot(conference=conference, by=case.support)
    inviting.invite_everyone(conference=conference, by=case.support)
    left()
    uid = seen[0][0]
    assert seen == [
        (uid, 0, "CONFIRMED", "PUBLISH"),
        (uid, 1, "CONFIRMED", "PUBLISH"),
        (uid, 2, "CANCELLED", "CANCEL"),
        (uid, 3, "CONFIRMED", "PUBLISH"),
    ]
    newest = asked(conference, case.mother).invitations.latest("sequence")
    got = Client().get(f"/conferences/invitations/{newest.token}/meeting.ics")
    assert got["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    assert Calendar.from_ical(got.content).walk("VEVENT")[0]["sequence"] == 3
    emails = Message.objects.filter(channel="email", kind="invitation")
    entries = {entry_of(email).walk("VEVENT")[0]["uid"] for email in emails}
    assert len(entries) == emails.values("to_name").distinct().count()


def test_vacating_cancels_with_those_who_know_and_withdraws_the_rest() -> None:
    case = make.make_case()
    conference = invite(case)
    deliver_waiting()
    steps.vacate_conference(conference=conference, reason=MoveReason.INQUORATE, by=case.support)
    message = message_to(case.mother)
    assert message.subject.endswith("will not take place")
    assert entry_of(message)["method"] == "CANCEL"
    assert entry_of(message).walk("VEVENT")[0]["status"] == "CANCELLED"
    # The father's letter was never printed: he is not told that it is off.
    assert message_to(case.father).state == State.WITHDRAWN
    kinds = Invitation.objects.filter(participant=asked(conference, case.father))
    assert [row.kind for row in kinds] == [InvitationKind.INVITE]


def test_a_cancellation_still_leaves_although_there_is_no_date() -> None:
    case = make.make_case()
    conference = invite(case)
    deliver_waiting()
    steps.vacate_conference(conference=conference, reason=MoveReason.INQUORATE, by=case.support)
    deliver_waiting()
    assert message_to(case.mother).state == State.SENT


def test_a_relative_asked_to_advise_is_still_written_to_by_their_safe_way() -> None:
    case = make.make_case()
    aunt = people.make_person(
        "Rosa Aunt", email="rosa@family.example", safe_contact=SafeContact.NONE
    )
    people.make_relationship(case.younger, aunt, kind="other")
    conference = make.make_booked(case)
    taking_part.add_participant(
        conference=conference, person=aunt, capacity=Capacity.ADVISER, by=case.support
    )
    inviting.invite_everyone(conference=conference, by=case.support)
    assert not Message.objects.filter(to_name=aunt.name).exists()


def test_how_somebody_is_reached_whom_others_keep_is_not_shown_where_it_is_recorded() -> None:
    """She belongs to a restricted family, too; the meeting of the open one telephones her."""
    case = make.make_case()
    case.mother.safe_contact, case.mother.telephone = SafeContact.PHONE, "07700 900456"
    case.mother.safe_contact_note = "Never after six"
    case.mother.save()
    conference = invite(case)
    invitation = asked(conference, case.mother).invitations.get()
    page = reverse("conferences:told", args=[invitation.pk])
    client = Client()
    client.force_login(case.support)
    shown = client.get(page).content.decode()
    assert "07700 900456" in shown
    assert "Never after six" in shown
    shut = people.make_family("Shut", is_restricted=True)
    people.make_relationship(people.make_child(family=shut), case.mother)
    shown = client.get(page).content.decode()
    assert "kept by others who work with them" in shown
    assert "07700 900456" not in shown
    assert "Never after six" not in shown
