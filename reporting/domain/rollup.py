"""Keeps the months of measures counted, and in step with every change of the facts.

A dashboard shows two years of twenty measures. What is kept for it is what the measure itself says
(its population, its hit), month by month, for the service and each area, team and chair. A refresh
takes off what it closed and adds what it added, in its own transaction; `roll_up` counts anew what
is not kept. Questions "as known on" a day are always answered from the facts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from functools import cache
from hashlib import md5
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, DateField, ExpressionWrapper, Min, Q, Value

from reporting.domain.few import must_be_many
from reporting.enums import Counted, FactKind, Grain
from reporting.locks import REFRESHING
from reporting.measures import ALL, BY_CODE, caseload
from reporting.measures.measure import Measure, Shape
from reporting.models import Fact, RolledUp, Rollup
from reporting.period import Period, month_of, year_of
from timescales.domain import today_in_london

YEARS = 10  # as many as the longest chart shows
ADDABLE = frozenset({Shape.COUNT, Shape.PERCENT, Shape.RATE, Shape.PER_100_CHILD_MONTHS})
# After more changes than this it is quicker to count anew.
MOST_CHANGES = 5_000
COLUMNS = ("area_id", "team_id", "chair_id", "hit", "month")
# Under the name of their table: what a measure counts is counted in these few, read once.
ADD = """
    WITH reporting_fact AS MATERIALIZED (SELECT * FROM public.reporting_fact WHERE {these})
    INSERT INTO reporting_rollup (measure, month, scope_kind, scope_id, whole, hits)
    SELECT %s, month,
        CASE GROUPING(area_id, team_id, chair_id)
            WHEN 7 THEN 'service' WHEN 3 THEN 'area' WHEN 5 THEN 'team' ELSE 'chair' END,
        coalesce(area_id, team_id, chair_id, 0), %s * count(*), %s * count(*) FILTER (WHERE hit)
    FROM ({counted}) one (area_id, team_id, chair_id, hit, month)
    GROUP BY GROUPING SETS ((month), (month, area_id), (month, team_id), (month, chair_id))
    HAVING GROUPING(area_id, team_id, chair_id) = 7
        OR coalesce(area_id, team_id, chair_id) IS NOT NULL
    ON CONFLICT (measure, scope_kind, scope_id, month) DO UPDATE SET
        whole = reporting_rollup.whole + excluded.whole,
        hits = reporting_rollup.hits + excluded.hits"""

KNOWN = "kind = %s AND known_until IS NULL"
BEGAN = f'{KNOWN} AND "on" <= %s AND "on" >= %s'
# Plans are counted by their end, too; where that stands before the start, as in a record to be
# mended, both days still count.
BEGAN_OR_ENDED = f'{KNOWN} AND least("on", "until") <= %s AND greatest("on", "until") >= %s'
RAN = f"{KNOWN} AND \"on\" <= %s AND coalesce(until, 'infinity') >= %s"
CHANGED = "id = ANY(%s)"


def is_kept(measure: Measure) -> bool:
    """Only what can be added up, fact by fact: no median, and no conference that several children
    share; the caseload for its children, whose chairs are counted when read."""
    adds_up = measure.shape in ADDABLE or measure.code == caseload.MEASURE.code
    one_each = measure.counted not in {Counted.CONFERENCES, Counted.PLANS}
    return measure.rolls_up and adds_up and one_each and not must_be_many(measure)


KEPT = tuple(measure for measure in ALL if is_kept(measure))


def roll_up(*, today: dt.date | None = None) -> int:
    """Count what is not kept up to today. How many measures there was something to count for.

    A year at a time, newest first, each in a transaction of its own: no page waits for all of it.
    """
    today = today or today_in_london()
    first = _years_back(today, YEARS)
    done = RolledUp.objects.filter(until_on__gte=today, first_on__lte=first)
    kept = {row.measure: row.definition for row in done}
    due = [each for each in KEPT if kept.get(each.code) != definition_of(each.code)]
    for measure in due:
        _up_to(measure, today)
        for years in range(1, YEARS + 1):
            _back_to(measure, _years_back(today, years))
    return len(due)


def _years_back(today: dt.date, years: int) -> dt.date:
    return dt.date(year_of(today).first.year - years, 4, 1)


@transaction.atomic
def _up_to(measure: Measure, today: dt.date) -> None:
    """From the month that still ran when it was counted last; anew where it was counted another
    way."""
    _alone()
    definition = definition_of(measure.code)
    rows = RolledUp.objects.filter(measure=measure.code)
    rows.exclude(definition=definition).delete()
    row = rows.first()
    if row is None:
        first = _years_back(today, 0)
        row = RolledUp(measure=measure.code, definition=definition, first_on=first)
        Rollup.objects.filter(measure=measure.code).delete()
    elif row.until_on >= today:
        return
    else:
        first = row.until_on.replace(day=1)
        Rollup.objects.filter(measure=measure.code, month__gte=first).delete()
    row.until_on = today
    row.save()
    _add_known(measure, first, today, row)


@transaction.atomic
def _back_to(measure: Measure, first: dt.date) -> None:
    _alone()
    row = RolledUp.objects.get(measure=measure.code)
    before, row.first_on = row.first_on, min(first, row.first_on)
    if row.first_on < before:
        row.save()
        _add_known(measure, row.first_on, before - dt.timedelta(days=1), row)


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REFRESHING])


def _add_known(measure: Measure, first: dt.date, last: dt.date, row: RolledUp) -> None:
    earliest = _earliest(measure)
    if earliest is None:
        return
    these = BEGAN_OR_ENDED if measure.needs == FactKind.PLAN else BEGAN
    if measure.is_stock:
        these = RAN
    months = list(_months(max(first, earliest), last))
    _add(measure, months, row.until_on, these, [measure.needs, last, first])


def _earliest(measure: Measure) -> dt.date | None:
    """The first day that any of its facts tells of."""
    facts = Fact.objects.known_on(None).filter(kind=measure.needs)
    days = [facts.aggregate(day=Min("on"))["day"]]
    if measure.needs == FactKind.PLAN:
        days.append(facts.aggregate(day=Min("until"))["day"])
    return min((day for day in days if day), default=None)


def is_current(row: RolledUp) -> bool:
    """Whether it was counted as the measure counts today."""
    return row.measure in BY_CODE and row.definition == definition_of(row.measure)


@cache
def definition_of(measure_code: str) -> str:
    """How a measure counts, as a digest: what was kept by an earlier release is not read."""
    sql, params = _counted(BY_CODE[measure_code], Period(Grain.MONTH, dt.date(2000, 1, 1)))
    return md5(f"{sql} {params}".encode(), usedforsecurity=False).hexdigest()


def keep_in_step(closed: Collection[int], added: Collection[int]) -> None:
    """Facts by id, closed and added in this transaction."""
    rows = list(RolledUp.objects.all())
    if not rows or not (closed or added):
        return
    if len(closed) + len(added) > MOST_CHANGES:
        RolledUp.objects.all().delete()
        Rollup.objects.all().delete()
        return
    known = {row.measure: row for row in rows if is_current(row)}
    for ids, sign in ((closed, -1), (added, 1)):
        spans = _spans(ids)
        for measure in KEPT:
            if measure.code in known and measure.needs in spans:
                _keep(measure, known[measure.code], ids, spans[measure.needs], sign)


Spans = list[tuple[dt.date, dt.date | None]]


def _spans(ids: Collection[int]) -> dict[str, Spans]:
    found: dict[str, Spans] = {}
    rows = Fact.objects.filter(pk__in=ids, on__isnull=False).order_by()
    for kind, on, until in rows.values_list("kind", "on", "until"):
        found.setdefault(kind, []).append((on, until))
    return found


def _keep(measure: Measure, kept: RolledUp, ids: Collection[int], spans: Spans, sign: int) -> None:
    months = {month for span in spans for month in _touched(measure, span, kept)}
    _add(measure, sorted(months), kept.until_on, CHANGED, [list(ids)], sign)


def _touched(
    measure: Measure, span: tuple[dt.date, dt.date | None], kept: RolledUp
) -> Iterator[dt.date]:
    """First days of the months in which a fact of these days may count."""
    on, until = span
    if measure.is_stock:
        yield from _months(max(on, kept.first_on), min(until or kept.until_on, kept.until_on))
        return
    for day in (on, until):
        if day is not None and kept.first_on <= day <= kept.until_on:
            yield day.replace(day=1)


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """First days of the months from one day's to another's."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = month_of(day).last + dt.timedelta(days=1)


def _add(
    measure: Measure,
    months: list[dt.date],
    until: dt.date,
    these: str,
    given: list[Any],
    sign: int = 1,
) -> None:
    """Count these facts in these months, and add them to what is kept (or take them off)."""
    if not months:
        return
    several = [_counted(measure, Period(Grain.MONTH, first, until)) for first in months]
    counted = " UNION ALL ".join(f"({sql})" for sql, _ in several)
    values = [value for _, params in several for value in params]
    with connection.cursor() as cursor:
        sql = ADD.format(these=these, counted=counted)
        cursor.execute(sql, [*given, measure.code, sign, sign, *values])


def _counted(measure: Measure, month: Period) -> tuple[str, tuple[Any, ...]]:
    """The facts that count in a month, as `COLUMNS`."""
    facts = Fact.objects.all()
    condition = measure.hit or Q()
    if not isinstance(condition, Q):
        condition = condition(facts, month)
    is_hit = ExpressionWrapper(condition, BooleanField()) if condition else Value(True)
    rows = measure.population(facts, month).order_by()
    found: tuple[str, tuple[Any, ...]] = (
        rows.annotate(hit=is_hit, month=Value(month.first, DateField()))
        .values(*COLUMNS)
        .query.sql_with_params()
    )
    return found
