"""Counts facts into the months that are kept: which measures, and by which SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import md5
from typing import Any

from django.db import connection
from django.db.models import BooleanField, DateField, ExpressionWrapper, Q, Value

from reporting.enums import FactKind, Grain
from reporting.measures import ALL, BY_CODE
from reporting.measures.measure import Measure
from reporting.models import Fact, RolledUp
from reporting.period import Period, month_of

KEPT = tuple(measure for measure in ALL if measure.rolls_up)
PLACES = ("area_id", "team_id", "chair_id")
# Under the name of their table: what a measure counts is counted in these few, read once.
ADD = """
    WITH reporting_fact AS MATERIALIZED (SELECT * FROM public.reporting_fact WHERE {these})
    INSERT INTO reporting_rollup (measure, month, scope_kind, scope_id, whole, hits)
    SELECT %s, month,
        CASE GROUPING(area_id, team_id, chair_id)
            WHEN 7 THEN 'service' WHEN 3 THEN 'area' WHEN 5 THEN 'team' ELSE 'chair' END,
        coalesce(area_id, team_id, chair_id, 0),
        %s * count({each}), %s * count({each}) FILTER (WHERE hit)
    FROM ({counted}) one ({columns})
    GROUP BY GROUPING SETS ((month), (month, area_id), (month, team_id), (month, chair_id))
    HAVING GROUPING(area_id, team_id, chair_id) = 7
        OR coalesce(area_id, team_id, chair_id) IS NOT NULL
    ON CONFLICT (measure, scope_kind, month, scope_id) DO UPDATE SET
        whole = reporting_rollup.whole + excluded.whole,
        hits = reporting_rollup.hits + excluded.hits"""

KNOWN = "kind = ANY(%s) AND known_until IS NULL"
BEGAN = f'{KNOWN} AND "on" <= %s AND "on" >= %s'
# Plans are counted by their end, too; where that stands before the start, as in a record to be
# mended, both days still count.
BEGAN_OR_ENDED = f'{KNOWN} AND least("on", "until") <= %s AND greatest("on", "until") >= %s'
RAN = f"{KNOWN} AND \"on\" <= %s AND coalesce(until, 'infinity') >= %s"
CHANGED = "id = ANY(%s)"


def add_known(measure: Measure, first: dt.date, last: dt.date, row: RolledUp) -> None:
    """Count the months from one day's to another's from all facts as they are known now."""
    these = BEGAN_OR_ENDED if measure.needs == FactKind.PLAN else BEGAN
    if measure.is_stock:
        these = RAN
    given = [list(measure.kinds), last, first]
    _add(measure, list(months_between(first, last)), row.until_on, these, given)


def add_changed(
    measure: Measure, months: list[dt.date], row: RolledUp, ids: list[int], sign: int
) -> None:
    """Count these facts in these months, and add them to what is kept (or take them off)."""
    _add(measure, months, row.until_on, CHANGED, [ids], sign)


def _add(
    measure: Measure,
    months: list[dt.date],
    until: dt.date,
    these: str,
    given: list[Any],
    sign: int = 1,
) -> None:
    if not months:
        return
    several = [_counted(measure.code, first, until) for first in months]
    counted = " UNION ALL ".join(f"({sql})" for sql, _ in several)
    values = [value for _, params in several for value in params]
    each = f"DISTINCT {measure.distinct}" if measure.distinct else "*"
    columns = ", ".join(_columns(measure))
    with connection.cursor() as cursor:
        sql = ADD.format(these=these, counted=counted, each=each, columns=columns)
        cursor.execute(sql, [*given, measure.code, sign, sign, *values])


def _columns(measure: Measure) -> list[str]:
    return [*PLACES, *([measure.distinct] if measure.distinct else []), "hit", "month"]


@lru_cache(maxsize=4096)  # two years of all measures: to write it out takes longer than to ask it
def _counted(code: str, first: dt.date, until: dt.date) -> tuple[str, tuple[Any, ...]]:
    """The facts that count in a month, up to a day."""
    measure, month = BY_CODE[code], Period(Grain.MONTH, first, until)
    facts = Fact.objects.all()
    condition = measure.hit or Q()
    if not isinstance(condition, Q):
        condition = condition(facts, month)
    is_hit = ExpressionWrapper(condition, BooleanField()) if condition else Value(True)
    rows = measure.population(facts, month).order_by()
    found: tuple[str, tuple[Any, ...]] = (
        rows.annotate(hit=is_hit, month=Value(month.first, DateField()))
        .values(*_columns(measure))
        .query.sql_with_params()
    )
    return found


def months_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """First days of the months from one day's to another's."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = month_of(day).last + dt.timedelta(days=1)


def is_current(row: RolledUp) -> bool:
    """Whether it was counted as the measure counts today."""
    return row.measure in BY_CODE and row.definition == definition_of(row.measure)


@cache
def definition_of(measure_code: str) -> str:
    """How a measure counts, as a digest: what was kept by an earlier release is not read."""
    measure = BY_CODE[measure_code]
    sql, params = _counted(measure_code, dt.date(2000, 1, 1), dt.date.max)
    counted = f"{sql} {params} {measure.shape} {measure.distinct}"
    return md5(counted.encode(), usedforsecurity=False).hexdigest()
