"""Keeps the counted months in step with every change of the facts, in its transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter

from django.db.models import Min

from reporting.domain.rollup import available_since, makes_available
from reporting.domain.rollup_counting import (
    KEPT,
    KEPT_BY_CODE,
    add_changed,
    is_current,
    months_between,
)
from reporting.domain.rollup_hours import OF_CHAIRS, keep_hours
from reporting.enums import FactKind
from reporting.measures.measure import Measure
from reporting.models import Fact, RolledUp, Rollup
from reporting.models.fact import FactQuerySet

# After more changes than this it is quicker to count anew.
MOST_CHANGES = 5_000


@dataclass(frozen=True)
class Changed:
    """One fact that was closed or added, or is counted with such a one."""

    pk: int
    kind: str
    on: dt.date
    until: dt.date | None
    chair_id: int | None
    meeting: str
    plan: str


FIELDS = tuple(field.name for field in fields(Changed))


def keep_in_step(closed: Iterable[int], added: Iterable[int]) -> None:
    """Facts by id, closed and added in this transaction."""
    rows = list(RolledUp.objects.all())
    gone, new = list(closed), list(added)
    if not rows or not (gone or new):
        return
    if len(gone) + len(new) > MOST_CHANGES:
        RolledUp.objects.all().delete()
        Rollup.objects.all().delete()
        return
    known = {row.measure: row for row in rows if is_current(row)}
    _note_since_when(known, gone, new)
    before, after = _read(Fact.objects.filter(pk__in=gone)), _read(Fact.objects.filter(pk__in=new))
    kinds = {each.kind for each in (*before, *after)}
    for measure in KEPT:
        if measure.code in known and kinds & set(measure.kinds):
            _keep(measure, known[measure.code], before, after)
    _keep_hours_of_changed(known, [*gone, *new])


def _read(facts: FactQuerySet) -> list[Changed]:
    rows = facts.filter(on__isnull=False).order_by()
    return [Changed(*row) for row in rows.values_list(*FIELDS)]


def _note_since_when(known: Mapping[str, RolledUp], gone: list[int], new: list[int]) -> None:
    """From which day on there is anything to count."""
    first_gone, first_new = _first_days(known, gone), _first_days(known, new)
    for code, row in known.items():
        since, went, came = row.since_on, first_gone[code], first_new[code]
        if since and went and went <= since:
            since = available_since(KEPT_BY_CODE[code])
        elif came and (since is None or came < since):
            since = came
        if since != row.since_on:
            row.since_on = since
            row.save(update_fields=["since_on"])


def _first_days(codes: Iterable[str], ids: list[int]) -> dict[str, dt.date | None]:
    found = Fact.objects.filter(pk__in=ids).aggregate(
        **{f"first_{code}": Min("on", filter=makes_available(KEPT_BY_CODE[code])) for code in codes}
    )
    return {code: found[f"first_{code}"] for code in codes}


def _keep(
    measure: Measure, row: RolledUp, before: Iterable[Changed], after: Iterable[Changed]
) -> None:
    gone = [each for each in before if each.kind in measure.kinds]
    new = [each for each in after if each.kind in measure.kinds]
    changed = [*gone, *new]
    months = tuple(sorted({day for each in changed for day in _touched(measure, each, row)}))
    if not months:
        return
    if measure.tied_by:
        gone, new = _with_those_tied(measure, gone, new)
    for facts, sign in ((gone, -1), (new, 1)):
        add_changed(measure, months, row, [each.pk for each in facts], sign)
    chairs = {each.chair_id for each in changed if each.chair_id}
    keep_hours([measure.code], months[0], months[-1], chairs)


def _with_those_tied(
    measure: Measure, gone: list[Changed], new: list[Changed]
) -> tuple[list[Changed], list[Changed]]:
    """All facts of the same conference (or plan) as they were known until now, and as they are."""
    tie = attrgetter(measure.tied_by)
    keys = {tie(each) for each in (*gone, *new)} - {""}
    rows = Fact.objects.known_on(None).filter(kind__in=measure.kinds)
    now = _read(rows.filter(**{f"{measure.tied_by}__in": keys}))
    came = {each.pk for each in new}
    stayed = [each for each in now if each.pk not in came]
    return [*(each for each in gone if tie(each)), *stayed], now


def _touched(measure: Measure, fact: Changed, kept: RolledUp) -> tuple[dt.date, ...]:
    """First days of the months in which it may count."""
    if measure.flow:
        day = getattr(fact, measure.flow.day)
        counts = day is not None and kept.first_on <= day <= kept.until_on
        return (day.replace(day=1),) if counts else ()
    until = min(fact.until or kept.until_on, kept.until_on)
    return months_between(max(fact.on, kept.first_on), until)


def _keep_hours_of_changed(known: Mapping[str, RolledUp], ids: list[int]) -> None:
    """Of chairs whose hours were changed, for whichever months."""
    hours = Fact.objects.filter(pk__in=ids, kind=FactKind.CHAIR).order_by()
    chairs = set(hours.values_list("chair_id", flat=True))
    for code in OF_CHAIRS if chairs else ():
        if code in known:
            keep_hours([code], known[code].first_on, known[code].until_on, chairs)
