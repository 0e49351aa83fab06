"""P4 and P5: the sweep and the extra holiday over as many open deadlines as England has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import connection, transaction

from desk.domain.reminding import REMIND, steps_reached
from desk.tasks import remind
from people.enums import Role
from script.benches.inside.browser import seconds
from script.benches.inside.scenes import first_user
from timescales.domain import today_in_london
from timescales.domain.calendar import add_day
from timescales.domain.clock import current_clock
from timescales.domain.redating import redate_all
from timescales.domain.redating_sql import PREVIEW, parameters
from timescales.enums import DayKind, RedatingCause
from timescales.models import Deadline
from timescales.tasks import redate_open_deadlines

# Some counted in working days, begun in the last three weeks; some in months, begun before.
START = """
    INSERT INTO timescales_deadline
        (rule, child_id, family_id, about, started_on, due_on, dates, provisional,
         owner_role, met_by, late_reason, withdrawn_reason)
    SELECT (ARRAY['icpc', 'record', 'statutory_visit', 'first_core_group', 'first_review',
                  'later_review'])[1 + number %% 6],
           child.person_id, child.family_id, 'speed:' || number,
           %(today)s - (number / 6) %% (ARRAY[20, 20, 20, 20, 90, 180])[1 + number %% 6],
           %(today)s, '{}', false, '', '', '', ''
    FROM generate_series(%(first)s, %(last)s) AS number
    JOIN (SELECT person_id, family_id, row_number() OVER (ORDER BY person_id) AS place,
                 count(*) OVER () AS children FROM people_child) AS child
      ON child.place = 1 + number %% child.children
"""
READ_EACH = """
    SELECT max(rule), max(started_on), max(due_on), count(provisional), count(dates->>'birth')
    FROM timescales_deadline WHERE met_on IS NULL AND withdrawn_at IS NULL
"""
MOVE_EACH = """
    WITH moved AS (
        UPDATE timescales_deadline SET due_on = due_on + 1 WHERE id = ANY(%s)
        RETURNING id, due_on)
    INSERT INTO timescales_deadlinechange (deadline_id, kind, due_before, due_after, reason, at)
    SELECT id, 'redated', due_on - 1, due_on, '', now() FROM moved
"""


def open_clocks(wanted: int) -> int:
    """At least `wanted` open deadlines, each due when it must be. How many there are."""
    missing = wanted - Deadline.objects.open().count()
    if missing > 0:
        first = Deadline.objects.count() + 1
        last = first + missing - 1
        with connection.cursor() as cursor:
            cursor.execute(START, {"today": today_in_london(), "first": first, "last": last})
        redate_all(cause=RedatingCause.PUBLISHED, by=None)
        _tidy()
    return int(Deadline.objects.open().count())


def sweep(rounds: int) -> dict[str, Any]:
    """Seconds of each nightly sweep (dates, then reminders), of its two statements alone, of
    reading every open deadline, and what the sweeps wrote. The reminders of the first night are
    written before."""
    moved: list[int] = []
    real, raw, read = [], [], []
    remind.run()
    for _ in range(rounds):
        real.append(seconds(lambda: moved.append(redate_open_deadlines.run() + remind.run())))
        raw.append(seconds(_ask_alone))
        read.append(seconds(lambda: _run(READ_EACH)))
    return {"real": real, "raw": raw, "read": read, "moved": sum(moved)}


def _ask_alone() -> None:
    """Which dates differ and which steps are reached, for the whole table at once."""
    _run(PREVIEW, parameters(current_clock()))
    _run(REMIND, steps_reached(today_in_london()))


def holiday(rounds: int) -> dict[str, Any]:
    """Seconds of adding a bank holiday nine days ahead, and of bare rows. Each is taken back."""
    by, day = first_user(Role.HEAD_OF_SERVICE), _free_day()
    moved: list[int] = []
    real, raw = [], []

    def proclaim() -> None:
        added = add_day(day=day, kind=DayKind.PROCLAIMED, name="Speed", reason="Speed", by=by)
        moved.append(added.moves.total)

    with _taken_back():
        before = dict(Deadline.objects.open().values_list("pk", "due_on"))
        proclaim()
        now = Deadline.objects.open().values_list("pk", "due_on")
        ids = [pk for pk, due_on in now if before[pk] != due_on]
    for _ in range(rounds):
        with _taken_back():
            real.append(seconds(proclaim))
        with _taken_back():
            raw.append(seconds(lambda: _run(MOVE_EACH, [ids])))
    _tidy()
    return {"real": real, "raw": raw, "moved": moved[-1]}


def _free_day() -> date:
    calendar = current_clock().calendar
    first = today_in_london() + timedelta(days=9)
    days = (first + timedelta(days=number) for number in count())
    return next(day for day in days if calendar.is_working_day(day))


@contextmanager
def _taken_back() -> Iterator[None]:
    """So that the next round finds the same deadlines."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _run(sql: str, values: list[Any] | dict[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _tidy() -> None:
    _run("VACUUM ANALYZE timescales_deadline, timescales_deadlinechange")
