"""Counts facts into the months that are kept: which measures, and by which SQL."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from hashlib import md5
from typing import Any

from django.db import connection
from django.db.models import BooleanField, DateField, Expression, ExpressionWrapper, Q, Value
from django.db.models.functions import Cast, TruncMonth

from reporting.enums import Grain
from reporting.measures import ALL
from reporting.measures.answers import ANSWERS
from reporting.measures.measure import Measure
from reporting.models import Fact, RolledUp
from reporting.models.fact import FactQuerySet
from reporting.period import Period, month_of

KEPT = (
    *(measure for measure in ALL if measure.rolls_up),
    *(measure for asked in ANSWERS for measure in asked),
)
KEPT_BY_CODE = {measure.code: measure for measure in KEPT}
PLACES = ("area_id", "team_id", "chair_id")
# Under the name of their table: what a measure counts is counted in these few. Where several months
# ask for them (a stock), PostgreSQL reads them once; a flow is read by its index.
ADD = """
    WITH reporting_fact AS (SELECT * FROM public.reporting_fact WHERE {these} AND {days})
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
CHANGED = "id = ANY(%s)"
HAPPENED = '"{day}" BETWEEN %s AND %s'
RAN = "coalesce(until, 'infinity') >= %s AND \"on\" <= %s"

Sql = tuple[str, tuple[Any, ...]]


def add_known(measure: Measure, first: dt.date, last: dt.date, row: RolledUp) -> None:
    """Count the months from one day's to another's from all facts as they are known now."""
    _add(measure, months_between(first, last), row, KNOWN, list(measure.kinds))


def add_changed(
    measure: Measure, months: tuple[dt.date, ...], row: RolledUp, ids: list[int], sign: int
) -> None:
    """Count these facts in these months, and add them to what is kept (or take them off).

    Of a flow, in the months between them too: whoever asks takes off and adds on alike there.
    """
    _add(measure, months, row, CHANGED, ids, sign)


def _add(
    measure: Measure,
    months: tuple[dt.date, ...],
    row: RolledUp,
    these: str,
    which: list[Any],
    sign: int = 1,
) -> None:
    if not months:
        return
    until = min(month_of(months[-1]).last, row.until_on)
    days = HAPPENED.format(day=measure.flow.day) if measure.flow else RAN
    counted, values = _counted(measure, months, row.until_on)
    each = f"DISTINCT {measure.distinct}" if measure.distinct else "*"
    columns = ", ".join(_columns(measure))
    sql = ADD.format(these=these, days=days, counted=counted, each=each, columns=columns)
    with connection.cursor() as cursor:
        cursor.execute(sql, [which, months[0], until, measure.code, sign, sign, *values])


def _columns(measure: Measure) -> list[str]:
    return [*PLACES, *([measure.distinct] if measure.distinct else []), "hit", "month"]


def _counted(measure: Measure, months: tuple[dt.date, ...], until: dt.date) -> Sql:
    """The facts that count, each with its month: a flow in one go, a stock month by month."""
    if measure.flow:
        return _on_their_day(measure.code)
    several = [_in_month(measure.code, first, until) for first in months]
    together = " UNION ALL ".join(f"({sql})" for sql, _ in several)
    return together, tuple(value for _, values in several for value in values)


@cache
def _on_their_day(code: str) -> Sql:
    """The facts that count, whenever, with the month of their day."""
    measure = KEPT_BY_CODE[code]
    flow, condition = measure.flow, measure.hit or Q()
    assert flow is not None
    assert isinstance(condition, Q)
    month = Cast(TruncMonth(flow.day), DateField())
    return _written(measure, flow.whenever(Fact.objects.all()), condition, month)


@lru_cache(maxsize=4096)  # two years of all stocks: to write it out takes longer than to ask it
def _in_month(code: str, first: dt.date, until: dt.date) -> Sql:
    """The facts that count in a month, up to a day."""
    measure, month = KEPT_BY_CODE[code], Period(Grain.MONTH, first, until)
    facts = Fact.objects.all()
    condition = measure.hit or Q()
    if not isinstance(condition, Q):
        condition = condition(facts, month)
    rows = measure.population(facts, month)
    return _written(measure, rows, condition, Value(month.first, DateField()))


def _written(measure: Measure, rows: FactQuerySet, condition: Q, month: Expression) -> Sql:
    is_hit = ExpressionWrapper(condition, BooleanField()) if condition else Value(True)
    annotated = rows.order_by().annotate(hit=is_hit, month=month)
    found: Sql = annotated.values(*_columns(measure)).query.sql_with_params()
    return found


@lru_cache(maxsize=1024)  # a page, or a change, asks it of each of its measures
def months_between(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """First days of the months from one day's to another's."""
    days = [first.replace(day=1)]
    while days[-1] <= last:
        days.append(month_of(days[-1]).last + dt.timedelta(days=1))
    return tuple(days[:-1])


def is_current(row: RolledUp) -> bool:
    """Whether it was counted as the measure counts today."""
    return row.measure in KEPT_BY_CODE and row.definition == definition_of(row.measure)


@cache
def definition_of(measure_code: str) -> str:
    """How a measure counts, as a digest: what was kept by an earlier release is not read."""
    measure = KEPT_BY_CODE[measure_code]
    sql, params = _in_month(measure_code, dt.date(2000, 1, 1), dt.date.max)
    counted = f"{sql} {params} {measure.shape} {measure.distinct}"
    return md5(counted.encode(), usedforsecurity=False).hexdigest()
