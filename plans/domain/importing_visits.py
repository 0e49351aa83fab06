"""Take visits over from the case system, each known by its own id there: again changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.models import Child, Person
from plans.domain.queries import plan_on
from plans.domain.visits import Seen, check_visit, keep_visit_clocks, save_visit, write_up
from plans.enums import VisitSource
from plans.models import Plan, Visit
from timescales.domain import calendar_held_still


@dataclass(frozen=True)
class ImportedVisit:
    """One row of the case system. `recorded_on` is when it was written up there, if known."""

    source_id: str
    child: Child
    visited_on: dt.date
    seen: Seen
    visited_by: Person | None = None
    visited_by_name: str = ""
    recorded_on: dt.date | None = None


@dataclass
class Imported:
    """What became of a batch. `refused` says, for each source id, why it was left out."""

    new: list[Visit] = field(default_factory=list)
    known: int = 0
    refused: dict[str, str] = field(default_factory=dict)


@calendar_held_still()
def import_visits(*, rows: Iterable[ImportedVisit], by: User | None) -> Imported:
    """Take each row over, or say why not; one bad row loses none of the others.

    Called by a task or a command that has been allowed to import: it asks nobody's reach.
    """
    imported = Imported()
    touched: dict[int, Plan] = {}
    for row in rows:
        try:
            visit = _take(row, imported, by)
        except DomainError as error:
            imported.refused[row.source_id] = error.message
        else:
            if visit is not None:
                imported.new.append(visit)
                touched[visit.plan_id] = visit.plan
    for plan in touched.values():
        keep_visit_clocks(plan, by=by)
    _audit(imported, by)
    return imported


def _take(row: ImportedVisit, imported: Imported, by: User | None) -> Visit | None:
    if not row.source_id:
        raise DomainError("A visit without an id of its own cannot be imported.", rule="needed")
    if Visit.objects.filter(source=VisitSource.IMPORTED, source_id=row.source_id).exists():
        imported.known += 1
        return None
    plan = plan_on(row.child, row.visited_on)
    if plan is None:
        raise DomainError(
            f"There was no child protection plan for this child on {row.visited_on:%-d %B %Y}.",
            rule="outside_the_plan",
        )
    check_visit(plan, row.visited_on, row.seen, imported=True)
    visit = save_visit(
        plan,
        row.visited_on,
        row.seen,
        row.visited_by,
        by,
        visited_by_name=row.visited_by_name,
        source=VisitSource.IMPORTED,
        source_id=row.source_id,
        recorded_on=row.recorded_on,
    )
    write_up(visit, by=by)
    return visit


def _audit(imported: Imported, by: User | None) -> None:
    record(
        Action.CREATED,
        "plans.import_visits",
        by=by,
        subjects=imported.new,
        children={visit.plan.child_id for visit in imported.new},
        detail={"known": imported.known, "refused": sorted(imported.refused)},
    )
