"""Add a day to the calendar, or take it off again, and re-date what hangs on it.

Nothing is moved silently: rooms above register a watcher that says how many of their bookings
fall on the day, and lists them for a person to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from timescales.domain.clock import (
    change_calendar_alone,
    clock_with,
    clock_without,
    current_clock,
)
from timescales.domain.redating import Moves, count_by_rule, redate_all, would_move
from timescales.enums import DayKind, RedatingCause
from timescales.errors import CannotChangeCalendar
from timescales.models import CalendarDay
from timescales.permissions import NOT_A_HEAD, may_change_clocks


@dataclass(frozen=True, slots=True)
class Watcher:
    """What an upper app knows of a day: how many it has on it, and in what words.

    `words` follow the number: “bookings on this day”. `closed` is called inside the
    transaction that adds the day.
    """

    words: str
    count: Callable[[date], int]
    closed: Callable[[CalendarDay], None] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What adding or withdrawing a day moves, and what it leaves for people to decide."""

    moves: Moves
    watched: tuple[tuple[str, int], ...] = ()
    day: CalendarDay | None = None


_watchers: dict[str, Watcher] = {}


def on_non_working_day(name: str, watcher: Watcher) -> None:
    """Register a watcher at start-up, once for each name."""
    _watchers[name] = watcher


def preview_day(*, day: date, kind: DayKind, name: str, moved_from: date | None = None) -> Effect:
    """What adding this day would move. Raises `CannotChangeCalendar` as adding it would."""
    proposed = CalendarDay(day=day, kind=kind, name=name, moved_from=moved_from)
    clock = current_clock()
    _check(proposed)
    return Effect(
        moves=count_by_rule(would_move(clock_with(clock, proposed))), watched=_watched(day)
    )


@transaction.atomic
def add_day(
    *,
    day: date,
    kind: DayKind,
    name: str,
    reason: str,
    by: User,
    moved_from: date | None = None,
) -> Effect:
    """Take a day out of the calendar and re-date every open deadline that hangs on it.

    Proclaimed and moved bank holidays stop every clock counted in working days; a local closure
    stops only the rules flagged to follow it. Added twice, the second changes nothing. Raises
    `NotAllowed`, `CannotChangeCalendar`.
    """
    _permit(by, "timescales.add_day")
    change_calendar_alone()
    same = CalendarDay.objects.in_force().filter(day=day, kind=kind, moved_from=moved_from)
    there = same.first()
    if there:
        return Effect(moves=Moves(), watched=_watched(day), day=there)
    added = CalendarDay(day=day, kind=kind, name=name, reason=reason, moved_from=moved_from)
    _check(added)
    added.added_by, added.added_at = by, timezone.now()
    added.save()
    _audit(added, "timescales.add_day", by=by, reason=reason)
    moves = redate_all(
        cause=RedatingCause.DAY_ADDED, by=by, reason=f"{added.name} added", calendar_day=added
    )
    for watcher in _watchers.values():
        if watcher.closed:
            watcher.closed(added)
    return Effect(moves=moves, watched=_watched(day), day=added)


def preview_withdrawal(day: CalendarDay) -> Effect:
    """What putting this day back would move."""
    return Effect(moves=count_by_rule(would_move(clock_without(day))), day=day)


@transaction.atomic
def withdraw_day(*, day: CalendarDay, reason: str, by: User) -> Effect:
    """Put a day back and bring every open deadline back with it. Raises `NotAllowed`."""
    _permit(by, "timescales.withdraw_day")
    change_calendar_alone()
    day = CalendarDay.objects.select_for_update().get(pk=day.pk)
    if day.withdrawn_at:
        return Effect(moves=Moves(), day=day)
    day.withdrawn_at, day.withdrawn_by, day.withdrawn_reason = timezone.now(), by, reason
    day.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    _audit(day, "timescales.withdraw_day", by=by, reason=reason)
    moves = redate_all(
        cause=RedatingCause.DAY_WITHDRAWN, by=by, reason=f"{day.name} withdrawn", calendar_day=day
    )
    return Effect(moves=moves, day=day)


def _permit(by: User, verb: str) -> None:
    message = "Only a head of service can change the calendar."
    require(may_change_clocks(by), verb, by=by, reason=NOT_A_HEAD, message=message)


def _check(day: CalendarDay) -> None:
    """Raise `CannotChangeCalendar` when the day changes nothing, or is not what it says."""
    calendar = current_clock().calendar
    closed = calendar.closures.get(day.day) if day.is_local else None
    closed = closed or calendar.closed(day.day)
    if day.day.weekday() >= 5:
        raise CannotChangeCalendar(
            f"{day.day:%-d %B %Y} is a {day.day:%A}, which is not a working day.", field="day"
        )
    if closed:
        raise CannotChangeCalendar(
            f"{day.day:%-d %B %Y} is already closed: {closed.name}.", field="day"
        )
    if day.moved_from and not calendar.closed(day.moved_from):
        raise CannotChangeCalendar(
            f"{day.moved_from:%-d %B %Y} is not a bank holiday.", field="moved_from"
        )


def _watched(day: date) -> tuple[tuple[str, int], ...]:
    found = ((watcher.words, watcher.count(day)) for watcher in _watchers.values())
    return tuple((words, number) for words, number in found if number)


def _audit(day: CalendarDay, verb: str, *, by: User, reason: str) -> None:
    action = Action.CHANGED if day.withdrawn_at else Action.CREATED
    detail = {"day": day.day.isoformat(), "kind": day.kind, "name": day.name}
    record(action, verb, by=by, subjects=[day], reason=reason, detail=detail)
