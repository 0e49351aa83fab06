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

# Who was the chair of a family's case, from one day to another, from the beginning to the end of
# time: nobody in between. Of two at once it is who came last, until they leave: then it is the
# other again, whose role went on behind a cover. `role_id` is the role that such a turn began with.
# What is to come is not told yet.
CHAIRED = """
    CREATE TEMPORARY TABLE chaired ON COMMIT DROP AS
    WITH told AS (
        SELECT id, family_id, professional_id AS chair_id, from_on,
            CASE WHEN to_on < %(today)s THEN to_on + 1 ELSE 'infinity'::date END AS until_on
        FROM people_caserole WHERE kind = 'chair' AND from_on <= %(today)s
            AND (to_on IS NULL OR from_on <= to_on)
    ), days AS (
        SELECT family_id, '-infinity'::date AS from_on FROM told
        UNION SELECT family_id, from_on FROM told
        UNION SELECT family_id, until_on FROM told WHERE until_on < 'infinity'
    ), came_last AS (
        SELECT DISTINCT ON (days.family_id, days.from_on)
            days.family_id, told.chair_id, told.id AS role_id, days.from_on
        FROM days LEFT JOIN told ON told.family_id = days.family_id
            AND told.from_on <= days.from_on AND days.from_on < told.until_on
        ORDER BY days.family_id, days.from_on, told.from_on DESC, told.id DESC
    ), turns AS (
        SELECT *, row_number() OVER days = 1
            OR chair_id IS DISTINCT FROM lag(chair_id) OVER days AS is_other
        FROM came_last WINDOW days AS (PARTITION BY family_id ORDER BY from_on)
    )
    SELECT family_id, chair_id, role_id, from_on,
        coalesce(lead(from_on) OVER turns, 'infinity'::date) AS until_on
    FROM turns WHERE is_other WINDOW turns AS (PARTITION BY family_id ORDER BY from_on)"""

# Both: where a family was while one chair had its case, numbered.
HAD = """
    CREATE TEMPORARY TABLE had ON COMMIT DROP AS
    SELECT family.id AS family_id,
        CASE WHEN placed.family_id IS NULL THEN family.area_id ELSE placed.area_id END AS area_id,
        CASE WHEN placed.family_id IS NULL THEN family.team_id ELSE placed.team_id END AS team_id,
        chaired.chair_id, chaired.role_id, days.from_on, days.until_on,
        row_number() OVER (PARTITION BY family.id ORDER BY days.from_on) AS number
    FROM placed FULL JOIN chaired ON chaired.family_id = placed.family_id
        AND chaired.from_on < placed.until_on AND placed.from_on < chaired.until_on
    JOIN people_family family ON family.id = coalesce(placed.family_id, chaired.family_id)
    CROSS JOIN LATERAL (SELECT greatest(placed.from_on, chaired.from_on) AS from_on,
        least(placed.until_on, chaired.until_on) AS until_on) days"""

# Every day with the number of working days up to it, so that a difference counts them.
WORKING_DAY = """
    CREATE TEMPORARY TABLE working_day ON COMMIT DROP AS
    SELECT day::date AS day, (sum(CASE WHEN extract(isodow FROM day) < 6
        AND NOT day::date = ANY(%s::date[]) THEN 1 ELSE 0 END) OVER (ORDER BY day))::int AS number
    FROM generate_series(%s::timestamp, %s::timestamp, interval '1 day') AS day"""


def prepare(cursor: Any) -> None:
    """The calendar in force, where families were and with which chair, and what reasons are counted
    under."""
    cursor.execute("DROP TABLE IF EXISTS working_day, placed, chaired, had, theme_of")
    today = today_in_london()
    last = today + AHEAD
    holidays = [day for day in current_clock().calendar.holidays if FIRST_DAY <= day <= last]
    cursor.execute(WORKING_DAY, [holidays, FIRST_DAY, last])
    cursor.execute("CREATE UNIQUE INDEX ON working_day (day)")
    cursor.execute("CREATE INDEX ON working_day (number, day)")
    cursor.execute(PLACED)
    cursor.execute(CHAIRED, {"today": today})
    cursor.execute(HAD)
    cursor.execute("ANALYZE had")
    cursor.execute("CREATE TEMPORARY TABLE theme_of (code varchar, theme varchar) ON COMMIT DROP")
    reasons = [(code, str(reason.theme)) for code, reason in all_reasons().items()]
    cursor.execute(
        "INSERT INTO theme_of SELECT * FROM unnest(%s::varchar[], %s::varchar[])",
        [[code for code, _ in reasons], [theme for _, theme in reasons]],
    )
    cursor.execute("ANALYZE working_day")
