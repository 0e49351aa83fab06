"""Small made-up services for the optimiser's tests, and a checker that shares none of its code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from bookings.optimiser import SlotChoice, SlotNeed, Supply
from bookings.optimiser.supply import (
    LONDON,
    Away,
    Chair,
    Closed,
    Hours,
    MinuteTaker,
    Room,
    Session,
    Taken,
)

MONDAY = dt.date(2026, 3, 2)
LONG_AGO = dt.date(2020, 1, 1)
MORNING = Session(1, "Morning", dt.time(9, 30), dt.time(12))
AFTERNOON = Session(2, "Afternoon", dt.time(13, 30), dt.time(16))
LATE_MORNING = Session(3, "Late morning", dt.time(11), dt.time(13))  # overlaps the morning
NORTH, SOUTH = 1, 2


@dataclass(frozen=True)
class PlainCalendar:
    """Monday to Friday, less `holidays`."""

    holidays: frozenset[dt.date] = frozenset()

    def is_open(self, day: dt.date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def why_closed(self, day: dt.date) -> str:
        return "Bank holiday: Test Day" if day in self.holidays else f"A {day:%A}"

    def add_working_days(self, start: dt.date, count: int) -> dt.date:
        while count:
            start += dt.timedelta(days=1)
            count -= self.is_open(start)
        return start

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        if end < start:
            return -self.working_days_between(end, start)
        days = range(start.toordinal() + 1, end.toordinal() + 1)
        return sum(self.is_open(dt.date.fromordinal(day)) for day in days)


def hours(days: Any = range(5), starts: int = 9, ends: int = 17) -> tuple[Hours, ...]:
    return tuple(Hours(day, dt.time(starts), dt.time(ends), LONG_AGO) for day in days)


def room(number: int, hub: int = NORTH, **fields: Any) -> Room:
    return Room(number, hub, f"Room {number}", **{"capacity": 12, **fields})


def chair(number: int, name: str = "", **fields: Any) -> Chair:
    return Chair(number, name or f"Chair {number}", fields.pop("hours", hours()), **fields)


def taker(number: int, **fields: Any) -> MinuteTaker:
    return MinuteTaker(number, f"Taker {number}", fields.pop("hours", hours()), **fields)


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=LONDON)


def taken(
    day: dt.date, session: Session, room: Room, chair_id: int, taker_id: int | None = None
) -> Taken:
    """Two hours in a session, with a quarter of an hour either side."""
    starts = dt.datetime.combine(day, session.starts, tzinfo=LONDON)
    ends = starts + dt.timedelta(hours=2)
    quarter = dt.timedelta(minutes=15)
    return Taken(
        booking_id=day.toordinal() * 100 + session.id * 10 + room.id,
        room_id=room.id,
        hub_id=room.hub_id,
        chair_id=chair_id,
        minute_taker_id=taker_id,
        starts=starts - quarter,
        ends=ends + quarter,
        told_starts=starts,
        told_ends=ends,
    )


def make_supply(**fields: Any) -> Supply:
    """One room, one chair who works nine to five, two sessions a day, nothing booked."""
    values: dict[str, Any] = {
        "today": MONDAY,
        "calendar": PlainCalendar(),
        "sessions": (MORNING, AFTERNOON),
        "rooms": (room(1),),
        "chairs": (chair(101, "Amina Yusuf"),),
        "hub_names": {NORTH: "North hub", SOUTH: "South hub"},
        **fields,
    }
    return Supply(**values)


def make_need(**fields: Any) -> SlotNeed:
    """Two hours, from today, due a week on Friday."""
    values: dict[str, Any] = {
        "asked_on": MONDAY,
        "earliest_on": MONDAY,
        "due_on": MONDAY + dt.timedelta(days=11),
        "minute_taker_wanted": False,
        **fields,
    }
    return SlotNeed(**values)


def is_possible(need: SlotNeed, supply: Supply, choice: SlotChoice) -> bool:
    """The independent judge: minutes of the day and plain comparisons, none of our functions."""
    day = choice.day
    if day < supply.today or day < need.earliest_on or not supply.calendar.is_open(day):
        return False
    [session] = [s for s in supply.sessions if s.id == choice.session_id]
    [place] = [r for r in supply.rooms if r.id == choice.room_id]
    if (day, session.id) in need.already_refused or choice.chair_id in need.excluded_chair_ids:
        return False
    start = session.starts.hour * 60 + session.starts.minute
    end = start + need.duration_minutes
    if end > session.ends.hour * 60 + session.ends.minute:
        return False
    wants = ("hybrid", "step_free", "hearing_loop", "separate_waiting")
    if need.people > place.capacity or any(
        getattr(need, want) and not getattr(place, want) for want in wants
    ):
        return False
    held = (start - supply.set_up_minutes, end + supply.turn_round_minutes)
    for closed in supply.closures:
        applies = closed.room_id == place.id or closed.hub_id == place.hub_id
        if applies and _clash(held, _minutes(closed.starts, closed.ends, day)):
            return False
    for booking in supply.taken:
        if booking.room_id == place.id and _clash(
            held, _minutes(booking.starts, booking.ends, day)
        ):
            return False
    people = [(choice.chair_id, supply.chairs)]
    if choice.minute_taker_id is not None:
        people.append((choice.minute_taker_id, supply.minute_takers))
    if choice.chair_id == choice.minute_taker_id:
        return False
    return all(
        _can_come(supply, key, group, day, (start, end), held, place.hub_id)
        for key, group in people
    )


def _can_come(
    supply: Supply,
    key: int,
    group: Any,
    day: dt.date,
    meeting: tuple[int, int],
    held: tuple[int, int],
    hub: int,
) -> bool:
    [person] = [p for p in group if p.id == key]
    works = False
    for stretch in person.hours:
        first = stretch.starts.hour * 60 + stretch.starts.minute
        last = stretch.ends.hour * 60 + stretch.ends.minute
        dated = stretch.from_on <= day and (stretch.to_on is None or day <= stretch.to_on)
        works |= (
            dated
            and stretch.weekday == day.weekday()
            and first <= meeting[0]
            and meeting[1] <= last
        )
    if not works:
        return False
    for absence in supply.absences:
        if absence.professional_id == key and _clash(
            meeting, _minutes(absence.starts, absence.ends, day)
        ):
            return False
    for booking in supply.taken:
        if key not in (booking.chair_id, booking.minute_taker_id):
            continue
        if _clash(held, _minutes(booking.starts, booking.ends, day)):
            return False
        told = _minutes(booking.told_starts, booking.told_ends, day)
        if told is None or booking.hub_id == hub:
            continue
        gap = meeting[0] - told[1] if told[1] <= meeting[0] else told[0] - meeting[1]
        if gap < supply.travel_minutes:
            return False
    return True


def _minutes(
    starts: dt.datetime, ends: dt.datetime | None, day: dt.date
) -> tuple[float, float] | None:
    """The part of a period that falls on `day`, in minutes after midnight."""
    midnight = dt.datetime.combine(day, dt.time(0), tzinfo=LONDON)
    first = (starts - midnight) / dt.timedelta(minutes=1)
    last = (ends - midnight) / dt.timedelta(minutes=1) if ends else float("inf")
    return None if last <= 0 or first >= 1440 else (first, last)


def _clash(one: tuple[float, float], other: tuple[float, float] | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]


def every_choice(need: SlotNeed, supply: Supply) -> list[SlotChoice]:
    """Every combination on the days that `find_slots` looks at, possible or not."""
    last = supply.calendar.add_working_days(
        max(need.due_on, supply.today), supply.late_search_working_days
    )
    first = max(need.earliest_on, supply.today)
    takers = [None, *[taker.id for taker in supply.minute_takers]]
    return [
        SlotChoice(dt.date.fromordinal(day), session.id, room.id, chair.id, taker)
        for day in range(first.toordinal(), last.toordinal() + 1)
        for session in supply.sessions
        for room in supply.rooms
        for chair in supply.chairs
        for taker in takers
    ]


DAYS = st.integers(0, 8).map(lambda n: MONDAY + dt.timedelta(days=n))
SESSIONS = st.sampled_from(
    [MORNING, AFTERNOON, Session(3, "Late morning", dt.time(11), dt.time(13))]
)


@st.composite
def supplies(draw: Any) -> Supply:
    """A few rooms, chairs and minute-takers, with bookings, absences and closures at random."""
    flags = st.fixed_dictionaries({"hybrid": st.booleans(), "step_free": st.booleans()})
    rooms = tuple(
        room(n, draw(st.sampled_from([NORTH, SOUTH])), **draw(flags))
        for n in range(1, draw(st.integers(1, 3)) + 1)
    )
    weekdays = st.lists(st.integers(0, 4), min_size=1, unique=True)
    chairs = tuple(
        chair(
            100 + n,
            hours=hours(draw(weekdays), draw(st.sampled_from([8, 9]))),
            caseload=draw(st.sampled_from([40, 85, 90])),
        )
        for n in range(1, draw(st.integers(1, 3)) + 1)
    )
    takers = tuple(
        taker(200 + n, hours=hours(draw(weekdays)), hub_id=draw(st.sampled_from([NORTH, SOUTH])))
        for n in range(1, draw(st.integers(0, 2)) + 1)
    )
    people = [*chairs, *takers]
    bookings = tuple(
        taken(
            draw(DAYS),
            draw(SESSIONS),
            draw(st.sampled_from(rooms)),
            draw(st.sampled_from(chairs)).id,
            draw(st.sampled_from([None, *[t.id for t in takers]])),
        )
        for _ in range(draw(st.integers(0, 5)))
    )
    absences = tuple(
        Away(draw(st.sampled_from(people)).id, moment(day, draw(st.sampled_from([0, 12]))), ends)
        for day in draw(st.lists(DAYS, max_size=3))
        for ends in [draw(st.sampled_from([None, moment(day + dt.timedelta(days=1), 0)]))]
    )
    closures = tuple(
        Closed(moment(day, 8), moment(day, 13), "Flood", room_id=draw(st.sampled_from(rooms)).id)
        for day in draw(st.lists(DAYS, max_size=2))
    )
    return make_supply(
        rooms=rooms,
        chairs=chairs,
        minute_takers=takers,
        taken=bookings,
        absences=absences,
        closures=closures,
        sessions=(MORNING, AFTERNOON, LATE_MORNING),
        calendar=PlainCalendar(frozenset(draw(st.lists(DAYS, max_size=1)))),
        travel_minutes=draw(st.sampled_from([0, 30, 120])),
        late_search_working_days=2,
    )


@st.composite
def needs(draw: Any) -> SlotNeed:
    earliest = draw(DAYS)
    return make_need(
        earliest_on=earliest,
        due_on=earliest + dt.timedelta(days=draw(st.integers(0, 5))),
        duration_minutes=draw(st.sampled_from([60, 120, 150, 180])),
        near_hub_id=draw(st.sampled_from([None, NORTH, SOUTH])),
        hybrid=draw(st.booleans()),
        step_free=draw(st.booleans()),
        chair_before_id=draw(st.sampled_from([None, 101, 102])),
        excluded_chair_ids=draw(st.sampled_from([frozenset(), frozenset({101})])),
        minute_taker_wanted=draw(st.booleans()),
        report_working_days=draw(st.sampled_from([0, 3])),
        police_working_days=draw(st.sampled_from([0, 7])),
        already_refused=frozenset(draw(st.lists(st.tuples(DAYS, st.just(1)), max_size=1))),
    )
