"""Being present is what lets somebody have the words; nothing else does by default."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.errors import NotAllowed
from bookings.enums import MoveReason
from conferences.domain import session
from conferences.domain.adjourning import adjourn_conference
from conferences.domain.attending import IsExcluded, ObserverNeedsConsent, default_audience
from conferences.enums import AttendanceMode, ConferenceState, ExclusionGround
from conferences.models import Attendance, Conference, Exclusion
from tests.factories.live import make_live_room
from tests.factories.people import make_relationship, make_staff

pytestmark = pytest.mark.django_db
PROFESSIONALS = {"chair", "social_worker", "health"}


def open_room(*here):
    return make_live_room().open("chair", "social_worker", "health", *here)


def move(room, kind):
    session.move_to_part(conference=room.conference, part=room.part_of(kind), by=room.chair)


def with_one_parent(room):
    part = session.add_part(
        conference=room.conference, name="One parent", kind="one_parent", by=room.chair
    )
    session.move_to_part(conference=room.conference, part=part, by=room.chair)


def test_words_go_to_those_present_who_belong_to_the_child():
    room = open_room("mother", "father", "other_father")
    about_tyrese = room.say("He was hungry.", about=[room.children[0].child_id])
    assert room.given_to(about_tyrese) == PROFESSIONALS | {"mother", "father"}


def test_somebody_absent_gets_nothing():
    room = open_room("mother")
    assert room.given_to(room.say("He was hungry.")) == PROFESSIONALS | {"mother"}


def test_somebody_who_left_gets_nothing_said_after():
    room = open_room("mother", "father")
    before = room.say("Said before he left.", about=[room.children[0].child_id])
    room.arrive("father", has_left=True)
    after = room.say("Said after he left.", about=[room.children[0].child_id])
    assert "father" in room.given_to(before)
    assert "father" not in room.given_to(after)


def held_yesterday(room):
    began = timezone.now() - dt.timedelta(days=1)
    Conference.objects.filter(pk=room.conference.pk).update(started_at=began)
    Attendance.objects.filter(part=room.part, left_at=None).update(arrived_at=began)
    room.conference.refresh_from_db()


def test_what_is_typed_on_a_later_day_reaches_no_family_although_nobody_was_marked_as_gone():
    room = open_room("mother")
    health = room.who["health"].person
    make_relationship(room.children[0].child, health, kind="aunt_or_uncle")
    held_yesterday(room)
    typed_up = room.say("Typed up the morning after.", about=[room.children[0].child_id])
    assert room.given_to(typed_up) == PROFESSIONALS - {"health"}


def test_nor_where_one_parent_was_heard_apart():
    room = open_room("mother")
    with_one_parent(room)
    room.arrive("mother")
    held_yesterday(room)
    assert room.given_to(room.say("Typed up the morning after.")) == PROFESSIONALS


def test_a_meeting_carried_on_another_day_is_of_that_day():
    room = open_room("mother")
    held_yesterday(room)
    adjourn_conference(
        conference=room.conference,
        reason=MoveReason.INQUORATE,
        note="No school came.",
        kept_safe="They stay with their grandmother.",
        by=room.chair,
    )
    Conference.objects.filter(pk=room.conference.pk).update(state=ConferenceState.BOOKED)
    room.open("chair", "social_worker", "health", "father")
    assert room.given_to(room.say("He came this time.", about=[])) == PROFESSIONALS
    about_tyrese = room.say("He came this time.", about=[room.children[0].child_id])
    assert room.given_to(about_tyrese) == PROFESSIONALS | {"father"}


def test_somebody_joining_remotely_is_present():
    room = open_room()
    room.arrive("mother", mode=AttendanceMode.REMOTE)
    assert "mother" in room.given_to(room.say("Heard on the line."))


@pytest.mark.parametrize("mode", ["expected", "report_only", "apologies", "absent"])
def test_no_other_mode_is_present(mode):
    room = open_room()
    room.arrive("mother", mode=mode)
    assert "mother" not in room.given_to(room.say("Said without her."))


def test_an_observer_and_an_interpreter_hear_but_are_given_nothing():
    room = open_room("interpreter")
    room.arrive("observer", parents_agree=True)
    assert room.given_to(room.say("Heard by all.")) == PROFESSIONALS


def test_a_part_for_professionals_reaches_no_family_even_one_marked_present():
    room = open_room("mother")
    move(room, "professionals")
    room.arrive("mother")
    assert room.given_to(room.say("Said among professionals.")) == PROFESSIONALS


def test_a_relative_asked_as_a_professional_still_counts_as_family():
    room = open_room()
    health = room.who["health"].person
    make_relationship(room.children[0].child, health, kind="aunt_or_uncle")
    move(room, "professionals")
    assert "health" not in room.given_to(room.say("Said among professionals."))


def test_a_part_for_one_parent_reaches_that_parent_alone():
    room = open_room("mother", "father")
    with_one_parent(room)
    room.arrive("mother")
    assert room.given_to(room.say("She told us in confidence.")) == PROFESSIONALS | {"mother"}


def test_a_part_for_one_parent_with_two_parents_present_reaches_neither():
    room = open_room()
    with_one_parent(room)
    room.arrive("mother")
    room.arrive("father")
    assert room.given_to(room.say("Which of them was it for?")) == PROFESSIONALS


def test_an_unknown_part_reaches_nobody():
    room = open_room("mother")
    far_off = f"part:{10**30}"
    for key in ("", "part:", "part:x", "part:999999", far_off, "other:1", f"part:{room.part.pk}x"):
        assert default_audience(conference=room.conference, part_key=key) == frozenset()


def test_words_from_the_police_reach_no_family_who_are_present():
    room = open_room("mother")
    passage = room.say("From the police log.", source_kind="police")
    assert room.given_to(passage) == PROFESSIONALS


def test_arrival_and_leaving_are_timed_once():
    room = open_room("mother")
    first = Attendance.objects.get(participant=room.who["mother"], part=room.part).arrived_at
    room.arrive("mother", mode=AttendanceMode.REMOTE)
    room.arrive("mother", has_left=True)
    row = Attendance.objects.get(participant=room.who["mother"], part=room.part)
    assert row.arrived_at == first
    assert row.left_at is not None
    room.arrive("mother")
    assert Attendance.objects.get(pk=row.pk).left_at is None


def test_somebody_excluded_cannot_be_marked_present():
    room = open_room()
    Exclusion.objects.create(
        conference=room.conference,
        person=room.who["father"].person,
        ground=ExclusionGround.VIOLENCE,
        rationale="He said he would hurt somebody.",
        asked_for_by="Amara",
        decided_by=room.chair,
        views_heard_by="A letter",
    )
    with pytest.raises(IsExcluded):
        room.arrive("father")


def test_an_observer_needs_the_parents_consent():
    room = open_room()
    with pytest.raises(ObserverNeedsConsent):
        room.arrive("observer")
    with pytest.raises(ObserverNeedsConsent):
        room.arrive("observer", parents_agree=False)
    room.arrive("observer", parents_agree=True)
    room.who["observer"].refresh_from_db()
    assert room.who["observer"].parent_consents is True


def test_only_those_who_run_or_minute_the_meeting_record_attendance():
    room = open_room()
    stranger = make_staff("social_worker")
    room.chair = stranger
    with pytest.raises(NotAllowed):
        room.arrive("mother")


def test_somebody_of_another_conference_is_not_marked():
    room, other = open_room(), make_live_room().open()
    room.who["stranger"] = other.who["mother"]
    with pytest.raises(Exception, match="not asked to this conference"):
        room.arrive("stranger")
