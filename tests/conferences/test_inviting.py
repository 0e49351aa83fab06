"""Invitations: one person, their own time, no case content, by a way that is safe."""

from __future__ import annotations

import base64
import datetime as dt
import html
import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.errors import DomainError, NotAllowed, WrongState
from bookings.enums import MoveReason
from conferences.calendar_entry import calendar_entry
from conferences.domain import booking as steps
from conferences.domain import invited, inviting, taking_part
from conferences.domain.exclusion import Reasons, exclude
from conferences.domain.letters_to_print import print_letters
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ConferenceState,
    ExclusionGround,
    InvitationKind,
    Joining,
    PartKind,
)
from conferences.letters import invitation_words
from conferences.models import Conference, Invitation, Participant
from disclosure.enums import Language
from disclosure.rendering.reading import pages_of
from disclosure.wording import say_time, say_weekday, words
from notifications.domain import deliver_waiting
from notifications.enums import State
from notifications.models import Message
from people.enums import AgencyKind, SafeContact
from people.models import Person, Residence
from tests.factories import bookings, people
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


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


def test_a_calendar_entry_has_a_time_and_a_link_and_no_attendee() -> None:
    case = make.make_case()
    conference = invite(case)
    message = message_to(case.mother)
    assert message.attachments[0]["content_type"].startswith("text/calendar; method=PUBLISH")
    event = entry_of(message).walk("VEVENT")[0]
    assert event["dtstart"].dt == conference.booking.starts_at
    assert (event["summary"], event["sequence"]) == ("Meeting", 0)
    assert "attendee" not in event
    assert "location" not in event
    assert "/conferences/invitations/" in event["url"]


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


def test_nothing_is_posted_to_an_address_shared_with_somebody_who_poses_a_risk() -> None:
    case = make.make_case()
    partner = people.make_person("Dean Hazard")
    people.make_relationship(case.older, partner, kind="step_parent", poses_risk=True)
    people.make_residence(partner, address=case.father.residences.get().address)
    conference = make.make_booked(case)
    told = inviting.invite_everyone(conference=conference, by=case.support)
    hindered = {one.participant.person: one.hindrance for one in told if one.hindrance}
    assert list(hindered) == [case.father]
    assert "shares an address with somebody who poses a risk" in hindered[case.father]
    assert not Message.objects.filter(to_name=case.father.name).exists()


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


def split(case: make.Case, conference: Conference) -> dict[Person, Participant]:
    """Mother first, father after her; the professionals in both."""
    first = conference.parts.get()
    later = taking_part.plan_part(
        conference=conference, name="With father", kind=PartKind.ONE_PARENT, by=case.support
    )
    rows = {p.person: p for p in conference.participants.all()}
    others = [p for person, p in rows.items() if person not in (case.mother, case.father)]
    for part, parent in ((first, case.mother), (later, case.father)):
        taking_part.choose_people_in_part(
            part=part, participants=[rows[parent], *others], by=case.support
        )
    return rows


def test_parents_of_a_split_conference_never_learn_each_others_time_or_place() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    rows = split(case, conference)
    first, later = conference.parts.all()
    with pytest.raises(DomainError, match="Give each part its own time first"):
        inviting.invite_everyone(conference=conference, by=case.support)
    start = conference.booking.starts_at
    taking_part.set_part_time(part=first, starts_at=start, place="Front door", by=case.support)
    then = start + dt.timedelta(hours=1)
    taking_part.set_part_time(part=later, starts_at=then, place="Side door", by=case.support)
    inviting.invite_everyone(conference=conference, by=case.support)
    mothers = rows[case.mother].invitations.get()
    fathers = rows[case.father].invitations.get()
    assert (mothers.starts_at, mothers.ends_at) == (start, then)
    assert (fathers.starts_at, fathers.ends_at) == (then, conference.booking.ends_at)
    assert "Side door" not in mothers.place
    assert "Front door" not in fathers.place
    words = str(invitation_words(fathers))
    assert ("Side door" in words, "Front door" in words) == (True, False)
    for parent in (mothers, fathers):  # an end may be where the other's time begins
        own, others = (start, then) if parent is mothers else (then, start)
        page, entry = (
            Client().get(f"/conferences/invitations/{parent.token}/{name}").content
            for name in ("", "meeting.ics")
        )
        [event] = Calendar.from_ical(entry).walk("VEVENT")
        assert (event["DTSTART"].dt, "DTEND" in event) == (own, False)
        assert say_time(own, Language.ENGLISH) in page.decode()
        assert say_time(others, Language.ENGLISH) not in page.decode()
    client = Client()
    client.force_login(case.support)
    on_the_telephone = client.get(reverse("conferences:told", args=[mothers.pk])).content.decode()
    assert say_time(start, Language.ENGLISH) in on_the_telephone
    assert say_time(then, Language.ENGLISH) not in on_the_telephone
    both = rows[case.school.person].invitations.get()
    assert "DTEND" in calendar_entry(both, link="").decode()
    assert (both.starts_at, both.ends_at) == (start, conference.booking.ends_at)


