"""Hubs, rooms, chairs, minute-takers, needs and bookings."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from accounts.models import User
from bookings.domain.need_record import to_record
from bookings.enums import AbsenceKind, BookingState, Weekday
from bookings.models import (
    Absence,
    Booking,
    Chair,
    Closure,
    ConferenceRoom,
    Hub,
    MinuteTaker,
    SessionTime,
    WorkingPattern,
)
from bookings.optimiser import SlotChoice, SlotNeed
from govuk.times import LONDON
from people.enums import Role
from people.models import Professional
from tests.factories.people import LONG_AGO, make_professional, make_staff, social_care

_numbers = count(1)
_conferences_of_no_test = count(10_000_000)
NINE, FIVE = dt.time(9), dt.time(17)


def next_monday(weeks: int = 2) -> dt.date:
    """A Monday some weeks ahead, moved on a week while it is a bank holiday."""
    from bookings.domain.office_calendar import office_calendar

    today = timezone.localdate()
    day = today + dt.timedelta(days=7 * weeks - today.weekday())
    while not office_calendar().is_open(day):
        day += dt.timedelta(days=7)
    return day


def next_working_day(after: dt.date | None = None) -> dt.date:
    """After today: at short notice, whatever day of the week it is."""
    from bookings.domain.office_calendar import office_calendar

    return office_calendar().add_working_days(after or timezone.localdate(), 1)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment on the wall in England."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=LONDON)


def make_hub(name: str = "", **fields: Any) -> Hub:
    fields.setdefault("address", "1 Imaginary Street\nBirmingham\nB99 9AA")
    return Hub.objects.create(name=name or f"Hub {next(_numbers)}", **fields)


def make_room(name: str = "", *, hub: Hub | None = None, **fields: Any) -> ConferenceRoom:
    fields.setdefault("capacity", 14)
    name = name or f"Room {next(_numbers)}"
    return ConferenceRoom.objects.create(name=name, hub=hub or make_hub(), **fields)


def make_session(
    name: str = "Morning", starts: dt.time = dt.time(9, 30), ends: dt.time = dt.time(12)
) -> SessionTime:
    """The session of this name: one row, whoever asks first makes it."""
    found, _ = SessionTime.objects.get_or_create(
        name=name, defaults={"starts": starts, "ends": ends}
    )
    return found


def make_afternoon() -> SessionTime:
    return make_session("Afternoon", dt.time(13, 30), dt.time(16))


def make_hours(professional: Professional, *, days: Any = Weekday) -> None:
    """Nine to five on `days`, from long ago."""
    for weekday in days:
        WorkingPattern.objects.create(
            professional=professional, weekday=weekday, starts=NINE, ends=FIVE, from_on=LONG_AGO
        )


def make_chair(name: str = "", *, days: Any = Weekday, **fields: Any) -> Chair:
    """A principal officer with a sign-in, who works nine to five."""
    user = make_staff(Role.PRINCIPAL_OFFICER, name=name)
    make_hours(user.professional, days=days)
    return Chair.objects.create(professional=user.professional, **fields)


def make_minute_taker(name: str = "", *, days: Any = Weekday, **fields: Any) -> MinuteTaker:
    professional = make_professional(name, agency=social_care(), job_title="Minute-taker")
    make_hours(professional, days=days)
    return MinuteTaker.objects.create(professional=professional, **fields)


def make_booker(**fields: Any) -> User:
    """Business support: may book."""
    return make_staff(Role.BUSINESS_SUPPORT, **fields)


def make_need(day: dt.date | None = None, **fields: Any) -> SlotNeed:
    """Ten working days from `day` (two weeks ahead, a Monday), asked for today."""
    day = day or next_monday()
    values = {
        "asked_on": timezone.localdate(),
        "earliest_on": day,
        "due_on": day + dt.timedelta(days=11),
        **fields,
    }
    return SlotNeed(**values)


def make_choice(
    room: ConferenceRoom,
    chair: Chair,
    *,
    day: dt.date | None = None,
    session: SessionTime | None = None,
    minute_taker: MinuteTaker | None = None,
) -> SlotChoice:
    return SlotChoice(
        day=day or next_monday(),
        session_id=(session or make_session()).pk,
        room_id=room.pk,
        chair_id=chair.pk,
        minute_taker_id=minute_taker.pk if minute_taker else None,
    )


def make_booking(**fields: Any) -> Booking:
    """A confirmed booking, 09:30 to 11:30 on a Monday two weeks ahead, written directly."""
    day = fields.pop("day", None) or next_monday()
    starts_at = fields.pop("starts_at", None) or at(day, 9, 30)
    ends_at = fields.pop("ends_at", None) or starts_at + dt.timedelta(hours=2)
    around = DateTimeTZRange(
        starts_at - dt.timedelta(minutes=45), ends_at + dt.timedelta(minutes=15)
    )
    values: dict[str, Any] = {
        "about": f"conference:{next(_conferences_of_no_test)}",
        "starts_at": starts_at,
        "ends_at": ends_at,
        "during": around,
        "state": BookingState.CONFIRMED,
        "due_on": day + dt.timedelta(days=11),
        **fields,
    }
    values.setdefault("session", make_session())
    values.setdefault("need", to_record(make_need(day)))
    for name, make in (("room", make_room), ("chair", make_chair), ("created_by", make_booker)):
        if name not in values:
            values[name] = make()
    return Booking.objects.create(**values)


def make_pencil(**fields: Any) -> Booking:
    """A pencilled booking that holds until tomorrow."""
    fields.setdefault("pencilled_until", timezone.now() + dt.timedelta(days=1))
    return make_booking(state=BookingState.PENCILLED, **fields)


def make_absence(professional: Professional, day: dt.date, **fields: Any) -> Absence:
    """Away the whole of `day`, on leave unless told otherwise."""
    fields.setdefault("kind", AbsenceKind.LEAVE)
    fields.setdefault("during", DateTimeTZRange(at(day, 0), at(day + dt.timedelta(days=1), 0)))
    if "recorded_by" not in fields:
        fields["recorded_by"] = make_booker()
    return Absence.objects.create(professional=professional, **fields)


def make_closure(room: ConferenceRoom, day: dt.date, **fields: Any) -> Closure:
    """The room is closed the whole of `day`."""
    fields.setdefault("reason", "A fictional flood")
    fields.setdefault("during", DateTimeTZRange(at(day, 0), at(day + dt.timedelta(days=1), 0)))
    if "recorded_by" not in fields:
        fields["recorded_by"] = make_booker()
    return Closure.objects.create(room=room, **fields)
