"""Take over a file of visits: all of it or nothing, after a look that writes nothing.

Taken again it changes nothing. A visit that is known with other answers is a problem, not a change:
what was recorded is corrected by taking it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models.functions import Lower

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.models import Child, Person, Professional
from plans import rules
from plans.domain.importing_visits import Imported, ImportedVisit, import_visits
from plans.domain.queries import plan_on
from plans.domain.visits import check_visit
from plans.domain.visits_file import (
    CHILD,
    DATE,
    VISIT_ID,
    WRITTEN_UP,
    FileRow,
    Problem,
    Unreadable,
    read_visits,
)
from plans.enums import SeenAnswer, VisitSource
from plans.models import Visit
from timescales.domain import today_in_london

NOT_YOURS = "Only a data officer or business support takes over a file of visits."


class FileHasProblems(DomainError):
    """Nothing was taken over. `problems` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("Nothing was imported: mend what is wrong, and try again.", field="file")
        self.problems = problems


@dataclass
class Checked:
    """What importing the file would do."""

    new: list[ImportedVisit] = field(default_factory=list)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


def check_file(*, content: bytes, by: User | None) -> Checked:
    """Look at every line and write nothing but the audit. `by` None: the command, which sees all.

    Raises `NotAllowed`.
    """
    _require(by, "plans.check_visits_file")
    checked = _check(content, by)
    children = {row.child.pk for row in checked.new}
    record(Action.LISTED, "plans.check_visits_file", by=by, subjects=[], children=children)
    return checked


@transaction.atomic
def import_file(*, content: bytes, by: User | None) -> Imported:
    """Take over every visit of the file, or none. Raises `NotAllowed`, `FileHasProblems`."""
    _require(by, "plans.import_visits_file")
    checked = _check(content, by)
    if checked.problems:
        raise FileHasProblems(checked.problems)
    imported = import_visits(rows=checked.new, by=by)
    if imported.refused:
        problems = [Problem(0, "file", key, why) for key, why in imported.refused.items()]
        raise FileHasProblems(problems)
    imported.known += checked.known
    return imported


def _require(by: User | None, verb: str) -> None:
    if by is not None:
        require(rules.may_import_visits(by), verb, by=by, message=NOT_YOURS)


def _check(content: bytes, by: User | None) -> Checked:
    read = read_visits(content)
    checked = Checked(problems=list(read.problems))
    children = _children(read.rows, by)
    visitors = _visitors(read.rows)
    known = _known(read.rows)
    lines: dict[str, int] = {}
    for row in read.rows:
        try:
            first = lines.setdefault(row.source_id, row.line)
            if first != row.line:
                raise Unreadable(f"This is the same visit as line {first}: take one out.")
            child = children.get(row.child_id)
            if child is None:
                raise DomainError("You see no child with this number.", field=CHILD, rule="unknown")
            taken = _imported(row, child, visitors)
            if before := known.get(row.source_id):
                _check_same(before, taken)
                checked.known += 1
                continue
            _check_new(taken)
            checked.new.append(taken)
        except (Unreadable, DomainError) as error:
            checked.problems.append(_problem(row, error))
    checked.problems.sort(key=lambda problem: problem.line)
    return checked


def _problem(row: FileRow, error: Unreadable | DomainError) -> Problem:
    columns = {CHILD: row.child_id, WRITTEN_UP: str(row.recorded_on), VISIT_ID: row.source_id}
    column = error.field if isinstance(error, DomainError) else DATE
    words = error.message if isinstance(error, DomainError) else str(error)
    if column in columns:
        return Problem(row.line, str(column), columns[str(column)], words)
    return Problem(row.line, DATE, f"{row.visited_on:%d/%m/%Y}", words)


def _children(rows: Iterable[FileRow], by: User | None) -> dict[str, Child]:
    wanted = {row.child_id for row in rows}
    seen = Child.objects.visible_to(by) if by is not None else Child.objects.all()
    found = seen.filter(local_id__in=wanted).select_related("person", "family")
    return {child.local_id: child for child in found}


def _visitors(rows: Iterable[FileRow]) -> dict[str, Person]:
    """Those who are known here by the work email address that is written there."""
    emails = {row.visited_by.lower() for row in rows if "@" in row.visited_by}
    known = Professional.objects.alias(address=Lower("work_email"))
    staff = known.filter(address__in=emails).select_related("person")
    return {one.work_email.lower(): one.person for one in staff}


def _known(rows: Iterable[FileRow]) -> dict[str, Visit]:
    ids = [row.source_id for row in rows]
    found = Visit.objects.filter(source=VisitSource.IMPORTED, source_id__in=ids)
    return {visit.source_id: visit for visit in found.select_related("plan")}


def _imported(row: FileRow, child: Child, visitors: dict[str, Person]) -> ImportedVisit:
    visitor = visitors.get(row.visited_by.lower())
    return ImportedVisit(
        source_id=row.source_id,
        child=child,
        visited_on=row.visited_on,
        seen=row.seen,
        visited_by=visitor,
        visited_by_name="" if visitor else row.visited_by,
        recorded_on=row.recorded_on,
    )


def _check_same(before: Visit, row: ImportedVisit) -> None:
    alone = row.seen.alone if row.seen.was_seen else SeenAnswer.NO
    then = (before.plan.child_id, before.visited_on, before.was_seen, before.seen_alone)
    if then != (row.child.pk, row.visited_on, row.seen.was_seen, alone):
        raise DomainError(
            "This visit was imported before with other answers. A manager takes the other back on "
            "the plan’s page; give this one a number of its own.",
            field=VISIT_ID,
            rule="imported_otherwise",
        )


def _check_new(row: ImportedVisit) -> None:
    plan = plan_on(row.child, row.visited_on)
    if plan is None:
        raise DomainError(
            "The child was on no child protection plan that day. Mend the day, or take the line "
            "out.",
            rule="outside_the_plan",
        )
    check_visit(plan, row.visited_on, row.seen, imported=True)
    if row.recorded_on is not None and row.recorded_on > today_in_london():
        raise DomainError(
            "It cannot be written up on a day to come.", field=WRITTEN_UP, rule="in_the_future"
        )
    entered = Visit.objects.standing().filter(plan=plan, visited_on=row.visited_on)
    if entered.filter(source=VisitSource.ENTERED).exists():
        raise DomainError(
            "A visit of this day was entered here already: take the line out.", rule="there_already"
        )
