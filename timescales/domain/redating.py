"""Re-date every open deadline in one set-based step: idempotent, kept in history, reversible.

A due date is a pure function of the calendar, so taking a day off the calendar again and re-dating
brings every open deadline back to where it was. What was met or withdrawn is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from timescales.domain.clock import Clock, change_calendar_alone, current_clock
from timescales.domain.redating_sql import PREVIEW, REDATE, parameters
from timescales.enums import RedatingCause
from timescales.models import CalendarDay, LocalSetting, Redating


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline that would be re-dated."""

    deadline_id: int
    rule: str
    due_before: date
    due_after: date


@dataclass(frozen=True, slots=True)
class Moves:
    """How many open deadlines a step moved (or would move), by rule."""

    by_rule: dict[str, int] = field(default_factory=dict)
    redating: Redating | None = None

    @property
    def total(self) -> int:
        return sum(self.by_rule.values())


_followers: dict[str, Callable[[], object]] = {}


def after_redating(name: str, ring: Callable[[], object]) -> None:
    """Register at start-up, once for each name, a bell of an upper app that keeps copies of dates.

    It rings when a step is certain. Losing a ring loses nothing: the app's own sweep catches up.
    """
    _followers[name] = ring


def would_move(clock: Clock) -> list[Move]:
    """Every open deadline whose date differs under `clock`, soonest first. Writes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(PREVIEW, parameters(clock))
        return [Move(*row) for row in cursor.fetchall()]


def count_by_rule(moves: list[Move]) -> Moves:
    return Moves(by_rule=dict(Counter(move.rule for move in moves)))


@transaction.atomic
def redate_all(
    *,
    cause: RedatingCause,
    by: User | None,
    reason: str = "",
    calendar_day: CalendarDay | None = None,
    local_setting: LocalSetting | None = None,
) -> Moves:
    """Bring every open deadline to what the calendar and local values say now.

    Run again it writes nothing. The audit holds one event for the step; each deadline's history
    holds its own move, written in the same statement.
    """
    change_calendar_alone()
    now = timezone.now()
    redating = Redating.objects.create(
        cause=cause, calendar_day=calendar_day, local_setting=local_setting, by=by, at=now
    )
    by_rule = _run(redating, by=by, reason=reason or str(redating.get_cause_display()), at=now)
    moves = Moves(by_rule=by_rule, redating=redating)
    if not moves.total and cause == RedatingCause.PUBLISHED:
        redating.delete()
        return Moves()
    redating.moved = moves.total
    redating.save(update_fields=["moved"])
    _audit(moves, redating, by=by, reason=reason)
    for ring in _followers.values():
        transaction.on_commit(ring, robust=True)
    return moves


def _run(redating: Redating, *, by: User | None, reason: str, at: datetime) -> dict[str, int]:
    values: dict[str, Any] = {
        **parameters(current_clock()),
        "redating": redating.pk,
        "by": by.pk if by else None,
        "reason": reason,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(REDATE, values)
        return dict(cursor.fetchall())


def _audit(moves: Moves, redating: Redating, *, by: User | None, reason: str) -> None:
    record(
        Action.CHANGED,
        "timescales.redate_all",
        by=by,
        subjects=[redating],
        reason=reason,
        detail={"cause": redating.cause, "moved": moves.by_rule},
    )
