"""Who chairs, who takes minutes, and when each of them works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.domain.errors import HoursClash, StillBooked
from bookings.domain.permission import require
from bookings.domain.queries import bookings_to_come
from bookings.enums import Weekday
from bookings.models import Chair, MinuteTaker, WorkingPattern
from bookings.rules import may_keep_places
from people.models import Professional

Person = TypeVar("Person", Chair, MinuteTaker)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Working hours on one weekday."""

    weekday: Weekday
    starts: time
    ends: time


def save_chair(*, chair: Chair, by: User) -> Chair:
    """Add a chair or change them. Raises `NotAllowed`, `StillBooked` when they stop chairing."""
    _permit(by, "bookings.save_chair")
    booked = bookings_to_come().filter(chair_id=chair.pk)
    return _saved(chair, booked.count(), by, "bookings.save_chair")


def save_minute_taker(*, minute_taker: MinuteTaker, by: User) -> MinuteTaker:
    """Add a minute-taker or change them. Raises `NotAllowed`, `StillBooked`."""
    _permit(by, "bookings.save_minute_taker")
    booked = bookings_to_come().filter(minute_taker_id=minute_taker.pk)
    return _saved(minute_taker, booked.count(), by, "bookings.save_minute_taker")


def set_hours(
    *, professional: Professional, from_on: date, stretches: Sequence[Stretch], by: User
) -> list[WorkingPattern]:
    """From `from_on` they work these hours; the hours before stay on record until then.

    Bookings outside the new hours are not moved. Raises `NotAllowed`, `HoursClash`.
    """
    _permit(by, "bookings.set_hours")
    _check(stretches)
    with transaction.atomic():
        patterns = WorkingPattern.objects.filter(professional=professional)
        patterns.filter(from_on__gte=from_on).delete()
        ended = patterns.filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on))
        for row in ended.select_for_update():
            row.to_on = from_on - timedelta(days=1)
            row.save()
        rows = [
            WorkingPattern.objects.create(
                professional=professional,
                weekday=stretch.weekday,
                starts=stretch.starts,
                ends=stretch.ends,
                from_on=from_on,
            )
            for stretch in stretches
        ]
        record(Action.CHANGED, "bookings.set_hours", by=by, subjects=[professional])
        return rows


def _check(stretches: Sequence[Stretch]) -> None:
    for stretch in stretches:
        if stretch.ends <= stretch.starts:
            day = Weekday(stretch.weekday).label
            raise HoursClash(f"{day} must end after it starts.", field=day.lower())
    for one, other in combinations(stretches, 2):
        same_day = one.weekday == other.weekday
        if same_day and one.starts < other.ends and other.starts < one.ends:
            day = Weekday(one.weekday).label
            raise HoursClash(f"Two parts of {day} overlap.", field=day.lower())


def _saved(row: Person, booked: int, by: User, verb: str) -> Person:
    if not row.in_use and booked:
        meetings = "1 meeting is" if booked == 1 else f"{booked} meetings are"
        raise StillBooked(f"{meetings} still booked with {row}. Move them first.", field="in_use")
    with transaction.atomic():
        is_new = row._state.adding
        row.save()
        record(Action.CREATED if is_new else Action.CHANGED, verb, by=by, subjects=[row])
        return row


def _permit(by: User, verb: str) -> None:
    require(may_keep_places(by), by=by, verb=verb, to="change who chairs and takes minutes")
