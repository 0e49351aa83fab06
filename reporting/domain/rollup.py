"""Keeps the months of measures counted.

A dashboard shows two years of twenty measures. What is kept for it is what the measure itself says
(its population, its hit), month by month, for the service and each area, team and chair. A refresh
takes off what it closed and adds what it added (`rollup_steps`); `roll_up` counts anew what is not
kept. Questions "as known on" a day are always answered from the facts.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.db.models import Min, Q

from reporting.domain.rollup_counting import KEPT, add_known, definition_of
from reporting.domain.rollup_hours import keep_hours
from reporting.enums import FactKind
from reporting.locks import REFRESHING
from reporting.measures.measure import Measure
from reporting.models import Fact, RolledUp, Rollup
from reporting.period import year_of
from timescales.domain import today_in_london

YEARS = 10  # as many as the longest chart shows


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
        row.since_on = available_since(measure)
        Rollup.objects.filter(measure=measure.code).delete()
    elif row.until_on >= today:
        return
    else:
        first = row.until_on.replace(day=1)
        Rollup.objects.filter(measure=measure.code, month__gte=first).delete()
    row.until_on = today
    row.save()
    _count(measure, first, today, row)


@transaction.atomic
def _back_to(measure: Measure, first: dt.date) -> None:
    _alone()
    row = RolledUp.objects.get(measure=measure.code)
    before, row.first_on = row.first_on, min(first, row.first_on)
    if row.first_on < before:
        row.save()
        _count(measure, row.first_on, before - dt.timedelta(days=1), row)


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REFRESHING])


def _count(measure: Measure, first: dt.date, last: dt.date, row: RolledUp) -> None:
    earliest = _earliest(measure)
    if earliest is None:
        return
    add_known(measure, max(first, earliest), last, row)
    keep_hours([measure.code], first, last)


def _earliest(measure: Measure) -> dt.date | None:
    """The first day that any of its facts tells of."""
    known = Fact.objects.known_on(None)
    # One kind at a time: then it is the first entry of an index.
    days = [known.filter(kind=kind).aggregate(day=Min("on"))["day"] for kind in measure.kinds]
    if measure.needs == FactKind.PLAN:
        days.append(known.filter(kind=FactKind.PLAN).aggregate(day=Min("until"))["day"])
    return min((day for day in days if day), default=None)


def makes_available(measure: Measure) -> Q:
    """Without any such fact the figure is not available."""
    return measure.known_by or Q(kind=measure.needs)


def available_since(measure: Measure) -> dt.date | None:
    """The first day that any of them tells of."""
    known = Fact.objects.known_on(None).filter(makes_available(measure))
    days = known.filter(on__isnull=False).order_by("on").values_list("on", flat=True)
    return days.first()
