"""Reprints and copies left uncollected: how many, where and when, and which they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from accounts.models import User
from disclosure.enums import CopyState
from disclosure.models import PrintedCopy, Record
from disclosure.models.handover import PrintedCopyQuerySet
from disclosure.places import everywhere

MONTHS = 12
REPRINTS, UNCOLLECTED = "reprints", "uncollected"
ELSEWHERE = "No hub named"
_KINDS = {
    REPRINTS: Q(copy_number__gt=1),
    UNCOLLECTED: Q(state=CopyState.UNCOLLECTED),
}


@dataclass(frozen=True)
class MonthAtHub:
    """`month` is its first day; `place` the key of the hub, empty where none was named."""

    month: dt.date
    place: str
    hub: str
    printed: int
    reprints: int
    uncollected: int


def worth_counting(record: Record, *, by: User) -> list[PrintedCopy]:
    """The reprints and the uncollected copies of one meeting, oldest first."""
    rows = PrintedCopy.objects.visible_to(by).filter(pack__record=record)
    found = rows.filter(_KINDS[REPRINTS] | _KINDS[UNCOLLECTED])
    return list(_named(found).order_by("job__at", "pk"))


def by_month_and_hub(*, by: User, since: dt.date) -> list[MonthAtHub]:
    """Of the families this user may see, newest month first. Numbers only."""
    names = {place.key: place.name for place in everywhere()}
    rows = (
        PrintedCopy.objects.visible_to(by)
        .filter(job__at__date__gte=since)
        .annotate(month=TruncMonth("job__at"))
        .values("month", "job__place")
        .annotate(
            printed=Count("pk"),
            **{name: Count("pk", filter=kind) for name, kind in _KINDS.items()},
        )
        .order_by("-month", "job__place")
    )
    return [
        MonthAtHub(
            month=row["month"].date(),
            place=row["job__place"],
            hub=names.get(row["job__place"], ELSEWHERE),
            printed=row["printed"],
            reprints=row[REPRINTS],
            uncollected=row[UNCOLLECTED],
        )
        for row in rows
    ]


def copies_behind(*, by: User, kind: str, month: dt.date, place: str) -> PrintedCopyQuerySet:
    """The copies that one of those numbers counts. Raises KeyError for another kind."""
    rows: PrintedCopyQuerySet = PrintedCopy.objects.visible_to(by).filter(_KINDS[kind])
    at = rows.filter(job__at__year=month.year, job__at__month=month.month, job__place=place)
    return _named(at).order_by("job__at", "pk")


def children_in(copies: Iterable[PrintedCopy]) -> list[int]:
    return sorted({pk for copy in copies for pk in copy.pack.record.children_concerned()})


def _named(rows: PrintedCopyQuerySet) -> PrintedCopyQuerySet:
    return rows.select_related("pack__recipient__person", "pack__record__family", "job__asked_by")
