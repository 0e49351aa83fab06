"""Who was kept apart from whom is kept apart again, until a person says that they may meet."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from bookings.enums import MoveReason
from conferences.domain import inviting, session, taking_part
from conferences.domain.adjourning import adjourn_conference
from conferences.domain.kept_apart import would_meet
from conferences.domain.opening import open_review
from conferences.domain.slots import need_of_conference, need_of_request
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ConferenceKind,
    ConferenceState,
    ExclusionGround,
    PartKind,
)
from conferences.models import Conference, Exclusion, Invitation, Part
from people.models import Person
from tests.factories import bookings
from tests.factories import conferences as make
from tests.factories.disclosure import make_record

pytestmark = pytest.mark.django_db

WHOLE, HIS = "Whole meeting", "With father"
CAME = AttendanceMode.IN_PERSON
Seats = dict[str, dict[Person, AttendanceMode]]


def held(case: make.Case, seats: Seats, *, ago: int = 90) -> Conference:
    """A conference of the family that was held, with these relatives in these parts."""
    conference = Conference.objects.create(
        family=case.family,
        kind=ConferenceKind.INITIAL,
        state=ConferenceState.CLOSED,
        held_on=make.days_ago(ago),
        record=make_record(case.family),
    )
    conference.participants.create(
        person=case.school.person, agency=case.school.agency, capacity=Capacity.AGENCY
    )
    for place, (name, present) in enumerate(seats.items(), start=1):
        kind = PartKind.EVERYONE if name == WHOLE else PartKind.ONE_PARENT
        part = conference.parts.create(name=name, kind=kind, ordinal=place)
        for person, mode in present.items():
            asked, _ = conference.participants.get_or_create(
                person=person, defaults={"capacity": Capacity.FAMILY}
            )
            part.attendances.create(participant=asked, mode=mode)
    return conference


def apart(case: make.Case, mode: AttendanceMode = CAME) -> Conference:
    return held(case, {WHOLE: {case.mother: mode}, HIS: {case.father: mode}})


def excluded(case: make.Case) -> Conference:
    """The father was kept out of all of it."""
    seats = {WHOLE: {case.mother: CAME, case.father: AttendanceMode.EXCLUDED}}
    before = held(case, seats)
    Exclusion.objects.create(
        conference=before,
        person=case.father,
        ground=ExclusionGround.VIOLENCE,
        rationale="He said he would hurt somebody.",
        asked_for_by="Layla",
        decided_by=case.duty,
        views_heard_by="A letter",
    )
    return before


def review_of(case: make.Case) -> Conference:
    return open_review(family=case.family, children=[case.older], by=None)


def seated(conference: Conference) -> dict[str, set[Person]]:
    return {
        part.name: {row.participant.person for row in part.attendances.all()}
        for part in conference.parts.all()
    }


def test_a_review_is_split_as_the_conference_before_it_was() -> None:
    case = make.make_case()
    apart(case)
    review = review_of(case)
    professionals = {case.school.person, case.social_worker.professional.person}
    assert seated(review) == {
        WHOLE: {case.mother, *professionals},
        HIS: {case.father, *professionals},
    }
    assert review.parts.get(name=HIS).kind == PartKind.ONE_PARENT
    assert need_of_conference(review).separate_waiting
    assert would_meet(review) == []


def test_so_is_one_that_is_asked_for() -> None:
    case = make.make_case()
    apart(case)
    assert need_of_request(make.make_draft(case)).separate_waiting
    seats = seated(make.make_conference(case))
    assert (case.father in seats[WHOLE], case.father in seats[HIS]) == (False, True)


def test_parents_who_sat_together_sit_together_again() -> None:
    case = make.make_case()
    held(case, {WHOLE: {case.mother: CAME, case.father: CAME}, HIS: {case.father: CAME}})
    review = review_of(case)
    assert list(seated(review)) == [WHOLE]
    assert would_meet(review) == []


@pytest.mark.parametrize("mode", [AttendanceMode.EXPECTED, AttendanceMode.ABSENT])
def test_a_split_to_which_one_did_not_come_was_a_split(mode: AttendanceMode) -> None:
    """Also where an earlier opening had made a row for him in the whole meeting."""
    case = make.make_case()
    seats = {WHOLE: {case.mother: CAME, case.father: mode}, HIS: {case.father: mode}}
    held(case, seats)
    assert case.father not in seated(review_of(case))[WHOLE]


def test_nobody_is_invited_into_one_room_until_somebody_says_that_they_may_meet() -> None:
    case = make.make_case()
    excluded(case)
    conference = make.make_booked(case)
    [pair] = would_meet(conference)
    assert {one.person for one in pair} == {case.mother, case.father}
    with pytest.raises(inviting.WouldMeet, match="kept apart the last time"):
        inviting.invite_everyone(conference=conference, by=case.support)
    assert not Invitation.objects.exists()
    inviting.invite_everyone(conference=conference, by=case.support, may_meet=True)
    assert Invitation.objects.filter(participant__person=case.father).exists()
    assert Event.objects.get(verb="conferences.invite").detail == {"may_meet": True}


def test_nothing_stands_in_the_way_of_a_meeting_that_is_split_or_one_they_do_not_come_to() -> None:
    case = make.make_case()
    excluded(case)
    conference = make.make_booked(case)
    father = conference.participants.get(person=case.father)
    taking_part.change_joining(participant=father, joining="not_coming", by=case.support)
    assert would_meet(conference) == []
    taking_part.change_joining(participant=father, joining="remote", by=case.support)
    assert len(would_meet(conference)) == 1
    his = taking_part.plan_part(
        conference=conference, name=HIS, kind=PartKind.ONE_PARENT, by=case.support
    )
    _seat(case, his, [case.father])
    _seat(case, conference.parts.get(name=WHOLE), [case.mother])
    assert would_meet(conference) == []


def _seat(case: make.Case, part: Part, relatives: list[Person]) -> None:
    wanted = part.conference.participants.filter(person__in=relatives)
    taking_part.choose_people_in_part(part=part, participants=wanted, by=case.support)


def test_the_last_meeting_both_were_asked_to_decides() -> None:
    case = make.make_case()
    apart(case)
    held(case, {WHOLE: {case.mother: CAME}}, ago=20)
    conference = make.make_conference(case)
    assert len(would_meet(conference)) == 1
    held(case, {WHOLE: {case.mother: CAME, case.father: CAME}}, ago=10)
    assert would_meet(conference) == []


def test_a_child_who_was_heard_alone_is_kept_from_nobody() -> None:
    case = make.make_case()
    girl = case.older.person
    held(case, {WHOLE: {case.mother: CAME}, "With her": {girl: CAME}})
    assert seated(review_of(case))[WHOLE] >= {case.mother, girl}


def test_who_must_be_told_nothing_by_now_is_not_asked_again() -> None:
    case = make.make_case()
    apart(case)
    case.older.relationships.filter(person=case.father).update(must_not_be_told=True)
    assert list(seated(review_of(case))) == [WHOLE]
    assert not Conference.objects.filter(
        kind=ConferenceKind.REVIEW, participants__person=case.father
    ).exists()


def test_the_pages_say_so_and_the_tick_lets_the_invitations_go() -> None:
    case = make.make_case()
    excluded(case)
    conference = make.make_booked(case)
    client = Client()
    client.force_login(case.support)
    words = "were kept apart the last time"
    for page in ("conference", "participants", "live"):
        assert (
            words
            in client.get(reverse(f"conferences:{page}", args=[conference.pk])).content.decode()
        )
    url = reverse("conferences:invite", args=[conference.pk])
    refused = client.post(url, follow=True).content.decode()
    assert "Nobody was invited." in refused
    assert "I have made sure that they may meet" in refused
    sent = client.post(url, {"may_meet": "yes"}, follow=True).content.decode()
    assert "invitations are ready to go" in sent


def test_who_has_a_part_of_their_own_is_not_expected_in_the_others_when_it_begins() -> None:
    """Else an adjourned conference would tell both parents the same time."""
    case = make.make_case()
    apart(case)
    place = make.make_place()
    room = bookings.make_room(separate_waiting=True)
    conference = make.make_booked(case, make.Place(room, place.chair))
    chair = conference.chair.user
    session.open_session(conference=conference, by=chair, on_another_day=True)
    assert case.father not in seated(conference)[WHOLE]
    adjourn_conference(
        conference=conference,
        reason=MoveReason.INQUORATE,
        note="Nobody came from the school.",
        kept_safe="Gran stays.",
        by=chair,
    )
    father = conference.participants.get(person=case.father)
    assert [row.part.name for row in father.attendances.all()] == [HIS]
    assert would_meet(conference) == []
