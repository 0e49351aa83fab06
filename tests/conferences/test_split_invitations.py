"""Invitations to a split conference: nobody is told of the other parent's part."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.errors import DomainError
from conferences.calendar_entry import calendar_entry
from conferences.domain import inviting, taking_part
from conferences.domain.exclusion import Reasons, exclude
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ConferenceState,
    ExclusionGround,
    Joining,
    PartKind,
)
from conferences.letters import invitation_words
from conferences.models import Conference, Participant
from disclosure.enums import Language
from disclosure.wording import say_time
from people.enums import AgencyKind, SafeContact
from people.models import Person
from tests.factories import conferences as make
from tests.factories import people
from tests.factories.invitations import asked

pytestmark = pytest.mark.django_db


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
    with pytest.raises(DomainError, match="must begin between 9:30am and 11:30am"):
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
