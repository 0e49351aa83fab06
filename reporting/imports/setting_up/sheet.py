"""Read one file with the headings it should have, and say every thing that is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from plans.domain.visits_file import Problem
from reporting.imports.findings import Findings
from reporting.imports.parsing import BadValue, Reader
from reporting.imports.reading import Line, Unreadable, lines_of


@dataclass(frozen=True)
class Heading:
    name: str
    read: Reader
    needed: bool = False
    what: str = ""


@dataclass(frozen=True)
class SheetRow:
    line: int
    cells: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        """What stands there; None where it is empty."""
        return self.cells.get(name)


@dataclass
class Sheet:
    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Taken:
    """How a file went: rows that were new, rows that were here, and what is wrong with others."""

    new: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


class _Undo(Exception):
    """Nothing of the file is kept."""


Take = Callable[[SheetRow, User], bool]


def take_file(path: Path, headings: Iterable[Heading], take: Take, by: User) -> Taken:
    """Give each row to `take`, which says whether it was new. One wrong row, and none is kept.

    Raises `NotAllowed` when `by` may not do it on the pages.
    """
    sheet = read_sheet(path, list(headings))
    taken = Taken(problems=sheet.problems)
    with suppress(_Undo), transaction.atomic():
        for row in sheet.rows:
            _take(row, take, by, taken)
        if taken.problems:
            raise _Undo
    taken.problems.sort(key=lambda problem: problem.line)
    return taken


def _take(row: SheetRow, take: Take, by: User, taken: Taken) -> None:
    try:
        with transaction.atomic():
            is_new = take(row, by)
    except NotAllowed:
        raise
    except DomainError as error:
        taken.problems.append(Problem(row.line, error.field or "row", "", error.message))
    else:
        taken.new += is_new
        taken.known += not is_new


def read_sheet(path: Path, headings: list[Heading]) -> Sheet:
    """Every row that can be read, and every cell that cannot."""
    sheet = Sheet()
    with Findings() as findings:
        try:
            lines = lines_of(path, findings, path.stem)
            names = _names(next(lines, Line(1, [])), headings, sheet)
            for line in lines:
                _read(line, names, headings, sheet)
        except Unreadable as error:
            sheet.problems.append(Problem(error.line or 1, "file", "", str(error)))
    return sheet


def _names(first: Line, headings: list[Heading], sheet: Sheet) -> list[str]:
    names = [cell.strip().lower() for cell in first.cells]
    known = {heading.name for heading in headings}
    for name in names:
        if name not in known:
            what = f"No column has this heading. They are: {', '.join(sorted(known))}."
            sheet.problems.append(Problem(1, "heading", name, what))
    for heading in headings:
        if heading.needed and heading.name not in names:
            sheet.problems.append(Problem(1, heading.name, "", "Add this column."))
    return names


def _read(line: Line, names: list[str], headings: list[Heading], sheet: Sheet) -> None:
    given = dict(zip(names, (cell.strip() for cell in line.cells), strict=False))
    cells: dict[str, Any] = {}
    before = len(sheet.problems)
    if len(line.cells) != len(names):
        what = "There are more or fewer values than headings: put text with a comma in quotes."
        sheet.problems.append(Problem(line.number, "row", line.cells[-1], what))
    for heading in headings:
        value = given.get(heading.name, "")
        try:
            cells[heading.name] = heading.read(value) if value else None
        except BadValue as error:
            sheet.problems.append(Problem(line.number, heading.name, value, str(error)))
        if heading.needed and not value and heading.name in names:
            sheet.problems.append(Problem(line.number, heading.name, "", "This may not be empty."))
    if len(sheet.problems) == before:
        sheet.rows.append(SheetRow(line.number, cells))
