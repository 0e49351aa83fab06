"""Small tables that every SELECT of facts reads, made once for each refresh and gone after it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from escalations.domain.reasons import all_reasons
from timescales.domain import current_clock, today_in_london

FIRST_DAY = dt.date(1990, 1, 1)
AHEAD = dt.timedelta(days=400)

# Where a family was, from one day to another, numbered; nothing of one that was in one place only.
PLACED = """
    CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
    WITH told AS (
        SELECT id AS family_id, area_id, team_id, history_id,
            CASE WHEN row_number() OVER history = 1 THEN '-infinity'::date
                ELSE (history_date AT TIME ZONE 'Europe/London')::date END AS from_on,
            coalesce(lead((history_date AT TIME ZONE 'Europe/London')::date) OVER history,
                'infinity'::date) AS until_on
        FROM people_historicalfamily
        WHERE id IN (SELECT id FROM people_historicalfamily GROUP BY id
            HAVING count(DISTINCT (area_id, team_id)) > 1)
        WINDOW history AS (PARTITION BY id ORDER BY history_date, history_id)
    ), after AS (
        SELECT *, row_number() OVER days AS place,
            ROW(area_id, team_id) IS DISTINCT FROM
                ROW(lag(area_id) OVER days, lag(team_id) OVER days) AS is_other
        FROM told WHERE from_on < until_on
        WINDOW days AS (PARTITION BY family_id ORDER BY from_on)
    )
    SELECT family_id, area_id, team_id, from_on,
        coalesce(lead(from_on) OVER places, 'infinity'::date) AS until_on,
        row_number() OVER places AS number
    FROM after WHERE place = 1 OR is_other
    WINDOW places AS (PARTITION BY family_id ORDER BY from_on)"""

# Every day with the number of working days up to it, so that a difference counts them.
WORKING_DAY = """
    CREATE TEMPORARY TABLE working_day ON COMMIT DROP AS
    SELECT day::date AS day, (sum(CASE WHEN extract(isodow FROM day) < 6
        AND NOT day::date = ANY(%s::date[]) THEN 1 ELSE 0 END) OVER (ORDER BY day))::int AS number
    FROM generate_series(%s::timestamp, %s::timestamp, interval '1 day') AS day"""


def prepare(cursor: Any) -> None:
    """The calendar in force, where families were, and what reasons are counted under."""
    cursor.execute("DROP TABLE IF EXISTS working_day, placed, theme_of")
    last = today_in_london() + AHEAD
    holidays = [day for day in current_clock().calendar.holidays if FIRST_DAY <= day <= last]
    cursor.execute(WORKING_DAY, [holidays, FIRST_DAY, last])
    cursor.execute("CREATE UNIQUE INDEX ON working_day (day)")
    cursor.execute("CREATE INDEX ON working_day (number, day)")
    cursor.execute(PLACED)
    cursor.execute("CREATE TEMPORARY TABLE theme_of (code varchar, theme varchar) ON COMMIT DROP")
    reasons = [(code, str(reason.theme)) for code, reason in all_reasons().items()]
    cursor.execute(
        "INSERT INTO theme_of SELECT * FROM unnest(%s::varchar[], %s::varchar[])",
        [[code for code, _ in reasons], [theme for _, theme in reasons]],
    )
    cursor.execute("ANALYZE working_day")
