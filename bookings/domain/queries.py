"""What stands in the diary, and what is on the red list. Knows no family: `about` is opaque."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from bookings.domain.office_calendar import office_calendar
from bookings.domain.supply import whole_days
from bookings.enums import ABSENCE_WORDS, OPEN, BookingState, Step
from bookings.models import (
    Absence,
    Booking,
    BookingMove,
    Chair,
    Closure,
    ConferenceRoom,
    WorkingPattern,
)
from bookings.models.booking import BookingQuerySet
from govuk.times import clock_hours


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything that happens from one day to another, in a fixed number of queries."""

    first: date
    last: date
    bookings: list[Booking]
    rooms: list[ConferenceRoom]
    chairs: list[Chair]
    absences: list[Absence]
    closures: list[Closure]
    closed_days: dict[date, str]


@dataclass(frozen=True, slots=True)
class RedListEntry:
    """A meeting that has no slot, or whose slot will not hold. `why` in words."""

    booking: Booking
    why: tuple[str, ...]

    @property
    def has_no_date(self) -> bool:
        return self.booking.state == BookingState.VACATED


def open_booking_of(about: str) -> Booking | None:
    """The meeting's pencilled, confirmed or vacated booking."""
    return Booking.objects.filter(about=about, state__in=OPEN).with_names().first()


def count_on(day: date) -> int:
    """How many bookings take a slot on this day: shown before a holiday is added."""
    return _on(day).count()


def bookings_hit_by(event: Absence | Closure) -> list[Booking]:
    """Meetings still to come, or under way, that this absence or closure falls on."""
    if isinstance(event, Absence):
        who = event.professional_id
        theirs = Q(chair_id=who) | Q(minute_taker_id=who)
    else:
        theirs = Q(room_id=event.room_id) if event.room_id else Q(room__hub_id=event.hub_id)
    hit = bookings_to_come().filter(theirs, ends_at__gt=event.during.lower)
    if event.during.upper is not None:
        hit = hit.filter(starts_at__lt=event.during.upper)
    return list(hit)


def bookings_to_come() -> BookingQuerySet:
    """Pencilled or confirmed, and not over yet."""
    taking = Booking.objects.taking_their_slot().exclude(state=BookingState.HELD).with_names()
    return taking.filter(ends_at__gt=timezone.now())


def diary(first: date, last: date) -> Diary:
    """The diary from `first` to `last`, both included."""
    period = whole_days(first, last)
    calendar = office_calendar()
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    booked = Booking.objects.taking_their_slot().during(period).with_names()
    chairs = Chair.objects.filter(in_use=True).select_related("professional__person", "hub")
    rooms = ConferenceRoom.objects.filter(in_use=True, hub__in_use=True).select_related("hub")
    return Diary(
        first=first,
        last=last,
        bookings=list(booked),
        rooms=list(rooms),
        chairs=list(chairs),
        absences=list(Absence.objects.during(period)),
        closures=list(Closure.objects.during(period)),
        closed_days={day: calendar.why_closed(day) for day in days if not calendar.is_open(day)},
    )


def red_list() -> list[RedListEntry]:
    """Meetings without a date first, then those whose slot will not hold; each by due date.

    A booking leaves the list when it has a slot that holds, never by being looked at.
    """
    vacated = Booking.objects.filter(state=BookingState.VACATED).with_names()
    reasons = _vacated_because(vacated)
    entries = [RedListEntry(row, (reasons.get(row.pk, "Vacated"),)) for row in vacated]
    entries += [RedListEntry(row, tuple(why)) for row, why in _will_not_hold() if why]
    return sorted(entries, key=lambda e: (not e.has_no_date, e.booking.due_on, e.booking.pk))


def hours_now(day: date) -> dict[int, str]:
    """The working hours in force on `day`, in words, for each professional's id."""
    rows = WorkingPattern.objects.filter(from_on__lte=day).exclude(to_on__lt=day)
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.order_by("professional_id", "weekday", "starts"):
        words = f"{row.get_weekday_display()[:3]} {clock_hours(row.starts, row.ends)}"
        found[row.professional_id].append(words)
    return {key: ", ".join(words) for key, words in found.items()}


def _on(day: date) -> BookingQuerySet:
    taking = Booking.objects.taking_their_slot().exclude(state=BookingState.HELD)
    return taking.during(whole_days(day, day))


def _vacated_because(vacated: BookingQuerySet) -> dict[int, str]:
    moves = BookingMove.objects.filter(booking__in=vacated, step=Step.VACATED).order_by("pk")
    return {move.booking_id: move.reason_words for move in moves}


def _will_not_hold() -> Iterable[tuple[Booking, list[str]]]:
    now_on = DateTimeTZRange(timezone.now(), None)
    away, closed = defaultdict(list), defaultdict(list)
    for absence in Absence.objects.during(now_on):
        away[absence.professional_id].append(absence)
    for closure in Closure.objects.during(now_on):
        closed["hub", closure.hub_id].append(closure)
        closed["room", closure.room_id].append(closure)
    calendar = office_calendar()
    for row in bookings_to_come():
        why = [] if calendar.is_open(row.day) else [calendar.why_closed(row.day)]
        why += _people_away(row, away)
        shut = closed["room", row.room_id] + closed["hub", row.room.hub_id]
        why += [f"{row.room} is closed: {c.reason}" for c in shut if _meet(row, c.during)]
        yield row, why


def _people_away(row: Booking, away: dict[int, list[Absence]]) -> list[str]:
    people = [row.chair, *([row.minute_taker] if row.minute_taker else [])]
    return [
        f"{person} {ABSENCE_WORDS[absence.kind]}"
        for person in people
        for absence in away[person.pk]
        if _meet(row, absence.during)
    ]


def _meet(row: Booking, during: DateTimeTZRange) -> bool:
    return during.lower < row.ends_at and (during.upper is None or row.starts_at < during.upper)
