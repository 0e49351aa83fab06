"""One email each working morning to whoever owes something: how much, and a link. No case content.

It holds the digest and the reminders in one, so that nobody has two: what a role on the case owns
is counted here by one statement, what waits for somebody by name or posting in `by_name`. Who is
away is told when they are back; what nobody holds is told to whoever takes it on; what somebody
accepted for now is not counted to them. What is late is counted every day, and has a line of its
own when it has reached a day of the schedule.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from desk import notices
from desk.domain.by_name import together, waiting_by_name
from desk.domain.reminding import remind
from desk.notices import Waiting
from timescales.domain import current_clock, today_in_london

# Whoever holds the role that owns the deadline today, can sign in, and is not away.
OWNERS = """
    JOIN people_caserole role ON role.family_id = clock.family_id AND role.kind = clock.owner_role
     AND role.from_on <= %(today)s AND (role.to_on IS NULL OR role.to_on >= %(today)s)
    JOIN people_professional holder ON holder.person_id = role.professional_id
    JOIN accounts_user reader ON reader.id = holder.user_id AND reader.is_active
"""
OPEN = "clock.met_on IS NULL AND clock.withdrawn_at IS NULL"
HERE = """
    NOT EXISTS (SELECT FROM bookings_absence away
        WHERE away.professional_id = holder.person_id AND away.withdrawn_at IS NULL
          AND away.during @> %(now)s::timestamptz)
    AND NOT EXISTS (SELECT FROM notifications_message told
        WHERE told.key = %(prefix)s || reader.id)
    AND NOT EXISTS (SELECT FROM people_conflictofinterest conflict
        WHERE conflict.user_id = reader.id AND conflict.family_id = clock.family_id
          AND conflict.withdrawn_at IS NULL)
    AND NOT EXISTS (SELECT FROM people_family shut
        WHERE shut.id = clock.family_id AND shut.is_restricted AND NOT EXISTS (
            SELECT FROM people_namedaccess named
            WHERE named.user_id = reader.id AND named.family_id = shut.id
              AND named.ended_at IS NULL))
"""
# It is on their list: `desk.domain.radar.clocks.part_of` says what is accepted with a clock.
LISTED = """
    NOT EXISTS (SELECT FROM desk_accepted accepted
        WHERE accepted.by_id = reader.id AND accepted.taken_back_at IS NULL
          AND accepted.until_on > %(today)s
          AND 'clock:' || clock.id || '@' || to_char(clock.due_on, 'YYYY-MM-DD')
            = ANY(accepted.parts))
"""
# Siblings and the two readers of one report are one duty.
DUTY = "count(DISTINCT (clock.family_id, clock.rule, clock.about))"
WAITING = f"""
    SELECT reader.id, reader.name, reader.email,
           {DUTY} FILTER (WHERE clock.due_on < %(today)s),
           {DUTY} FILTER (WHERE clock.due_on = %(today)s),
           {DUTY} FILTER (WHERE clock.due_on > %(today)s),
           {DUTY} FILTER (WHERE clock.due_on < %(today)s AND fresh.id IS NOT NULL)
    FROM timescales_deadline clock {OWNERS}
    LEFT JOIN desk_reminder fresh ON fresh.deadline_id = clock.id
     AND fresh.due_on = clock.due_on AND fresh.told_at IS NULL
    WHERE {OPEN} AND {HERE} AND {LISTED}
      AND (clock.due_on <= %(today)s OR fresh.id IS NOT NULL)
    GROUP BY reader.id, reader.name, reader.email
"""  # noqa: S608 - constants of this file
TOLD = f"""
    UPDATE desk_reminder SET told_at = %(now)s
    FROM timescales_deadline clock {OWNERS}
    WHERE clock.id = desk_reminder.deadline_id AND desk_reminder.told_at IS NULL
      AND clock.due_on = desk_reminder.due_on AND {OPEN} AND {LISTED}
      AND reader.id = ANY(%(readers)s)
"""  # noqa: S608 - the same
FELL_AWAY = """
    UPDATE desk_reminder SET told_at = %(now)s
    FROM timescales_deadline clock
    WHERE clock.id = desk_reminder.deadline_id AND desk_reminder.told_at IS NULL
      AND (clock.due_on <> desk_reminder.due_on
           OR clock.met_on IS NOT NULL OR clock.withdrawn_at IS NOT NULL)
"""


@transaction.atomic
def greet() -> int:
    """Tell each person once a working day. How many were told; run again that day, nobody."""
    today = today_in_london()
    if not current_clock().calendar.is_working_day(today):
        return 0
    remind()
    now = timezone.now()
    values: dict[str, Any] = {
        "today": today,
        "now": now,
        "prefix": notices.morning_key(today, ""),
    }
    by_name = waiting_by_name(today, now)
    with connection.cursor() as cursor:
        cursor.execute(WAITING, values)
        by_role = [Waiting(*row) for row in cursor.fetchall()]
    waiting = together([*by_role, *by_name.people])
    notices.tell_what_waits(waiting, on=today)
    _settle(waiting, today, now)
    by_name.settle(now)
    return len(waiting)


def _settle(waiting: list[Waiting], today: dt.date, now: dt.datetime) -> None:
    values: dict[str, Any] = {
        "today": today,
        "now": now,
        "readers": [one.user_id for one in waiting],
    }
    with connection.cursor() as cursor:
        cursor.execute(TOLD, values)
        cursor.execute(FELL_AWAY, values)
