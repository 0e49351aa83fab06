"""Remind people of what they owe: before it is due, on the day, and after, by local schedule.

One statement looks at every open deadline and writes which have reached a new step; a second run
writes none. It works from how far things *are*, not from what day it is, so that days on which
nothing ran are caught up: the last step reached is written, and none twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from desk import rules
from desk.models import ReminderSchedule
from people.domain.permission import require
from timescales.domain import current_clock, today_in_london
from timescales.working_days import Calendar, add_working_days, working_day_on_or_before

MOST_STEPS, MOST_DAYS = 6, 60

REMIND = """
WITH steps (step, due_by) AS (
    SELECT * FROM unnest(%(steps)s::int[], %(due_by)s::date[])
),
reached AS (
    SELECT clock.id, clock.due_on, max(steps.step) AS step
    FROM timescales_deadline clock JOIN steps ON clock.due_on <= steps.due_by
    WHERE clock.met_on IS NULL AND clock.withdrawn_at IS NULL
      AND clock.due_on <= %(furthest)s
    GROUP BY clock.id, clock.due_on
)
INSERT INTO desk_reminder (deadline_id, due_on, step)
SELECT reached.id, reached.due_on, reached.step FROM reached
WHERE NOT EXISTS (
    SELECT FROM desk_reminder known
    WHERE known.deadline_id = reached.id AND known.due_on = reached.due_on
      AND known.step >= reached.step)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Schedule:
    """Working days before and after the due date. The day itself is always one."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    def steps(self, today: dt.date, calendar: Calendar) -> dict[int, dt.date]:
        """The last due date that has reached each step by `today`; before the day is negative."""
        days = [*(-number for number in self.before), 0, *self.after]
        return {step: _due_by(today, step, calendar) for step in sorted(days)}


DEFAULT = Schedule(before=(2,), after=(1, 5, 10))  # local defaults: no source gives any


def _due_by(today: dt.date, step: int, calendar: Calendar) -> dt.date:
    """The last due date of which so many working days after (before) are over (left) today.

    What is due on a day off counts from it as from the working day before.
    """
    if step <= 0:
        return add_working_days(today, -step, calendar) if step else today
    counted_to = working_day_on_or_before(today, calendar)
    reached = add_working_days(counted_to, -step, calendar)
    return add_working_days(reached, 1, calendar) - dt.timedelta(days=1)


def schedule_on(day: dt.date) -> Schedule:
    """What is in force on this day."""
    row = ReminderSchedule.objects.filter(effective_from__lte=day).first()
    return Schedule(tuple(row.before), tuple(row.after)) if row else DEFAULT


def soon_until() -> dt.date:
    """The last day of what counts as due soon: the first of the days before has come."""
    today = today_in_london()
    return max(schedule_on(today).steps(today, current_clock().calendar).values())


def remind() -> int:
    """Write which open deadlines have reached a new step. How many; run again, none."""
    with connection.cursor() as cursor:
        cursor.execute(REMIND, steps_reached(today_in_london()))
        return int(cursor.rowcount)


def steps_reached(today: dt.date) -> dict[str, Any]:
    """What the statement needs: the last due date that has reached each step."""
    steps = schedule_on(today).steps(today, current_clock().calendar)
    due_by = list(steps.values())
    return {"steps": list(steps), "due_by": due_by, "furthest": max(due_by)}


@transaction.atomic
def set_schedule(
    *, before: list[int], after: list[int], effective_from: dt.date, reason: str, by: User
) -> ReminderSchedule:
    """From `effective_from`, remind so many working days before and after.

    Raises `NotAllowed` for anybody but a head of service, `DomainError` with the field that is
    wrong.
    """
    verb = "desk.set_reminders"
    message = "Only a head of service can change when people are reminded."
    require(rules.may_set_reminders(by), verb, by=by, message=message)
    _check(before, "before")
    _check(after, "after")
    if effective_from < today_in_london():
        raise DomainError("The day cannot be in the past.", field="effective_from")
    row = ReminderSchedule.objects.create(
        before=sorted(before, reverse=True),
        after=sorted(after),
        effective_from=effective_from,
        reason=reason.strip(),
        set_by=by,
    )
    detail = {"before": row.before, "after": row.after}
    record(Action.CHANGED, verb, by=by, subjects=[row], reason=row.reason, detail=detail)
    return row


def _check(numbers: list[int], field: str) -> None:
    good = all(1 <= number <= MOST_DAYS for number in numbers)
    if not good or len(numbers) > MOST_STEPS or len(set(numbers)) != len(numbers):
        raise DomainError(
            f"Enter up to {MOST_STEPS} different numbers from 1 to {MOST_DAYS}.", field=field
        )