def test_nor_does_a_parent_who_sends_a_report_alone() -> None:
    """Whether said before the conference was split or after, or before the part was chosen."""
    case = make.make_case()
    conference = make.make_booked(case)
    father = asked(conference, case.father)
    taking_part.change_joining(participant=father, joining=Joining.REPORT_ONLY, by=case.support)
    rows = split(case, conference)
    first, later = conference.parts.all()
    start = conference.booking.starts_at
    then = start + dt.timedelta(hours=1)
    taking_part.set_part_time(part=first, starts_at=start, place="Front door", by=case.support)
    taking_part.set_part_time(part=later, starts_at=then, place="Side door", by=case.support)
    [kept] = rows[case.father].attendances.all()
    assert (kept.part, kept.mode) == (later, AttendanceMode.REPORT_ONLY)
    inviting.invite_everyone(conference=conference, by=case.support)
    fathers = rows[case.father].invitations.get()
    assert (list(fathers.parts.all()), fathers.starts_at) == ([later], then)
    assert ("Side door" in fathers.place, "Front door" in fathers.place) == (True, False)


@pytest.mark.parametrize("capacity", [Capacity.FAMILY, Capacity.ADVISER, Capacity.OBSERVER])
def test_a_relative_added_after_the_split_is_told_nothing_until_somebody_chose_their_part(
    capacity: Capacity,
) -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    split(case, conference)
    first, later = conference.parts.all()
    start = conference.booking.starts_at
    for part, hours in ((first, 0), (later, 1)):
        at = start + dt.timedelta(hours=hours)
        taking_part.set_part_time(part=part, starts_at=at, place="", by=case.support)
    uncle = people.make_person(safe_contact=SafeContact.PHONE)
    people.make_relationship(case.older, uncle, kind="aunt_or_uncle")
    added = taking_part.add_participant(
        conference=conference,
        person=uncle,
        capacity=capacity,
        parent_consents=True,
        by=case.support,
    )
    assert not added.attendances.exists()
    told = inviting.invite_everyone(conference=conference, by=case.support)
    hindered = [(one.participant, one.hindrance) for one in told if one.hindrance]
    assert hindered == [(added, f"{uncle}: choose which part they come to.")]
    assert not added.invitations.exists()
    taking_part.choose_people_in_part(part=later, participants=[added], by=case.support)
    inviting.invite_everyone(conference=conference, by=case.support)
    assert added.invitations.get().starts_at == start + dt.timedelta(hours=1)


def test_an_agency_added_after_the_split_is_expected_and_so_is_a_relative_once_it_has_begun() -> (
    None
):
    case = make.make_case()
    conference = make.make_booked(case)
    split(case, conference)
    police = people.make_professional(agency=people.make_agency(kind=AgencyKind.POLICE))
    agency = taking_part.add_participant(
        conference=conference,
        person=police.person,
        capacity=Capacity.AGENCY,
        agency=police.agency,
        by=case.support,
    )
    first = conference.parts.first()
    assert [row.part for row in agency.attendances.all()] == [first]
    Conference.objects.filter(pk=conference.pk).update(state=ConferenceState.IN_SESSION)
    conference.parts.filter(pk=first.pk).update(is_current=True)
    relative = taking_part.add_participant(
        conference=conference,
        person=people.make_relationship(case.older, kind="aunt_or_uncle").person,
        capacity=Capacity.FAMILY,
        by=case.support,
    )
    assert [row.part for row in relative.attendances.all()] == [first]


