"""What the chair needs for a midpoint check, on one page; each part scoped to the reader.

Whether visits and core groups were in time is read off their deadlines since the conference, so
the page and the figures cannot differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from conferences.enums import Heading
from conferences.models import Conference
from disclosure.enums import Restriction
from disclosure.models import Passage
from people.models import Child
from plans.domain.clocks import CORE_GROUPS, VISITS
from plans.domain.reading_plan import (
    FamilyPlan,
    clocks_of,
    core_groups_of,
    family_plan,
    progress_of,
    updates_of,
    visits_of,
)
from plans.domain.words import CHILD_VIEWS
from plans.models import CoreGroup, ItemUpdate, Progress, Visit
from timescales.domain import today_in_london
from timescales.models import Deadline
from timescales.working_days import london_date

MOST_VIEWS = 3


@dataclass(frozen=True)
class Standard:
    """How often a duty fell due since the conference, and how often it was kept."""

    in_time: int
    late: int
    overdue: int

    @property
    def is_empty(self) -> bool:
        """Nothing on record: that is no sign that all is well."""
        return not (self.in_time or self.late or self.overdue)

    @property
    def is_kept(self) -> bool:
        return not (self.is_empty or self.late or self.overdue)

    @property
    def words(self) -> str:
        parts = [f"{self.in_time} in time", f"{self.late} late", f"{self.overdue} overdue now"]
        return ", ".join(parts)


@dataclass(frozen=True)
class View:
    """Something a child said: when it was written down, and the words."""

    child: Child
    on: dt.date
    text: str


@dataclass(frozen=True)
class Evidence:
    plan: FamilyPlan
    visits: list[Visit]
    visits_standard: Standard
    core_groups: list[CoreGroup]
    core_groups_standard: Standard
    progress: list[Progress]
    updates: list[ItemUpdate]
    clocks: list[Deadline]
    views: list[View]


def evidence_for(conference: Conference, children: Sequence[Child], *, reader: User) -> Evidence:
    """Since the conference, for these children."""
    family, since = conference.family, conference.day
    plan = family_plan(family, reader=reader)
    groups = core_groups_of(family, reader=reader)
    return Evidence(
        plan=plan,
        visits=[v for v in visits_of(plan.plans, reader=reader) if v.visited_on >= since],
        visits_standard=standard_of({VISITS.again}, children, since, reader),
        core_groups=[group for group in groups if group.day and group.day >= since],
        core_groups_standard=standard_of(
            {CORE_GROUPS.first, CORE_GROUPS.again}, children, since, reader
        ),
        progress=progress_of(family, reader=reader),
        updates=updates_of(plan.items, reader=reader),
        clocks=clocks_of(plan.plans, reader=reader),
        views=views_of(children, reader),
    )


def standard_of(
    rules: Iterable[str], children: Sequence[Child], since: dt.date, reader: User
) -> Standard:
    """Deadlines of these rules that fell due, or were met, since that day."""
    today = today_in_london()
    rows = Deadline.objects.visible_to(reader).filter(
        rule__in=list(rules), child__in=children, due_on__gte=since, withdrawn_at__isnull=True
    )
    found = [(row.met_on, row.is_late, row.due_on) for row in rows]
    return Standard(
        in_time=sum(met is not None and not late for met, late, _ in found),
        late=sum(late for _, late, _ in found),
        overdue=sum(met is None and due < today for met, _, due in found),
    )


def views_of(children: Sequence[Child], reader: User) -> list[View]:
    """The last things each child said, in conferences and core groups, newest first."""
    rows = (
        Passage.objects.visible_to(reader)
        .live()
        .filter(
            heading__in=[Heading.CHILD_VIEWS, CHILD_VIEWS],
            restriction=Restriction.NONE,
            record__family__in={child.family_id for child in children},
            carried_from__isnull=True,
        )
        .prefetch_related("about")
        .order_by("-created_at", "-pk")
    )
    everything = list(rows)
    return [view for child in children for view in _views_of(child, everything)]


def _views_of(child: Child, passages: Sequence[Passage]) -> list[View]:
    mine = [
        passage
        for passage in passages
        if not passage.about.all() or child.pk in {one.pk for one in passage.about.all()}
    ]
    return [View(child, london_date(one.created_at), one.text) for one in mine[:MOST_VIEWS]]
