"""The due date of every open deadline, as one SQL expression.

The same arithmetic as `timescales.due`, over the whole table at once; a property test holds the
two equal. `working` numbers the working days, so that "N working days on" is a look-up:
  - `upto` is how many working days there are up to and including a day;
  - forward: the working day numbered upto(start) + N, also from a weekend;
  - backward: the working day numbered upto(start - 1) - N + 1;
  - moved back to a working day: the one numbered upto(day).
Deadlines alike in everything that dates them are dated once: England has a few thousand kinds.
Two numberings run side by side: `local` also skips the days our own offices are shut.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from timescales.domain.clock import Clock
from timescales.due import EARLIEST
from timescales.enums import Direction, Unit
from timescales.local_values import LocalValues
from timescales.rule import Amount, Rule
from timescales.rules import RULES

FRESH = """
terms (rule, from_on, to_on, sign, local, amount, unit, birth_amount, birth_unit) AS (
    SELECT * FROM unnest(
        %(rule)s::text[], %(from_on)s::date[], %(to_on)s::date[], %(sign)s::int[],
        %(local)s::boolean[], %(amount)s::int[], %(unit)s::text[],
        %(birth_amount)s::int[], %(birth_unit)s::text[])
),
open_alike AS (
    SELECT rule, started_on, dates, due_on, provisional, array_agg(id) AS ids
    FROM timescales_deadline
    WHERE met_on IS NULL AND withdrawn_at IS NULL
    GROUP BY rule, started_on, dates, due_on, provisional
),
open_one AS MATERIALIZED (
    SELECT d.ids, d.started_on, d.due_on AS due_before, d.provisional AS provisional_before,
           (d.dates->>'to')::date AS to_on,
           CASE WHEN (d.dates->>'birth')::date >= d.started_on
                THEN (d.dates->>'birth')::date END AS born_on,
           (d.dates->>'start_at')::timestamptz AS start_at,
           t.rule, t.sign, t.local, t.birth_amount, t.birth_unit,
           coalesce(split_part(d.dates->>'own_limit', ' ', 1)::int, t.amount) AS amount,
           coalesce(split_part(d.dates->>'own_limit', ' ', 2), t.unit) AS unit
    FROM open_alike d
    JOIN terms t ON t.rule = d.rule AND d.started_on BETWEEN t.from_on AND t.to_on
),
bounds AS (
    SELECT least(min(started_on), min(born_on)) - 400 AS first,
           greatest(max(started_on), max(born_on), max(to_on)) + 400 AS last
    FROM open_one
),
numbered AS MATERIALIZED (
    SELECT day, local, working, count(*) FILTER (WHERE working)
           OVER (PARTITION BY local ORDER BY day) AS upto
    FROM (
        SELECT day::date AS day, local, extract(isodow FROM day) < 6
               AND NOT CASE WHEN local THEN day::date = ANY(%(closed_local)s::date[])
                            ELSE day::date = ANY(%(closed)s::date[]) END AS working
        FROM bounds, generate_series(first::timestamp, last::timestamp, '1 day') AS day,
             (VALUES (false), (true)) AS both_calendars(local)
    ) AS days
),
working AS MATERIALIZED (SELECT local, upto AS number, day FROM numbered WHERE working),
aimed AS (
    SELECT o.*,
           CASE o.unit
               WHEN 'days' THEN o.started_on + o.sign * o.amount
               WHEN 'weeks' THEN o.started_on + o.sign * o.amount * 7
               WHEN 'calendar_months'
                   THEN (o.started_on + o.sign * o.amount * interval '1 month')::date
               WHEN 'hours' THEN coalesce(
                   ((o.start_at + o.sign * o.amount * interval '1 hour')
                       AT TIME ZONE 'Europe/London')::date,
                   o.started_on + o.sign * ceil(o.amount / 24.0)::int)
           END AS plain_on,
           CASE WHEN o.born_on IS NULL THEN NULL ELSE CASE o.birth_unit
               WHEN 'days' THEN o.born_on + o.birth_amount
               WHEN 'weeks' THEN o.born_on + o.birth_amount * 7
               WHEN 'calendar_months'
                   THEN (o.born_on + o.birth_amount * interval '1 month')::date
               WHEN 'hours' THEN o.born_on + ceil(o.birth_amount / 24.0)::int
           END END AS plain_after_birth,
           CASE o.unit
               WHEN 'working_days' THEN from_day.upto + CASE
                   WHEN o.sign > 0 THEN o.amount
                   WHEN from_day.working THEN -o.amount
                   ELSE 1 - o.amount END
               WHEN 'midpoint' THEN from_day.upto
               WHEN 'midpoint_weeks' THEN from_day.upto
           END AS number,
           CASE WHEN o.birth_unit = 'working_days' THEN birth_day.upto + o.birth_amount
           END AS birth_number,
           from_day.day AS counted_from
    FROM open_one o
    LEFT JOIN numbered from_day ON from_day.local = o.local AND from_day.day =
        o.started_on + CASE
            WHEN o.unit = 'midpoint' THEN (o.to_on - o.started_on) * o.amount / 100
            WHEN o.unit = 'midpoint_weeks' AND o.amount * 7 < o.to_on - o.started_on
                THEN o.amount * 7
            WHEN o.unit = 'midpoint_weeks' THEN (o.to_on - o.started_on) / 2
            ELSE 0 END
    LEFT JOIN numbered birth_day ON birth_day.local = o.local AND birth_day.day = o.born_on
),
fresh AS (
    SELECT a.ids, a.rule, a.due_before, a.provisional_before,
           least(coalesce(CASE WHEN a.unit IN ('midpoint', 'midpoint_weeks')
                               THEN greatest(first.day, a.started_on) ELSE first.day END,
                          a.plain_on),
                 coalesce(second.day, a.plain_after_birth)) AS due_on,
           coalesce(greatest(a.counted_from, first.day) > %(published_to)s::date
                        AND a.number IS NOT NULL, false)
           OR coalesce(greatest(a.born_on, second.day) > %(published_to)s::date
                        AND a.birth_number IS NOT NULL, false) AS provisional
    FROM aimed a
    LEFT JOIN working first ON first.local = a.local AND first.number = a.number
    LEFT JOIN working second ON second.local = a.local AND second.number = a.birth_number
),
different AS (
    SELECT unnest(ids) AS id, rule, due_before, due_on, provisional FROM fresh
    WHERE due_on IS NOT NULL
      AND (due_on, provisional) IS DISTINCT FROM (due_before, provisional_before)
)
"""

PREVIEW = f"""
WITH {FRESH}
SELECT id, rule, due_before, due_on FROM different WHERE due_on <> due_before
ORDER BY due_before, id
"""  # noqa: S608 - constants of this file, no input

REDATE = f"""
WITH {FRESH},
moved AS (
    UPDATE timescales_deadline d
    SET due_on = n.due_on, provisional = n.provisional
    FROM different n
    WHERE d.id = n.id AND d.met_on IS NULL AND d.withdrawn_at IS NULL
    RETURNING d.id, n.rule, n.due_before, n.due_on
),
noted AS (
    INSERT INTO timescales_deadlinechange
        (deadline_id, kind, due_before, due_after, redating_id, reason, by_id, at)
    SELECT id, 'redated', due_before, due_on, %(redating)s, %(reason)s, %(by)s, %(at)s
    FROM moved WHERE due_on <> due_before
)
SELECT rule, count(*) FROM moved WHERE due_on <> due_before GROUP BY rule
"""  # noqa: S608 - constants of this file, no input


@dataclass(frozen=True, slots=True)
class _Terms:
    """One row of the terms in force between two days, in the order of the columns."""

    rule: str
    from_on: date
    to_on: date
    sign: int
    local: bool
    amount: int
    unit: str
    birth_amount: int | None
    birth_unit: str | None


def parameters(clock: Clock) -> dict[str, Any]:
    """What the SQL needs: the terms of every rule, and both calendars."""
    rows = [astuple(row) for rule in RULES for row in _terms(rule, clock.values)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    calendar = clock.calendar
    return {
        **dict(zip(_Terms.__dataclass_fields__, columns, strict=True)),
        "closed": sorted(calendar.holidays),
        "closed_local": sorted(calendar.following_closures().holidays),
        "published_to": calendar.published_to,
    }


def _terms(rule: Rule, values: LocalValues) -> list[_Terms]:
    """The terms of one rule, one row for each span of days in which they are the same."""
    first = rule.in_force_from or EARLIEST
    last = rule.in_force_to or date.max
    changes = {value.effective_from for value in values.values if value.rule == rule.name}
    starts = sorted({first, *(day for day in changes if first < day <= last)})
    ends = [*(date.fromordinal(day.toordinal() - 1) for day in starts[1:]), last]
    return [_row(rule, values, *span) for span in zip(starts, ends, strict=True)]


def _row(rule: Rule, values: LocalValues, from_on: date, to_on: date) -> _Terms:
    terms = values.terms(rule, from_on)
    birth: Amount | None = terms.after_birth
    return _Terms(
        rule=rule.name,
        from_on=from_on,
        to_on=to_on,
        sign=-1 if rule.direction == Direction.BEFORE else 1,
        local=terms.follows_local_closures,
        amount=terms.amount.number,
        unit=_unit(rule, terms.amount),
        birth_amount=birth.number if birth else None,
        birth_unit=birth.unit.value if birth else None,
    )


def _unit(rule: Rule, amount: Amount) -> str:
    """Weeks between two dates are moved back to a working day; other weeks are not."""
    if rule.is_between and amount.unit == Unit.WEEKS:
        return "midpoint_weeks"
    return amount.unit.value