def test_the_page_says_whose_part_is_still_to_be_chosen_and_so_does_the_button() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    split(case, conference)
    start = conference.booking.starts_at
    for part in conference.parts.all():
        taking_part.set_part_time(part=part, starts_at=start, place="", by=case.support)
    client = Client()
    client.force_login(case.support)
    page = reverse("conferences:participants", args=[conference.pk])
    assert "which part they come to" not in client.get(page).content.decode()
    uncle = people.make_relationship(case.older, kind="aunt_or_uncle").person
    add = reverse("conferences:add_participant", args=[conference.pk])
    answers = {"person": uncle.pk, "capacity": Capacity.FAMILY, "joining": Joining.IN_PERSON}
    says = f"{uncle}: choose which part they come to."
    added = client.post(add, answers, follow=True).content.decode()
    assert "Choose which part they come to: until then nothing is sent to them." in added
    assert f"<bdi>{html.escape(str(uncle))}</bdi>: choose which part they come to." in added
    assert added.count("Choose which part they come to</strong>") == 1
    invite = reverse("conferences:invite", args=[conference.pk])
    invited_now = client.post(invite, follow=True).content.decode()
    assert f"Not invited: {html.escape(says)}" in invited_now


def test_a_part_begins_inside_the_booked_time() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    early = conference.booking.starts_at - dt.timedelta(minutes=1)
    with pytest.raises(DomainError, match="must begin between 09:30 and 11:30"):
        taking_part.set_part_time(
            part=conference.parts.get(), starts_at=early, place="", by=case.support
        )


def test_somebody_excluded_from_the_whole_conference_is_not_invited() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    reasons = Reasons(
        person=case.father,
        part=None,
        ground=ExclusionGround.VIOLENCE,
        rationale="He threatened staff twice.",
        asked_for_by="Ama Worker",
        asked_for_on=make.days_ago(1),
        views_heard_by="The chair telephones him the day before.",
    )
    exclude(conference=conference, reasons=reasons, by=place.chair.professional.user)
    inviting.invite_everyone(conference=conference, by=case.support)
    assert not asked(conference, case.father).invitations.exists()


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


def test_being_told_by_telephone_is_recorded() -> None:
    case = make.make_case()
    Person.objects.filter(pk=case.mother.pk).update(safe_contact=SafeContact.PHONE)
    conference = invite(case)
    invitation = asked(conference, case.mother).invitations.get()
    invited.record_told(
        invitation=invitation, told_on=timezone.localdate(), told_by="Ama", by=case.support
    )
    invitation.refresh_from_db()
    assert invitation.told_by == "Ama"


def test_an_observer_comes_only_with_the_parents_agreement() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    student = people.make_person("Omar Student")
    with pytest.raises(DomainError, match="only when the parents agree"):
        taking_part.add_participant(
            conference=conference, person=student, capacity=Capacity.OBSERVER, by=case.support
        )
    taking_part.add_participant(
        conference=conference,
        person=student,
        capacity=Capacity.OBSERVER,
        parent_consents=True,
        by=case.support,
    )
    assert asked(conference, student).parent_consents


def test_somebody_who_must_not_be_told_cannot_be_asked() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    uncle = people.make_person("Rex Barred")
    people.make_relationship(case.younger, uncle, kind="other", must_not_be_told=True)
    with pytest.raises(taking_part.MustNotBeTold):
        taking_part.add_participant(
            conference=conference, person=uncle, capacity=Capacity.FAMILY, by=case.support
        )


def test_somebody_who_was_invited_is_not_taken_off_the_list() -> None:
    case = make.make_case()
    conference = invite(case)
    with pytest.raises(WrongState, match="has been invited"):
        taking_part.remove_participant(participant=asked(conference, case.mother), by=case.support)


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
