"""Who chairs a meeting that somebody other than its booked chair starts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from bookings.enums import MoveReason
from conferences import rules
from conferences.domain import session
from conferences.domain.adjourning import adjourn_conference
from conferences.domain.booking import pencil_slot
from conferences.domain.documents.facts import about_the_meeting
from conferences.domain.packs import distribute
from conferences.domain.standing_in import BOOKED_CHAIR, Chairing
from conferences.domain.taking_chair import take_the_chair
from conferences.enums import AttendanceMode, Capacity, ConferenceState, Joining
from conferences.models import Attendance, Participant
from disclosure.domain.checking import run_checks
from disclosure.domain.distribution import Choice
from disclosure.domain.releasing import release
from disclosure.enums import HandoverWay, Language, Layout, PackState
from disclosure.rules import is_chair
from people.domain.queries import holder_of
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Person
from tests.factories import conferences as booked
from tests.factories.bookings import next_monday
from tests.factories.live import LiveRoom, make_live_room
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting
from tests.factories.people import make_person, make_relationship, make_staff

pytestmark = pytest.mark.django_db
AWAY = Chairing(stands_in=True, reason=MoveReason.CHAIR_AWAY)


def duty_officer(name: str = "Desta Dutywell") -> User:
    return make_staff(Role.DUTY_PRINCIPAL_OFFICER, name=name)


def start(room: LiveRoom, by: User, chairing: Chairing | None = AWAY) -> None:
    room.conference = session.open_session(conference=room.conference, chairing=chairing, by=by)


def chairs(room: LiveRoom) -> dict[str, tuple[str, set[str]]]:
    """By name of everybody seated as a chair: whether they come, and how they were there."""
    rows = Participant.objects.filter(conference=room.conference, capacity=Capacity.CHAIR)
    return {
        row.person.name: (row.joining, set(row.attendances.values_list("mode", flat=True)))
        for row in rows
    }


def named_on_papers(room: LiveRoom) -> set[str]:
    room.conference.refresh_from_db()
    facts = about_the_meeting(room.conference, "").facts
    return {str(fact.value) for fact in facts if fact.source == "conferences.Conference.chair"}


def test_whoever_stands_in_is_the_chair_of_the_meeting_and_named_on_its_papers() -> None:
    room = make_live_room()
    start(room, duty_officer())
    assert named_on_papers(room) == {"Desta Dutywell"}
    assert chairs(room) == {
        "Petra Chairwell": (Joining.NOT_COMING, {AttendanceMode.ABSENT}),
        "Desta Dutywell": (
            Joining.IN_PERSON,
            {AttendanceMode.IN_PERSON, AttendanceMode.EXPECTED},  # now, and with professionals
        ),
    }
    words = "Desta Dutywell chairs in place of Petra Chairwell. "
    assert room.conference.steps.get().reason.startswith(words)
    event = Event.objects.get(verb="conferences.stand_in")
    assert event.reason.startswith(words)


def test_the_case_keeps_its_chair() -> None:
    room = make_live_room()
    start(room, duty_officer())
    held = holder_of(room.conference.family, CaseRoleKind.CHAIR)
    assert held is not None
    assert held.person.name == "Petra Chairwell"


def test_a_duty_officer_who_only_opens_it_does_not_chair_and_the_chair_is_awaited() -> None:
    room = make_live_room()
    start(room, duty_officer(), BOOKED_CHAIR)
    assert named_on_papers(room) == {"Petra Chairwell"}
    assert chairs(room) == {"Petra Chairwell": (Joining.IN_PERSON, {AttendanceMode.EXPECTED})}
    assert room.conference.steps.get().reason == ""


def test_the_booked_chair_is_not_asked() -> None:
    room = make_live_room()
    start(room, room.chair, None)
    assert named_on_papers(room) == {"Petra Chairwell"}


@pytest.mark.parametrize(
    ("chairing", "field"),
    [
        (None, "chairing"),
        (Chairing(stands_in=True), "reason"),
        (Chairing(stands_in=True, reason=MoveReason.FAMILY_UNWELL), "reason"),
        (Chairing(stands_in=True, reason=MoveReason.OTHER, note=" "), "note"),
    ],
)
def test_nothing_begins_before_it_is_said_who_chairs_and_why(
    chairing: Chairing | None, field: str
) -> None:
    room = make_live_room()
    with pytest.raises(DomainError) as refused:
        start(room, duty_officer(), chairing)
    assert refused.value.field == field
    room.conference.refresh_from_db()
    assert room.conference.state == ConferenceState.BOOKED


def test_nobody_who_works_the_case_stands_in() -> None:
    room = make_live_room()
    officer = duty_officer()
    CaseRole.objects.create(
        family=room.conference.family,
        kind=CaseRoleKind.TEAM_MANAGER,
        professional=officer.professional,
        from_on=timezone.localdate(),
    )
    with pytest.raises(WrongState, match="the chair is independent"):
        start(room, officer)


@pytest.mark.usefixtures("noon")
def test_a_meeting_on_paper_was_chaired_by_whoever_stood_in() -> None:
    room = make_live_room()
    began = timezone.now() - dt.timedelta(hours=3)
    room.conference = session.key_from_paper(
        conference=room.conference,
        started_at=began,
        ended_at=began + dt.timedelta(hours=1),
        chairing=AWAY,
        by=duty_officer(),
    )
    assert named_on_papers(room) == {"Desta Dutywell"}
    (here,) = Attendance.objects.here().filter(participant__conference=room.conference)
    assert (here.participant.person.name, here.arrived_at) == ("Desta Dutywell", began)


def test_whoever_stood_in_before_it_was_adjourned_stays_on_the_list_with_what_they_said() -> None:
    case, place = booked.make_case(), booked.make_place()
    conference = booked.make_booked(case, place)
    officer = duty_officer()
    started = session.open_session(
        conference=conference, on_another_day=True, chairing=AWAY, by=officer
    )
    seat = started.participants.get(person=officer.professional.person)
    child = started.children.first()
    seat.scores.create(child=child, score=4)
    adjourn_conference(
        conference=started,
        reason=MoveReason.INQUORATE,
        note="Nobody came.",
        kept_safe="Their aunt.",
        by=officer,
    )
    again = pencil_slot(
        conference=started, choice=booked.choice_on(place, next_monday(1)), by=case.support
    )
    assert again.chair == place.chair.professional
    seat.refresh_from_db()
    assert seat.joining == Joining.NOT_COMING
    assert seat.scores.count() == 1


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, room: LiveRoom, **typed: Any) -> Any:
    return signed_in(user).post(reverse("conferences:live_start", args=[room.conference.pk]), typed)


def test_the_page_asks_a_duty_officer_who_chairs_and_keeps_what_was_typed() -> None:
    room, officer = make_live_room(), duty_officer()
    page = reverse("conferences:live", args=[room.conference.pk])
    assert "Who is chairing?" in signed_in(officer).get(page).content.decode()
    assert "Who is chairing?" not in signed_in(room.chair).get(page).content.decode()
    kept = post(officer, room, chairing="me", reason="other", note="")
    assert kept.status_code == 200
    assert "Say what the other reason is." in kept.content.decode()
    begun = post(officer, room, chairing="me", reason="other", note="A flat tyre.")
    assert begun.status_code == 302
    assert named_on_papers(room) == {"Desta Dutywell"}


def test_the_page_says_that_the_booked_chair_is_there() -> None:
    room = make_live_room()
    assert post(duty_officer(), room, chairing="booked").status_code == 302
    assert named_on_papers(room) == {"Petra Chairwell"}


def test_the_page_of_a_meeting_on_paper_asks_it_too() -> None:
    room, officer = make_live_room(), duty_officer()
    typed = {"held_on": "2026-01-06", "started_at": "10am", "ended_at": "11am"}
    page = reverse("conferences:live_from_paper", args=[room.conference.pk])
    client = signed_in(officer)
    assert "Who chaired it?" in client.post(page, typed).content.decode()
    answer = client.post(page, {**typed, "chairing": "me", "reason": "chair_away"})
    assert answer.status_code == 302
    assert named_on_papers(room) == {"Desta Dutywell"}


def taken_over(room: LiveRoom, by: User, chairing: Chairing = AWAY) -> None:
    room.conference = take_the_chair(conference=room.conference, chairing=chairing, by=by)


def test_a_chair_who_falls_ill_is_followed_by_whoever_takes_the_chair() -> None:
    room = make_live_room().open()
    officer = duty_officer()
    assert named_on_papers(room) == {"Petra Chairwell"}
    taken_over(room, officer)
    assert named_on_papers(room) == {"Desta Dutywell"}
    petra = room.part.attendances.get(participant=room.who["chair"])
    assert (petra.mode, petra.left_at is None) == (AttendanceMode.IN_PERSON, False)
    assert room.who["chair"].joining == Joining.IN_PERSON
    desta = room.part.attendances.get(participant__person=officer.professional.person)
    assert (desta.mode, desta.left_at) == (AttendanceMode.IN_PERSON, None)
    assert room.conference.steps.last().reason.startswith("Desta Dutywell chairs in place of Petra")


def test_the_booked_chair_who_comes_late_takes_it_back() -> None:
    room = make_live_room()
    start(room, duty_officer())
    assert rules.may_chair(room.chair, room.conference)
    came = Chairing(stands_in=True, reason=MoveReason.OTHER, note="Her train was late.")
    taken_over(room, room.chair, came)
    assert named_on_papers(room) == {"Petra Chairwell"}
    petra = Participant.objects.get(pk=room.who["chair"].pk)
    assert petra.joining == Joining.IN_PERSON
    assert room.part.attendances.get(participant=petra).mode == AttendanceMode.IN_PERSON


def test_a_chair_who_had_gone_and_takes_it_back_is_in_the_room() -> None:
    room = make_live_room().open()
    taken_over(room, duty_officer())
    came = Chairing(stands_in=True, reason=MoveReason.OTHER, note="She is well again.")
    before = timezone.now()
    taken_over(room, room.chair, came)
    petra = room.part.attendances.get(participant=room.who["chair"])
    assert (petra.mode, petra.left_at) == (AttendanceMode.IN_PERSON, None)
    assert petra.arrived_at >= before  # what was said meanwhile is not hers
    here = room.part.attendances.here()
    assert {row.participant.person.name for row in here} == {"Petra Chairwell"}


def test_who_chairs_already_and_who_may_not_take_nothing() -> None:
    room = make_live_room()
    with pytest.raises(WrongState, match="not in session"):
        taken_over(room, duty_officer())
    room.open()
    with pytest.raises(WrongState, match="You chair this conference already"):
        taken_over(room, room.chair)
    with pytest.raises(NotAllowed):
        taken_over(room, room.minute_taker)
    another = make_staff(Role.PRINCIPAL_OFFICER, name="Otto Otherwell")
    with pytest.raises(NotAllowed):
        taken_over(room, another)


def test_whoever_stands_in_twice_is_in_the_room_the_second_time() -> None:
    case, place = booked.make_case(), booked.make_place()
    conference, officer = booked.make_booked(case, place), duty_officer()
    again = {"on_another_day": True, "chairing": AWAY, "by": officer}
    started = session.open_session(conference=conference, **again)
    adjourn_conference(
        conference=started,
        reason=MoveReason.INQUORATE,
        note="Nobody came.",
        kept_safe="Their aunt.",
        by=officer,
    )
    choice = booked.choice_on(place, next_monday(1))
    pencil_slot(conference=started, choice=choice, by=case.support)
    session.open_session(conference=conference, **again)
    here = Attendance.objects.here().filter(part__conference=conference)
    assert {row.participant.person.name for row in here} == {"Desta Dutywell"}


def test_what_follows_is_owed_to_the_chair_of_the_case_who_may_do_it() -> None:
    room = make_live_room()
    start(room, duty_officer())
    room.conference.state = ConferenceState.CLOSED
    room.conference.save()
    assert rules.may_chair(room.chair, room.conference)
    assert rules.may_chair(room.conference.chair.user, room.conference)


def test_the_page_to_take_the_chair_is_linked_for_whoever_does_not_chair() -> None:
    room, officer = make_live_room().open(), duty_officer()
    page = reverse("conferences:take_chair", args=[room.conference.pk])
    about = reverse("conferences:conference", args=[room.conference.pk])
    client = signed_in(officer)
    assert page in client.get(about).content.decode()
    assert page not in signed_in(room.chair).get(about).content.decode()
    assert "Why not Petra Chairwell?" in client.get(page).content.decode()
    assert "There is a problem" in client.post(page, {"note": ""}).content.decode()
    assert client.post(page, {"reason": "chair_away"}).status_code == 302
    assert named_on_papers(room) == {"Desta Dutywell"}


def test_whoever_stood_in_reads_through_and_releases_what_is_handed_over_in_the_room() -> None:
    meeting = make_meeting()
    mother = mother_of(meeting)
    officer = duty_officer()
    take_the_chair(conference=meeting.conference, chairing=AWAY, by=officer)
    meeting.conference.refresh_from_db()
    decide(meeting, meeting.children[0], decided_by=officer)
    agree_action(meeting)  # the officer wrote nothing: chairing alone puts them on the papers
    [plan] = distribute(conference=meeting.conference, choices=[handed_to(mother)], by=officer)
    run_checks(plan.pk)
    page = as_user(officer).get(reverse("packs:preview", args=[plan.pk]))
    assert [(row.check_name, row.text) for row, _ in page.context["findings"]] == []
    assert page.context["reasons"] == []
    assert page.context["may_release"]
    assert release(plan, by=officer).state == PackState.RELEASED


def test_another_duty_officer_who_did_not_chair_does_not() -> None:
    meeting = make_meeting()
    mother = mother_of(meeting)
    take_the_chair(conference=meeting.conference, chairing=AWAY, by=duty_officer())
    decide(meeting, meeting.children[0])
    [plan] = distribute(
        conference=meeting.conference, choices=[handed_to(mother)], by=meeting.chair
    )
    run_checks(plan.pk)
    other = duty_officer("Odile Otherwell")
    page = as_user(other).get(reverse("packs:preview", args=[plan.pk]))
    assert not page.context["may_release"]
    assert not is_chair(other, plan)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def mother_of(meeting: Meeting) -> Person:
    """In the room."""
    mother = make_person("Joy Testwood")
    for each in meeting.children:
        make_relationship(each.child, mother)
    came = meeting.conference.participants.create(person=mother, capacity=Capacity.FAMILY)
    came.attendances.create(part=meeting.conference.parts.get(), mode=AttendanceMode.IN_PERSON)
    return mother


def handed_to(person: Person) -> Choice:
    return Choice(
        person=person,
        layout=Layout.STANDARD,
        language=Language.ENGLISH,
        way=HandoverWay.IN_PERSON,
        in_the_room=True,
    )
