"""The calendar and local values as they stand: two small queries, then everything is pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from timescales.bank_holidays import england
from timescales.due import Dates, DueDate, due
from timescales.local_values import LocalValues
from timescales.models import CalendarDay, LocalSetting
from timescales.rules import rule_named
from timescales.working_days import Calendar, london_date

# Any fixed number of our own; the two locks below must share it.
CALENDAR_LOCK = 7_411_961


@dataclass(frozen=True, slots=True)
class Clock:
    """Everything a due date depends on besides its own dates."""

    calendar: Calendar
    values: LocalValues

    def due(self, rule: str, dates: Dates) -> DueDate:
        """When the rule of this name makes it due. Raises `UnknownRule` or `CannotDate`."""
        named = rule_named(rule, on=dates.start)
        return due(named, dates=dates, values=self.values, calendar=self.calendar)


_held: ContextVar[Clock | None] = ContextVar("the clock of a batch", default=None)


def current_clock() -> Clock:
    """As it stands now. Take it once for many due dates."""
    return _held.get() or _clock(CalendarDay.objects.in_force(), LocalSetting.objects.all())


def current_calendar() -> Calendar:
    """The calendar of `current_clock`, for whoever asks no rule: one query instead of two."""
    held = _held.get()
    return held.calendar if held else _with_days(england(), CalendarDay.objects.in_force())


def clock_known_at(moment: datetime) -> Clock:
    """As it was known then: explains a deadline met before the calendar changed."""
    return _clock(CalendarDay.objects.in_force_at(moment), LocalSetting.objects.known_at(moment))


def clock_with(clock: Clock, day: CalendarDay) -> Clock:
    """`clock` as it would be with one more day, to show what would move."""
    return Clock(calendar=_with_days(clock.calendar, [day]), values=clock.values)


def clock_without(day: CalendarDay) -> Clock:
    """The current clock as it would be with this day put back."""
    return _clock(CalendarDay.objects.in_force().exclude(pk=day.pk), LocalSetting.objects.all())


def _clock(days: Iterable[CalendarDay], settings: Iterable[LocalSetting]) -> Clock:
    values = LocalValues(tuple(setting.local_value() for setting in settings))
    return Clock(calendar=_with_days(england(), days), values=values)


def _with_days(calendar: Calendar, days: Iterable[CalendarDay]) -> Calendar:
    days = list(days)
    if not days:
        return calendar
    opened = [day.moved_from for day in days if day.moved_from]
    return calendar.with_open(opened).with_closed(day.closed_day() for day in days)


@contextmanager
def calendar_held_still() -> Iterator[None]:
    """For a batch that dates many clocks: one transaction, and the calendar is read once."""
    with transaction.atomic():
        hold_calendar_still()
        before = _held.set(current_clock())
        try:
            yield
        finally:
            _held.reset(before)


def hold_calendar_still() -> None:
    """Until this transaction ends nobody changes the calendar; others may date clocks too."""
    if _held.get() is not None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [CALENDAR_LOCK])


def change_calendar_alone() -> None:
    """Until this transaction ends no clock is started or re-dated by anybody else."""
    _held.set(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])


def today_in_london() -> date:
    return london_date(timezone.now())
