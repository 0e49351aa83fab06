"""Words that waited on a device go to those who were there when they were said, and nobody else."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from conferences.domain import attending, session
from conferences.domain.live import save
from conferences.enums import AttendanceMode
from conferences.models import Attendance
from disclosure.domain.moments import DeviceClock, clock_of
from disclosure.models import Passage
from tests.factories.live import make_live_room, op

# An hour ago must be today: words of a later day than the meeting's go to no relative.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def room():
    """It began half an hour ago; the mother and the school are here."""
    room = make_live_room().open()
    began = timezone.now() - 30 * MINUTE
    type(room.conference).objects.filter(pk=room.conference.pk).update(started_at=began)
    Attendance.objects.filter(mode=AttendanceMode.IN_PERSON).update(arrived_at=began)
    room.conference.refresh_from_db()
    for name in ("mother", "school"):
        mark(room, name, began)
    return room


def mark(room, name, at, **options):
    attending.set_attendance(
        part=room.part,
        participant=room.who[name],
        mode=AttendanceMode.IN_PERSON,
        at=at,
        by=room.chair,
        **options,
    )


def ago(minutes):
    return (timezone.now() - minutes * MINUTE).isoformat()


def line(room, minutes_ago, text="He was hungry."):
    made = op(
        "passage.add",
        passage=str(uuid.uuid4()),
        heading="worries",
        text=text,
        about=[room.children[0].child_id],
        part_key=room.part.key,
    )
    return {**made, "device_at": ago(minutes_ago)}


def attendance(room, name, minutes_ago, **payload):
    made = op(
        "attendance.set",
        part=str(room.part.uuid),
        participant=room.who[name].pk,
        mode="in_person",
        **payload,
    )
    return {**made, "device_at": ago(minutes_ago)}


def send(room, *operations, clock=None):
    clock = clock or DeviceClock(dt.timedelta(0))
    results = save(
        conference=room.conference, operations=operations, by=room.minute_taker, clock=clock
    )
    assert {result.status for result in results} == {"applied"}
    return [Passage.objects.get(uuid=r.passage) for r in results if r.passage]


def test_somebody_who_came_after_they_were_said_is_not_given_them(room):
    mark(room, "father", timezone.now() - 5 * MINUTE)
    before, after = send(room, line(room, 10, "Before."), line(room, 4, "After."))
    assert "father" not in room.given_to(before)
    assert "father" in room.given_to(after)


def test_somebody_who_left_after_they_were_said_is_still_given_them(room):
    mark(room, "school", timezone.now() - 5 * MINUTE, has_left=True)
    before, after = send(room, line(room, 10, "Before."), line(room, 4, "After."))
    assert "school" in room.given_to(before)
    assert "school" not in room.given_to(after)


def test_what_waited_overnight_is_theirs_and_what_is_typed_the_day_after_is_not(room):
    """The meeting was yesterday; the device had no network until today."""
    began = timezone.now() - dt.timedelta(days=1)
    room.conference.started_at = began
    room.conference.save()
    Attendance.objects.filter(mode=AttendanceMode.IN_PERSON).update(arrived_at=began)
    then, now = send(room, line(room, 24 * 60 - 1, "Then."), line(room, 0, "Now."))
    assert room.given_to(then) == {"chair", "mother", "school"}
    assert room.given_to(now) == {"chair", "school"}


def test_somebody_who_comes_or_goes_within_one_batch_is_not_mistaken(room):
    """The whole of ten minutes without a network arrives at once."""
    first, second, third = send(
        room,
        line(room, 10, "First."),
        attendance(room, "school", 9, has_left=True),
        line(room, 8, "Second."),
        attendance(room, "health", 7),
        line(room, 6, "Third."),
    )
    assert room.given_to(first) == {"chair", "mother", "school"}
    assert room.given_to(second) == {"chair", "mother"}
    assert room.given_to(third) == {"chair", "mother", "health"}


def test_without_times_each_operation_of_a_batch_sees_the_one_before(room):
    gone = {**attendance(room, "school", 0, has_left=True), "device_at": None}
    said = {**line(room, 0), "device_at": None}
    (passage,) = send(room, gone, said, clock=DeviceClock())
    assert room.given_to(passage) == {"chair", "mother"}


def test_what_was_said_while_somebody_was_out_of_the_room_is_not_theirs(room):
    mark(room, "school", timezone.now() - 20 * MINUTE, has_left=True)
    mark(room, "school", timezone.now() - 5 * MINUTE)
    (meanwhile,) = send(room, line(room, 10))
    assert "school" not in room.given_to(meanwhile)


def test_when_it_is_recorded_is_not_when_it_happened(room):
    send(room, attendance(room, "health", 12))
    row = Attendance.objects.get(part=room.part, participant=room.who["health"])
    assert timezone.now() - row.arrived_at > 11 * MINUTE


def test_saying_anew_whom_it_is_about_takes_it_from_nobody_who_has_left(room):
    said = room.say("He was hungry.")
    room.arrive("school", has_left=True)
    child = room.children[0].child_id
    room.send(op("about.set", passage=str(said.uuid), about=[child]))
    assert room.given_to(said) == {"chair", "mother", "school"}


def test_a_device_whose_clock_is_wrong_is_put_right(room):
    """Its clock is an hour slow; it says what it reads now, and how far off it found itself."""
    mark(room, "father", timezone.now() - 5 * MINUTE)
    slow = clock_of(device_now=ago(60), ahead_ms=3_600_000)
    before, after = send(room, line(room, 70, "Before."), line(room, 64, "After."), clock=slow)
    assert "father" not in room.given_to(before)
    assert "father" in room.given_to(after)


@pytest.mark.parametrize("ahead", [None, True, "5", float("inf"), float("nan"), 10**12])
def test_a_difference_that_cannot_be_believed_is_measured(ahead):
    clock = clock_of(device_now=ago(60), ahead_ms=ahead)
    assert clock.ahead is not None
    assert abs(clock.ahead - 60 * MINUTE) < dt.timedelta(seconds=5)


@pytest.mark.parametrize("device_now", [None, "", "yesterday", "2026-01-05T10:00:00", {}])
def test_a_device_that_does_not_say_its_time_is_taken_as_now(device_now):
    clock = clock_of(device_now=device_now, ahead_ms=0)
    assert clock == DeviceClock(None)
    assert abs(clock.moment(timezone.now() - 60 * MINUTE) - timezone.now()) < MINUTE


def test_nothing_is_said_in_the_future():
    fast = DeviceClock(dt.timedelta(days=3))
    assert fast.moment(timezone.now()) <= timezone.now()
    assert DeviceClock(dt.timedelta.max).moment(timezone.now()) <= timezone.now()


class TestTrueTimes:
    """A meeting held on paper from ten to eleven, keyed in later."""

    @pytest.fixture
    def room(self):
        return held_on_paper()

    def send(self, room, **payload):
        made = attendance(room, "school", 0, **payload)
        (result,) = save(conference=room.conference, operations=[made], by=room.chair)
        return result

    def test_are_kept_as_given(self, room):
        assert self.send(room, came="10:05", left="10:50", has_left=True).status == "applied"
        row = Attendance.objects.get(part=room.part, participant=room.who["school"])
        times = [timezone.localtime(at) for at in (row.arrived_at, row.left_at)]
        assert [f"{at:%H:%M}" for at in times] == ["10:05", "10:50"]

    def test_are_its_beginning_and_its_end_when_nobody_says(self, room):
        for has_left in (False, True):
            assert self.send(room, has_left=has_left).status == "applied"
        row = Attendance.objects.get(part=room.part, participant=room.who["school"])
        began_and_ended = (room.conference.started_at, room.conference.closed_at)
        assert (row.arrived_at, row.left_at) == began_and_ended

    @pytest.mark.parametrize(
        ("came", "left", "says"),
        [
            ("09:59", None, "Give a time after the meeting began."),
            (None, "11:01", "Give a time before it ended."),
            ("10:20", "10:10", "They cannot leave before they came."),
            ("25:99", None, "Enter a real time, like 10:05."),
            ("ten", None, "Enter a real time, like 10:05."),
        ],
    )
    def test_that_cannot_be_right_are_refused(self, room, came, left, says):
        result = self.send(room, came=came, left=left)
        assert (result.status, result.message) == ("refused", says)


def test_what_is_keyed_in_from_paper_goes_to_those_marked_as_here_while_it_is_typed():
    room = held_on_paper()
    (said,) = send(room, attendance(room, "mother", 0), line(room, 0))
    assert room.given_to(said) == {"chair", "mother"}


def held_on_paper():
    room = make_live_room()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ten, eleven = (
        dt.datetime.combine(yesterday, dt.time(hour), timezone.get_current_timezone())
        for hour in (10, 11)
    )
    room.conference = session.key_from_paper(
        conference=room.conference, started_at=ten, ended_at=eleven, by=room.chair
    )
    return room
