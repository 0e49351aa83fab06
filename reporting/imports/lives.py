"""What is here of the children of an import, read once for all their clocks."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from conferences.enums import ConferenceState
from conferences.models import ConferenceChild
from people.models import Child
from plans.domain.clocks import CORE_GROUPS, VISITS
from plans.domain.previous import standings_of
from plans.models import Plan, Visit
from reporting.imports.household import Batch
from reporting.imports.meetings import imported_conferences
from reporting.imports.tables import visits as visits_table
from reporting.models import ImportedRow, Section47Enquiry
from timescales.models import Deadline

VISITS_FILE = visits_table.TABLE.name


@dataclass
class Lives:
    """What is here of these children."""

    children: dict[int, Child]
    plans: dict[int, list[Plan]] = field(default_factory=lambda: defaultdict(list))
    held: dict[int, list[ConferenceChild]] = field(default_factory=lambda: defaultdict(list))
    visits: dict[int, list[tuple[dt.date, int]]] = field(default_factory=lambda: defaultdict(list))
    enquiries: dict[int, dt.date] = field(default_factory=dict)
    imported: set[int] = field(default_factory=set)
    repeats: set[int] = field(default_factory=set)
    core_groups: dict[tuple[int, str], str] = field(default_factory=dict)
    first_visits: dict[tuple[int, str], dt.date] = field(default_factory=dict)
    visits_told: bool = False


def lives_of(batch: Batch) -> Lives:
    children = {child.pk: child for each in batch.standing() for child in each.children.values()}
    lives = Lives(children)
    plans = Plan.objects.child_protection().filter(child__in=children, voided_at=None)
    for plan in plans.order_by("started_on", "pk"):
        lives.plans[plan.child_id].append(plan)
    rows = ConferenceChild.objects.filter(
        child__in=children, conference__state=ConferenceState.CLOSED
    ).exclude(conference__held_on=None)
    for row in rows.select_related("conference").order_by("conference__held_on", "pk"):
        lives.held[row.child_id].append(row)
    visits = Visit.objects.seen().filter(plan__child__in=children).order_by("visited_on", "pk")
    for plan_id, day, pk in visits.values_list("plan_id", "visited_on", "pk"):
        lives.visits[plan_id].append((day, pk))
    enquiries = Section47Enquiry.objects.filter(child__in=children).exclude(started_on=None)
    lives.enquiries = dict(enquiries.exclude(led_to=None).values_list("led_to_id", "started_on"))
    pks = {row.conference_id for held in lives.held.values() for row in held}
    lives.imported = imported_conferences(batch, pks)
    listed = [plan for plans in lives.plans.values() for plan in plans if plan.ended_on is None]
    started = Deadline.objects.filter(
        child__in=children, rule__in=(CORE_GROUPS.first, CORE_GROUPS.again)
    )
    groups = started.values_list("child_id", "about", "rule")
    lives.core_groups = {(child, about): rule for child, about, rule in groups}
    first = Deadline.objects.filter(child__in=children, rule=VISITS.again)
    since = first.values_list("child_id", "about", "started_on")
    lives.first_visits = {(child, about): day for child, about, day in since}
    lives.visits_told = _visits_are_told()
    lives.repeats = {pk for pk, each in standings_of(listed).items() if each.repeats_soon}
    return lives


def _visits_are_told() -> bool:
    """Whether a file of visits was ever brought in: without one nobody knows who was seen."""
    if ImportedRow.objects.filter(table=VISITS_FILE).exists():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM import_row WHERE tbl = %s)", [VISITS_FILE])
        return bool(cursor.fetchone()[0])
