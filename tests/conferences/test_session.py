"""A meeting has parts, each with its own people present."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from conferences.domain import session
from conferences.enums import AttendanceMode, ConferenceState, ExclusionGround, PartKind
from conferences.models import Attendance, Exclusion
from notifications.enums import State
from notifications.models import Message
from tests.factories import conferences as booked
from tests.factories.live import make_live_room
from tests.factories.messages import make_message

pytestmark = pytest.mark.django_db


def modes(part):
    rows = Attendance.objects.filter(part=part).select_related("participant__person")
    return {row.participant.person.name: row.mode for row in rows}


def test_opening_starts_the_meeting_with_everybody_else_expected():
    room = make_live_room().open()
    conference = room.conference
    assert conference.state == ConferenceState.IN_SESSION
    assert conference.started_at is not None
    assert [(p.name, p.kind, p.is_current) for p in conference.parts.all()] == [
        ("Whole meeting", "everyone", True),
        ("Professionals only", "professionals", False),
    ]
    here = modes(room.part)
    assert here.pop("Petra Chairwell") == AttendanceMode.IN_PERSON
    assert set(here.values()) == {AttendanceMode.EXPECTED}
    assert Event.objects.filter(verb="conferences.open_session").count() == 1


def test_only_the_chair_or_a_duty_officer_opens_it():
    room = make_live_room()
    with pytest.raises(NotAllowed):
        session.open_session(conference=room.conference, by=room.minute_taker)


def test_when_people_were_asked_for_is_not_overwritten_by_when_it_began():
    room = make_live_room()
    asked_for = timezone.now() - dt.timedelta(minutes=20)
    first = room.conference.parts.create(name="All of us", ordinal=1, starts_at=asked_for)
    room.open()
    first.refresh_from_db()
    assert first.starts_at == asked_for
    assert first.entered_at == room.conference.started_at


def test_opening_twice_is_refused():
    room = make_live_room().open()
    with pytest.raises(WrongState):
        session.open_session(conference=room.conference, by=room.chair)


def test_parts_planned_beforehand_are_kept():
    room = make_live_room()
    room.conference.parts.create(name="With the mother", kind=PartKind.ONE_PARENT, ordinal=1)
    room.open()
    assert room.part.name == "With the mother"
    assert room.conference.parts.count() == 3


def test_professionals_come_along_to_the_next_part_and_family_does_not():
    room = make_live_room().open("mother", "health", "social_worker")
    part = room.part_of("professionals")
    session.move_to_part(conference=room.conference, part=part, by=room.chair)
    assert room.part == part
    here = {name for name, mode in modes(part).items() if mode == AttendanceMode.IN_PERSON}
    assert here == {"Hana Visitwell", "Sorrel Worker", "Petra Chairwell"}
    assert "Amara Okafor-Lindqvist" not in modes(part)


def test_exactly_one_part_is_current():
    room = make_live_room().open()
    part = session.add_part(
        conference=room.conference, name="With the father", kind="one_parent", by=room.chair
    )
    session.move_to_part(conference=room.conference, part=part, by=room.chair)
    assert [p.name for p in room.conference.parts.filter(is_current=True)] == ["With the father"]


def test_somebody_excluded_is_shown_as_excluded_from_the_start():
    room = make_live_room()
    Exclusion.objects.create(
        conference=room.conference,
        person=room.who["father"].person,
        ground=ExclusionGround.VIOLENCE,
        rationale="He said he would hurt somebody.",
        asked_for_by="Amara",
        decided_by=room.chair,
        views_heard_by="A letter",
    )
    room.open()
    assert modes(room.part)["Björn Lindqvist"] == AttendanceMode.EXCLUDED


@pytest.mark.parametrize(("name", "kind"), [("", "everyone"), ("  ", "everyone"), ("A", "nobody")])
def test_a_part_needs_a_name_and_a_kind(name, kind):
    room = make_live_room().open()
    with pytest.raises(DomainError):
        session.add_part(conference=room.conference, name=name, kind=kind, by=room.chair)


def test_the_minute_taker_may_not_change_parts():
    room = make_live_room().open()
    with pytest.raises(NotAllowed):
        session.move_to_part(
            conference=room.conference, part=room.part_of("professionals"), by=room.minute_taker
        )


def test_a_meeting_held_on_paper_is_keyed_in_with_its_true_times():
    room = make_live_room()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    start = timezone.make_aware(dt.datetime.combine(yesterday, dt.time(23, 50)))
    end = start + dt.timedelta(minutes=5)
    conference = session.key_from_paper(
        conference=room.conference, started_at=start, ended_at=end, by=room.chair
    )
    conference.refresh_from_db()
    assert (conference.started_at, conference.closed_at) == (start, end)
    assert conference.keyed_from_paper
    assert conference.held_on == timezone.localdate(start)
    assert conference.state == ConferenceState.IN_SESSION


@pytest.mark.parametrize(("start", "end"), [(-60, -120), (-60, 60), (-60 * 30, -60)])
def test_times_that_cannot_be_right_are_refused(start, end):
    room = make_live_room()
    now = timezone.now()
    with pytest.raises(session.TimesWrong):
        session.key_from_paper(
            conference=room.conference,
            started_at=now + dt.timedelta(minutes=start),
            ended_at=now + dt.timedelta(minutes=end),
            by=room.chair,
        )


def key_in(conference, day, by, **more):
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
    end = start + dt.timedelta(hours=1)
    return session.key_from_paper(
        conference=conference, started_at=start, ended_at=end, by=by, **more
    )


def test_a_day_on_paper_that_it_was_not_booked_for_is_asked_about():
    case, place = booked.make_case(), booked.make_place()
    conference = booked.make_booked(case, place)
    chair = place.chair.professional.user
    with pytest.raises(session.TimesWrong, match="The strategy discussion was on"):
        key_in(conference, booked.days_ago(5), chair, on_another_day=True)
    with pytest.raises(session.NotTheBookedDay, match="This conference is booked for Monday"):
        key_in(conference, booked.days_ago(1), chair)
    kept = key_in(conference, booked.days_ago(1), chair, on_another_day=True)
    assert kept.state == ConferenceState.IN_SESSION


def test_an_invitation_that_has_not_left_by_then_stays_here():
    room = make_live_room()
    late = make_message(about=room.conference.about, kind="invitation")
    other = make_message(about=room.conference.about, kind="letter")
    room.open()
    states = [Message.objects.get(pk=each.pk).state for each in (late, other)]
    assert states == [State.WITHDRAWN, State.WAITING]
