"""Exclusion: the chair decides, and everything is written down."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.errors import DomainError, NotAllowed, WrongState
from conferences.domain.exclusion import (
    Reasons,
    exclude,
    is_short_notice,
)
from conferences.domain.exclusion_letter import send_letter, write_letter_again
from conferences.domain.invited import answer_invitation
from conferences.domain.inviting import invite_everyone
from conferences.domain.letters_to_print import print_letters
from conferences.domain.taking_part import choose_people_in_part, plan_part, set_part_time
from conferences.enums import (
    AttendanceMode,
    ConferenceState,
    ExclusionGround,
    Joining,
    PartKind,
)
from conferences.letters import exclusion_words, invitation_words, letter_html
from conferences.models import Attendance, Conference, Invitation
from conferences.presenters.conference import Line, lines, unreached
from notifications.domain import deliver_waiting
from notifications.enums import State
from notifications.letters import Copy
from notifications.models import Message
from people.models import Person, Residence
from tests.factories import bookings, people
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def reasons_for(case: make.Case, person: Person | None = None) -> Reasons:
    return Reasons(
        person=person or case.father,
        part=None,
        ground=ExclusionGround.VIOLENCE,
        rationale="He threatened staff twice this month.",
        asked_for_by="Ama Worker",
        asked_for_on=make.days_ago(0),
        views_heard_by="The chair telephones him the day before.",
    )


def test_the_chair_excludes_and_the_person_is_marked_in_every_part() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place, day=bookings.next_working_day())
    made = exclude(
        conference=conference, reasons=reasons_for(case), by=place.chair.professional.user
    )
    rows = Attendance.objects.filter(participant__person=case.father)
    assert [row.mode for row in rows] == [AttendanceMode.EXCLUDED]
    assert is_short_notice(made)
    send_letter(exclusion=made, sent_on=timezone.localdate(), by=case.support)
    assert made.letter_sent_on == timezone.localdate()


def known_by(person: Person) -> list[str]:
    rows = Invitation.objects.filter(participant__person=person).order_by("sequence")
    return [row.kind for row in rows]


def line_of(conference: Conference, person: Person) -> Line:
    return next(line for line in lines(conference) if line.participant.person == person)


def letters_to(person: Person) -> dict[str, str]:
    return dict(Message.objects.filter(to_name=person.name).values_list("kind", "state"))


def test_an_invited_parent_who_is_excluded_is_told_not_to_come_and_not_that_it_is_off() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    mother = conference.participants.get(person=case.mother)
    link = reverse("conferences:invitation", args=[mother.invitations.get().token])
    exclude(conference=conference, reasons=reasons_for(case, case.mother), by=chair)
    assert known_by(case.mother) == ["invite", "cancel"]
    message = Message.objects.filter(kind="invitation", to_name=case.mother.name).latest("pk")
    assert message.subject.startswith("Please do not come on ")
    assert "You are no longer asked to the meeting on" in message.body
    entry = Calendar.from_ical(base64.b64decode(message.attachments[0]["base64"]))
    assert (entry["method"], entry.walk("VEVENT")[0]["sequence"]) == ("CANCEL", 1)
    deliver_waiting()
    message.refresh_from_db()
    assert message.state == State.SENT
    client = Client()
    for shown in (client.get(link), client.post(link, {"joining": "in_person"})):
        said = shown.content.decode()
        assert "You are no longer asked to the meeting on" in said
        assert "will not take place" not in said
        assert "meeting.ics" not in said
        assert "<form" not in said
    told = mother.invitations.latest("sequence")
    assert invitation_words(told).title == "The chair’s decision about the meeting"
    with pytest.raises(WrongState, match="no longer asked"):
        answer_invitation(invitation=told, joining=Joining.REMOTE)
    line = line_of(conference, case.mother)
    assert (line.told, line.excluded_from) == ("Cancelled", "Whole meeting")


def test_who_is_told_by_post_has_one_letter_and_it_gives_the_reasons() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    invite_everyone(conference=conference, by=case.support)
    sent = Message.objects.get(kind="invitation", to_name=case.father.name)
    print_letters(messages=[sent], place="Hub", by=case.support)
    assert line_of(conference, case.father).has_letter
    exclude(conference=conference, reasons=reasons_for(case), by=chair)
    assert known_by(case.father) == ["invite", "cancel"]
    assert Message.objects.filter(to_name=case.father.name).count() == 2
    assert letters_to(case.father)["exclusion_letter"] == State.WAITING
    line = line_of(conference, case.father)
    assert (line.told, line.has_letter) == ("Cancelled", False)


def test_an_invitation_that_has_not_left_stays_here() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    invite_everyone(conference=conference, by=case.support)
    exclude(conference=conference, reasons=reasons_for(case), by=chair)
    assert letters_to(case.father) == {
        "invitation": State.WITHDRAWN,
        "exclusion_letter": State.WAITING,
    }
    assert known_by(case.father) == ["invite"]
    line = line_of(conference, case.father)
    assert (line.told, line.has_letter, line.needs_telling) == ("Not invited", False, False)
    assert case.father.name not in [each.name for each in unreached([line])]


def test_who_is_excluded_from_one_part_is_told_the_time_of_the_other() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    first, starts = conference.parts.get(), conference.booking.starts_at
    later = plan_part(
        conference=conference, name="With mother", kind=PartKind.ONE_PARENT, by=case.support
    )
    mother = conference.participants.get(person=case.mother)
    choose_people_in_part(part=later, participants=[mother], by=case.support)
    then = starts + timedelta(hours=1)
    for part, at in ((first, starts), (later, then)):
        set_part_time(part=part, starts_at=at, place="", by=case.support)
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    reasons = replace(reasons_for(case, case.mother), part=first)
    exclude(conference=conference, reasons=reasons, by=chair)
    told = mother.invitations.latest("sequence")
    assert (told.kind, told.starts_at) == ("change", then)
    assert line_of(conference, case.mother).told == "Invited"


def test_nobody_is_told_the_time_of_a_part_that_has_none_yet() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    later = plan_part(
        conference=conference, name="With mother", kind=PartKind.ONE_PARENT, by=case.support
    )
    mother = conference.participants.get(person=case.mother)
    choose_people_in_part(part=later, participants=[mother], by=case.support)
    first = conference.parts.first()
    set_part_time(
        part=first,
        starts_at=conference.booking.starts_at + timedelta(minutes=30),
        place="",
        by=case.support,
    )
    reasons = replace(reasons_for(case, case.mother), part=first)
    exclude(conference=conference, reasons=reasons, by=chair)
    assert known_by(case.mother) == ["invite"]


def test_during_the_meeting_nobody_is_written_to() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    Conference.objects.filter(pk=conference.pk).update(state=ConferenceState.IN_SESSION)
    exclude(conference=conference, reasons=reasons_for(case, case.mother), by=chair)
    assert known_by(case.mother) == ["invite"]


def test_only_who_sends_letters_says_that_one_has_gone() -> None:
    case, place = make.make_case(), make.make_place()
    made = exclude(
        conference=make.make_booked(case, place),
        reasons=reasons_for(case),
        by=place.chair.professional.user,
    )
    with pytest.raises(NotAllowed):
        send_letter(exclusion=made, sent_on=timezone.localdate(), by=case.social_worker)


def test_business_support_does_not_decide() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    with pytest.raises(NotAllowed):
        exclude(conference=conference, reasons=reasons_for(case), by=case.support)


@pytest.mark.parametrize("field", ["rationale", "asked_for_by", "views_heard_by"])
def test_every_reason_is_asked_for(field: str) -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    reasons = replace(reasons_for(case), **{field: "  "})
    with pytest.raises(DomainError) as refused:
        exclude(conference=conference, reasons=reasons, by=place.chair.professional.user)
    assert refused.value.field == field


def test_nobody_is_excluded_twice_from_the_same() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    exclude(conference=conference, reasons=reasons_for(case), by=chair)
    with pytest.raises(WrongState):
        exclude(conference=conference, reasons=reasons_for(case), by=chair)


def test_the_letter_names_the_ground_and_keeps_what_others_said() -> None:
    """Of two grounds it says neither what the child asked nor who is afraid: those are in
    `test_exclusion_letter`."""
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    letter = Message.objects.get(kind="exclusion_letter")
    assert letter.to_address.startswith(case.father.residences.get().address.lines)
    words = letter_html(exclusion_words(made), case.father, Copy(letter, 1, "Hub", case.support))
    assert "Violence, threats, or words and acts that hurt others" in words
    assert "The chair telephones him the day before." in words
    assert "He threatened staff" not in words
    assert "Ama Worker" not in words


def test_the_letter_does_not_go_to_an_address_shared_with_somebody_who_poses_a_risk() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    partner = people.make_person("Dean Hazard")
    people.make_relationship(case.older, partner, kind="step_parent", poses_risk=True)
    shared = case.father.residences.get().address
    typed = shared.lines.replace(" Street\nNowhere", " St")
    people.make_residence(partner, address=people.make_address(typed, postcode=shared.postcode))
    letter = Message.objects.get(kind="exclusion_letter")
    done = print_letters(messages=[letter], place="Hub", by=case.support)
    assert done.run is None
    assert "poses a risk" in done.held[0].last_error
    with pytest.raises(WrongState, match="poses a risk"):
        write_letter_again(exclusion=made, by=case.support)


def test_after_a_move_the_letter_is_written_to_the_new_home() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    Residence.objects.filter(person=case.father).update(to_on=make.days_ago(1))
    home = people.make_residence(case.father)
    letter = Message.objects.get(kind="exclusion_letter")
    (held,) = print_letters(messages=[letter], place="Hub", by=case.support).held
    assert "The address has changed" in held.last_error
    write_letter_again(exclusion=made, by=case.support)
    letter.refresh_from_db()
    assert letter.to_address.startswith(home.address.lines)
    assert letter.state == State.WAITING
    with pytest.raises(NotAllowed):
        write_letter_again(exclusion=made, by=case.social_worker)
