"""Read what there is to offer, in a fixed number of queries, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from bookings import models, optimiser
from bookings.domain.office_calendar import office_calendar
from bookings.enums import ABSENCE_WORDS
from bookings.optimiser import find, supply
from bookings.optimiser.need import SlotNeed
from govuk.times import LONDON


def supply_for(
    need: SlotNeed, *, caseloads: Mapping[int, int] | None = None, without: Collection[int] = ()
) -> optimiser.Supply:
    """The supply over every day that `find_slots` may look at for `need`."""
    days = office_calendar()
    practice = models.LocalPractice.current()
    last = find.last_day(need.due_on, timezone.localdate(), days, practice.late_search_working_days)
    return supply_between(need.earliest_on, last, caseloads=caseloads, without=without)


def supply_between(
    first: date,
    last: date,
    *,
    caseloads: Mapping[int, int] | None = None,
    without: Collection[int] = (),
) -> optimiser.Supply:
    """What there is from the morning of `first` to the evening of `last`.

    `caseloads` are children for each chair's id, counted by the app above. `without` leaves out
    bookings that are about to be moved, so that they do not stand in their own way.
    """
    period = whole_days(first, last)
    practice = models.LocalPractice.current()
    hours = _hours(first, last)
    return optimiser.Supply(
        today=timezone.localdate(),
        calendar=office_calendar(),
        sessions=tuple(_sessions()),
        rooms=tuple(_rooms()),
        chairs=tuple(_chairs(hours, caseloads or {}, practice.agreed_caseload)),
        minute_takers=tuple(_minute_takers(hours)),
        taken=tuple(_taken(period, without)),
        absences=tuple(_absences(period)),
        closures=tuple(_closures(period)),
        hub_names=dict(models.Hub.objects.values_list("pk", "name")),
        set_up_minutes=practice.set_up_minutes,
        turn_round_minutes=practice.turn_round_minutes,
        travel_minutes=practice.travel_minutes,
        late_search_working_days=practice.late_search_working_days,
    )


def whole_days(first: date, last: date) -> DateTimeTZRange:
    """From midnight to midnight in England, whatever the clocks do in between."""
    starts = datetime.combine(first, time.min, tzinfo=LONDON)
    return DateTimeTZRange(starts, datetime.combine(last + timedelta(days=1), time.min, LONDON))


Hours = dict[int, list[supply.Hours]]


def _hours(first: date, last: date) -> Hours:
    patterns = models.WorkingPattern.objects.filter(from_on__lte=last).exclude(to_on__lt=first)
    found: Hours = defaultdict(list)
    for row in patterns:
        hours = supply.Hours(row.weekday, row.starts, row.ends, row.from_on, row.to_on)
        found[row.professional_id].append(hours)
    return found


def _sessions() -> Iterator[supply.Session]:
    for row in models.SessionTime.objects.filter(in_use=True):
        yield supply.Session(row.pk, row.name, row.starts, row.ends)


def _rooms() -> Iterator[supply.Room]:
    for row in models.ConferenceRoom.objects.filter(in_use=True, hub__in_use=True):
        yield supply.Room(
            id=row.pk,
            hub_id=row.hub_id,
            name=row.name,
            capacity=row.capacity,
            hybrid=row.hybrid_equipment,
            step_free=row.step_free,
            hearing_loop=row.hearing_loop,
            separate_waiting=row.separate_waiting,
        )


def _chairs(hours: Hours, caseloads: Mapping[int, int], agreed: int) -> Iterator[supply.Chair]:
    rows = models.Chair.objects.filter(in_use=True).select_related("professional__person")
    for row in rows:
        yield supply.Chair(
            id=row.pk,
            name=str(row),
            hours=tuple(hours.get(row.pk, ())),
            hub_id=row.hub_id,
            caseload=caseloads.get(row.pk, 0),
            agreed_caseload=float(row.fte) * agreed,
        )


def _minute_takers(hours: Hours) -> Iterator[supply.MinuteTaker]:
    rows = models.MinuteTaker.objects.filter(in_use=True).select_related("professional__person")
    for row in rows:
        yield supply.MinuteTaker(row.pk, str(row), tuple(hours.get(row.pk, ())), row.hub_id)


def _taken(period: DateTimeTZRange, without: Collection[int]) -> Iterator[supply.Taken]:
    rows = models.Booking.objects.taking_their_slot().during(period).exclude(pk__in=without)
    for row in rows.select_related("room"):
        yield supply.Taken(
            booking_id=row.pk,
            room_id=row.room_id,
            hub_id=row.room.hub_id,
            chair_id=row.chair_id,
            minute_taker_id=row.minute_taker_id,
            starts=row.during.lower,
            ends=row.during.upper,
            told_starts=row.starts_at,
            told_ends=row.ends_at,
        )


def _absences(period: DateTimeTZRange) -> Iterator[supply.Away]:
    for row in models.Absence.objects.during(period):
        words = ABSENCE_WORDS[row.kind]
        yield supply.Away(row.professional_id, row.during.lower, row.during.upper, words)


def _closures(period: DateTimeTZRange) -> Iterator[supply.Closed]:
    for row in models.Closure.objects.during(period):
        yield supply.Closed(
            row.during.lower, row.during.upper, row.reason, hub_id=row.hub_id, room_id=row.room_id
        )
