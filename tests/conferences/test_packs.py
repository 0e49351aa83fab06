"""To whom documents are proposed, how each is handed over, and who may make them."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.errors import NotAllowed
from conferences.domain.closing import close_conference
from conferences.domain.packs import distribute, packs_of, propose, rebuild_packs
from conferences.enums import (
    AttendanceMode,
    Capacity,
    PartKind,
)
from conferences.models import Attendance, Part, Participant
from disclosure.domain.distribution import Choice
from disclosure.enums import HandoverWay, Language, Layout
from disclosure.forms.distribution import DistributionForm
from disclosure.rules import reasons_for_second_person
from people.enums import SafeContact
from tests.factories.meetings import agree_action, decide, make_meeting
from tests.factories.people import (
    make_person,
    make_professional,
    make_relationship,
    make_staff,
)

pytestmark = pytest.mark.django_db


def mother_of(meeting, *, present=True, **fields):
    """A mother who was asked and, unless told otherwise, came."""
    mother = make_person("Joy Testwood", **fields)
    for each in meeting.children:
        make_relationship(each.child, mother)
    participant = Participant.objects.create(
        conference=meeting.conference, person=mother, capacity=Capacity.FAMILY
    )
    if present:
        part, _ = Part.objects.get_or_create(
            conference=meeting.conference,
            ordinal=1,
            defaults={"name": "Everyone", "kind": PartKind.EVERYONE, "is_current": True},
        )
        Attendance.objects.create(part=part, participant=participant, mode=AttendanceMode.IN_PERSON)
    return mother


def choice(person, **fields):
    fields = {
        "layout": Layout.STANDARD,
        "language": Language.ENGLISH,
        "way": HandoverWay.IN_PERSON,
        "in_the_room": True,
        **fields,
    }
    return Choice(person=person, **fields)


def packs_for(meeting, *people):
    return distribute(
        conference=meeting.conference, choices=[choice(p) for p in people], by=meeting.chair
    )


def test_somebody_who_must_not_be_told_is_not_proposed_and_is_refused():
    meeting = make_meeting()
    father = make_person("Khalid Testwood")
    make_relationship(meeting.children[0].child, father, kind="father", must_not_be_told=True)
    (line,) = [p for p in propose(meeting.conference) if p.person == father]
    assert (line.wanted, line.note) == (False, "Must not be told anything")
    with pytest.raises(NotAllowed):
        packs_for(meeting, father)


@pytest.mark.parametrize(
    ("safe", "way"),
    [
        (SafeContact.POST, HandoverWay.POST),
        (SafeContact.EMAIL, HandoverWay.SECURE_LINK),
        (SafeContact.BY_HAND, HandoverWay.IN_PERSON),
    ],
)
def test_somebody_who_did_not_come_gets_it_the_way_that_is_safe_for_them(safe, way):
    meeting = make_meeting()
    mother = mother_of(meeting, present=False, safe_contact=safe)
    (line,) = [p for p in propose(meeting.conference) if p.person == mother]
    assert (line.way, line.in_the_room) == (way, False)


def test_somebody_in_the_room_is_handed_it_there():
    meeting = make_meeting()
    mother = mother_of(meeting, safe_contact=SafeContact.POST)
    (line,) = [p for p in propose(meeting.conference) if p.person == mother]
    assert (line.way, line.in_the_room) == (HandoverWay.IN_PERSON, True)
    mother.died_on = meeting.conference.day
    mother.save()
    (line,) = [p for p in propose(meeting.conference) if p.person == mother]
    assert (line.wanted, line.note) == (False, "Has died")


def test_whoever_only_helped_with_the_meeting_is_ticked_by_a_person_or_not_at_all():
    meeting = make_meeting()
    mother, aunt = mother_of(meeting), make_person("Ada Parr")
    interpreter = make_professional("Idris Between").person
    no_parent = {"kind": "aunt_or_uncle", "parental_responsibility": False}
    make_relationship(meeting.children[0].child, aunt, **no_parent)
    for person in (interpreter, aunt):
        meeting.conference.participants.create(person=person, capacity=Capacity.ADVISER)
    proposed = {one.person: (one.wanted, one.note, one.hint) for one in propose(meeting.conference)}
    unticked = (False, "", "Tick only if they need it.")
    assert (proposed[interpreter], proposed[aunt]) == (unticked, unticked)
    assert proposed[mother] == (True, "", "")
    meeting.conference.participants.filter(person=mother).update(capacity=Capacity.ADVISER)
    proposed = {one.person: (one.wanted, one.hint) for one in propose(meeting.conference)}
    assert proposed[mother] == (True, "")  # parental responsibility, whoever put her down as what
    sheet = DistributionForm(proposals=propose(meeting.conference), chosen={})
    field = sheet.fields[f"wanted_{interpreter.pk}"]
    assert (field.initial, field.disabled, field.help_text) == (False, False, unticked[2])
    decide(meeting, meeting.children[0])
    assert [pack.recipient.person for pack in packs_for(meeting, interpreter)] == [interpreter]


def test_a_child_old_enough_is_proposed_a_page_of_their_own():
    meeting = make_meeting()
    wren = meeting.children[0].child.person
    assert wren in [p.person for p in propose(meeting.conference)]
    wren.date_of_birth = timezone.localdate() - dt.timedelta(days=900)
    wren.save()
    assert wren not in [p.person for p in propose(meeting.conference)]


def test_only_who_runs_or_minutes_the_conference_makes_packs():
    meeting = make_meeting()
    mother = mother_of(meeting)
    with pytest.raises(NotAllowed):
        distribute(
            conference=meeting.conference,
            choices=[choice(mother)],
            by=make_staff("social_worker"),
        )


def test_whoever_joined_remotely_is_not_in_the_room():
    meeting = make_meeting()
    mother = mother_of(meeting)
    Attendance.objects.filter(participant__person=mother).update(mode=AttendanceMode.REMOTE)
    assert how_given(meeting, mother) == (False, HandoverWay.POST)


def test_nor_is_whoever_has_gone_and_the_sheet_follows():
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    [plan] = packs_for(meeting, mother)
    assert plan.recipient.in_the_room
    Attendance.objects.filter(participant__person=mother).update(left_at=timezone.now())
    assert how_given(meeting, mother) == (False, HandoverWay.POST)
    rebuild_packs(conference=meeting.conference, by=meeting.chair)
    plan.recipient.refresh_from_db()
    assert not plan.recipient.in_the_room


def test_nor_is_whoever_was_there_only_in_an_earlier_part():
    meeting = make_meeting()
    mother = mother_of(meeting)
    meeting.conference.parts.update(is_current=False)
    meeting.conference.parts.create(
        name="Professionals only", kind=PartKind.PROFESSIONALS, ordinal=2, is_current=True
    )
    assert how_given(meeting, mother) == (False, HandoverWay.POST)


@pytest.mark.parametrize(
    "over",
    [
        {"started_at": timezone.now() - dt.timedelta(days=1)},
        {"started_at": timezone.now() - dt.timedelta(days=1), "closed_at": timezone.now()},
        {"keyed_from_paper": True},
    ],
)
def test_nor_is_anybody_when_the_meeting_is_over(over):
    meeting = make_meeting()
    mother = mother_of(meeting)
    for name, value in over.items():
        setattr(meeting.conference, name, value)
    assert how_given(meeting, mother) == (False, HandoverWay.POST)


NOT_IN_THE_ROOM = "The person is not in the room."


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_chair_alone_hands_out_only_on_the_day_of_the_meeting_whenever_it_is_closed(is_closed):
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    agree_action(meeting)
    [plan] = packs_for(meeting, mother)
    assert NOT_IN_THE_ROOM not in reasons_for_second_person(plan)
    held_yesterday(meeting)
    if is_closed:
        details = meeting.details(held_on=meeting.conference.day)
        close_conference(conference=meeting.conference, details=details, by=meeting.chair)
    packs = packs_of(meeting.conference)
    assert len(packs) == 1 + is_closed
    assert all(NOT_IN_THE_ROOM in reasons_for_second_person(pack) for pack in packs)
    rebuild_packs(conference=meeting.conference, by=meeting.chair)
    plan.recipient.refresh_from_db()
    assert not plan.recipient.in_the_room


def test_nor_to_somebody_who_has_gone_before_the_sheet_follows():
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    [plan] = packs_for(meeting, mother)
    Attendance.objects.filter(participant__person=mother).update(left_at=timezone.now())
    assert reasons_for_second_person(plan) == [NOT_IN_THE_ROOM]


def held_yesterday(meeting):
    meeting.conference.started_at = timezone.now() - dt.timedelta(days=1)
    meeting.conference.save()


def how_given(meeting, person):
    [line] = [each for each in propose(meeting.conference) if each.person == person]
    return line.in_the_room, line.way


@pytest.mark.parametrize("was_held", [True, False])
def test_where_somebody_was_heard_apart_a_second_person_reads_the_letter_too(was_held):
    """It holds no passage, only the chair's own words of why; a part that was only planned gave
    them nothing to tell."""
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0], threshold_reason="She said that he hits her.")
    agree_action(meeting)
    packs_for(meeting, mother)
    meeting.conference.parts.create(
        name="With the father",
        kind=PartKind.ONE_PARENT,
        ordinal=2,
        entered_at=timezone.now() if was_held else None,
    )
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    [letter] = [pack for pack in packs_of(meeting.conference) if pack.kind == "decision_letter"]
    apart = "Somebody was heard apart, and the reasons are in the chair’s own words."
    assert reasons_for_second_person(letter) == [apart] * was_held
