"""Two hubs of six and five rooms; chairs and minute-takers with their hours and leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from psycopg2.extras import DateTimeTZRange

from accounts.models import User
from bookings.domain.hub_postings import sit_at
from bookings.enums import AbsenceKind, Weekday
from bookings.models import (
    Absence,
    Chair,
    ConferenceRoom,
    Hub,
    MinuteTaker,
    SessionTime,
    WorkingPattern,
)
from disclosure.domain.training import record_training
from govuk.times import LONDON
from people.enums import Role
from people.models import Professional
from rehearsal.build_staff import Service
from rehearsal.staff import EVERYBODY

HUBS = (
    (
        "Lanternfield House",
        "1 Pretend Parade\nRehearsalton\nZZ3 1AA",
        ("ZZ3", "ZZ4", "ZZ5"),
        ("Alder", "Beech", "Cedar", "Damson", "Elder", "Fig"),
        "LANTERN-FRONT-DESK",
    ),
    (
        "The Causeway",
        "20 Fable Street\nRehearsalton\nZZ1 2BB",
        ("ZZ1", "ZZ2", "ZZ6"),
        ("Gull", "Heron", "Ibis", "Jay", "Kite"),
        "CAUSEWAY-1",
    ),
)
NOT_TRAINED_YET = "Finlay Ostrander"
SESSIONS = (
    ("Morning", dt.time(9, 30), dt.time(12)),
    ("Afternoon", dt.time(13, 30), dt.time(16)),
)


def build_venues(service: Service, today: dt.date) -> list[Hub]:
    hubs = [_hub(*each) for each in HUBS]
    for name, starts, ends in SESSIONS:
        SessionTime.objects.create(name=name, starts=starts, ends=ends)
    for number, member in enumerate(m for m in EVERYBODY if m.role == Role.PRINCIPAL_OFFICER):
        professional = service.professionals[member.name]
        Chair.objects.create(
            professional=professional, fte=member.fte, hub=hubs[number % len(hubs)]
        )
        _hours(professional, today, days=Weekday if member.fte == 1 else list(Weekday)[:3])
        if number % 4 == 2:
            _leave(service, professional, today + dt.timedelta(days=7 + number))
    for number, member in enumerate(m for m in EVERYBODY if m.role == Role.BUSINESS_SUPPORT):
        professional = service.professionals[member.name]
        MinuteTaker.objects.create(professional=professional, hub=hubs[number % len(hubs)])
        _hours(professional, today, days=Weekday)
        _seat(service.users[member.name], hubs[number % len(hubs)], service, today)
    return hubs


def _seat(user: User, hub: Hub, service: Service, today: dt.date) -> None:
    """At a hub, and trained to clear packs there, but for whoever came last."""
    head = service.user_with(Role.HEAD_OF_SERVICE)
    sit_at(posting=user.postings.get(), hub=hub, by=head)
    if user.name != NOT_TRAINED_YET:
        record_training(user=user, trained_on=today - dt.timedelta(days=200), by=head)


def _hub(
    name: str, address: str, near: tuple[str, ...], rooms: tuple[str, ...], printer: str
) -> Hub:
    hub = Hub.objects.create(
        name=name,
        address=address,
        near_districts=list(near),
        printer=printer,
        how_to_get_there="Buses 1 and 2 stop outside. The door is beside the library.",
    )
    ConferenceRoom.objects.bulk_create(
        ConferenceRoom(
            hub=hub,
            name=f"{room} room",
            capacity=10 + 2 * (number % 4),
            hybrid_equipment=number != 4,
            step_free=number != 3,
            hearing_loop=number % 2 == 0,
            separate_waiting=number < 3,
        )
        for number, room in enumerate(rooms)
    )
    return hub


def _hours(professional: Professional, today: dt.date, *, days: Iterable[int]) -> None:
    WorkingPattern.objects.bulk_create(
        WorkingPattern(
            professional=professional,
            weekday=weekday,
            starts=dt.time(9),
            ends=dt.time(17),
            from_on=today - dt.timedelta(days=1500),
        )
        for weekday in days
    )


def _leave(service: Service, professional: Professional, first: dt.date) -> None:
    """A week off."""
    starts = dt.datetime.combine(first, dt.time.min, LONDON)
    Absence.objects.create(
        professional=professional,
        kind=AbsenceKind.LEAVE,
        during=DateTimeTZRange(starts, starts + dt.timedelta(days=7)),
        recorded_by=service.user_with(Role.BUSINESS_SUPPORT),
    )
