"""A neutral extract for CP-IS (domain.md, section 11): who has, or in the last 12 months had, a
plan of ours, by NHS number. The national file layout could not be read, so this is not it.

A child not born yet is registered against the mother's NHS number; on the day of birth that entry
ends and the child's own begins.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from dateutil.relativedelta import relativedelta

from people.enums import RelationshipKind
from people.models import Child, Relationship
from plans.models import Plan
from reporting.returns.authority import Authority, our_authority

LABEL = "Neutral extract for CP-IS - not conformance tested"
COLUMNS = ("NHSNumber", "PlanType", "StartDate", "EndDate", "LAName", "LACode")
MONTHS_AFTER_THE_END = 12  # London PG9, September 2024
NEEDED_PERCENT = 95


class Gap(Enum):
    """Why an entry cannot be matched, and what to do."""

    CHILD = "No NHS number is recorded for the child."
    MOTHER = "Not born at the time: add the mother’s NHS number to the child’s details."


@dataclass(frozen=True)
class Entry:
    """`plan_type`: CPP, or UCPP while the child is not born."""

    child: Child
    plan_type: str
    start: dt.date
    end: dt.date | None
    nhs_number: str

    @property
    def gap(self) -> Gap | None:
        if self.nhs_number:
            return None
        return Gap.MOTHER if self.plan_type == "UCPP" else Gap.CHILD


@dataclass
class Extract:
    authority: Authority
    as_at: dt.date
    entries: list[Entry] = field(default_factory=list)

    @property
    def matched(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.gap]

    @property
    def gaps(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.gap]

    @property
    def percent(self) -> int:
        """Of the entries, how many have a number; rounded down, so that 100 means all."""
        return 100 * len(self.matched) // len(self.entries) if self.entries else 100

    @property
    def is_enough(self) -> bool:
        return self.percent >= NEEDED_PERCENT

    @property
    def children(self) -> list[int]:
        """Whom the file tells of."""
        return sorted({entry.child.pk for entry in self.matched})

    def content(self) -> bytes:
        """The file; the same records give the same bytes."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([LABEL])
        writer.writerow(COLUMNS)
        for entry in self.matched:
            end = entry.end.isoformat() if entry.end else ""
            about = (self.authority.name, self.authority.code)
            dates = (entry.start.isoformat(), end)
            writer.writerow([entry.nhs_number, entry.plan_type, *dates, *about])
        return text.getvalue().encode()


def cp_is_extract(as_at: dt.date) -> Extract:
    """As known now. Raises `AuthorityNotSet`."""
    since = as_at - relativedelta(months=MONTHS_AFTER_THE_END)
    kept = Plan.objects.child_protection().filter(voided_at__isnull=True, started_on__lte=as_at)
    plans = list(
        kept.exclude(ended_on__lt=since)
        .filter(child__person__merged_into__isnull=True)
        .select_related("child__person")
        .order_by("started_on", "pk")
    )
    mothers = _numbers_of_mothers({plan.child for plan in plans})
    extract = Extract(our_authority(), as_at)
    for plan in plans:
        extract.entries += _entries(plan, mothers.get(plan.child_id, ""), since, as_at)
    return extract


def _entries(plan: Plan, mother: str, since: dt.date, as_at: dt.date) -> Iterator[Entry]:
    child, born = plan.child, plan.child.person.date_of_birth
    if born is not None and born > as_at:
        born = None
    if born is None or plan.started_on < born:
        ended = min((day for day in (born, plan.ended_on) if day), default=None)
        if ended is None or ended >= since:
            yield Entry(child, "UCPP", plan.started_on, ended, mother)
    if born is not None and (plan.ended_on is None or plan.ended_on > born):
        start = max(plan.started_on, born)
        yield Entry(child, "CPP", start, plan.ended_on, child.nhs_number)


def _numbers_of_mothers(children: set[Child]) -> dict[int, str]:
    """As recorded with the child; else of a mother who is herself a child of this service."""
    known = Relationship.objects.filter(
        child__in=children,
        kind=RelationshipKind.MOTHER,
        person__child__nhs_number__gt="",
    )
    told = {child.pk: child.mother_nhs_number for child in children if child.mother_nhs_number}
    return dict(known.values_list("child_id", "person__child__nhs_number")) | told
