"""Read a file of visits: each line becomes a row, or one or more problems that say where and what
to do. Nothing here asks the database."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from plans.domain.visits import Seen
from plans.enums import NotSeenReason, SeenAnswer

MOST_LINES = 2000  # what one request takes over in time
CHILD, DATE, SEEN = "child id", "date", "seen"
ALONE, BEDROOM = "seen alone", "bedroom seen"
WHY_NOT_SEEN, WHY_NOT_ALONE = "why not seen", "why not alone"
VISITOR, WRITTEN_UP, VISIT_ID = "visited by", "written up on", "visit id"
NEEDED = (CHILD, DATE, SEEN, VISITOR)
# Every column in the order of the template, with what goes into it.
COLUMNS: dict[str, str] = {
    CHILD: "The child’s number in the case system",
    DATE: "The day of the visit, as 2026-11-20 or 20/11/2026",
    SEEN: "yes or no",
    ALONE: "yes, no, or empty when it is not known",
    BEDROOM: "yes, no, or empty when it is not known",
    WHY_NOT_SEEN: f"May be empty. {', '.join(NotSeenReason.values)}",
    WHY_NOT_ALONE: "May be empty. In a few words, up to 300 letters",
    VISITOR: "The name of whoever visited, or their work email address",
    WRITTEN_UP: "May be empty. The day it was written up in the case system",
    VISIT_ID: "May be empty. The visit’s own number in the case system",
}
LONGEST = {CHILD: 20, WHY_NOT_ALONE: 300, VISITOR: 200, VISIT_ID: 100}
Value = TypeVar("Value")


@dataclass(frozen=True)
class Problem:
    """Where it is, what stands there, and what to do. The heading is line 1."""

    line: int
    column: str
    value: str
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}, {self.column}: “{self.value}”. {self.what}"


@dataclass(frozen=True)
class FileRow:
    line: int
    child_id: str
    visited_on: dt.date
    seen: Seen
    visited_by: str
    recorded_on: dt.date | None
    source_id: str


@dataclass
class FileRead:
    rows: list[FileRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Unreadable(ValueError):
    """What stands in one place cannot be; the message says what to do."""


def template() -> str:
    """The headings, for a spreadsheet."""
    return ",".join(COLUMNS) + "\r\n"


def read_visits(content: bytes) -> FileRead:
    """Every line, whatever is wrong with the others."""
    found = FileRead()
    try:
        lines = list(_lines(content))
    except (csv.Error, UnicodeDecodeError):
        found.problems.append(Problem(1, "file", "", "Save it from the spreadsheet as CSV."))
        return found
    headings = [name.strip().lower() for name in lines[0][1]] if lines else []
    found.problems += _heading_problems(headings)
    if found.problems:
        return found
    if not lines[1:]:
        found.problems.append(Problem(2, "file", "", "Add a line for each visit."))
    if len(lines) > MOST_LINES + 1:
        what = f"Split the file: at most {MOST_LINES} visits at once."
        found.problems.append(Problem(MOST_LINES + 2, "file", "", what))
        return found
    for number, cells in lines[1:]:
        if len(cells) > len(headings):
            what = "There are more values than headings: put text with a comma in quotes."
            found.problems.append(Problem(number, "file", cells[-1], what))
            continue
        values = dict.fromkeys(COLUMNS, "")
        values |= dict(zip(headings, (cell.strip() for cell in cells), strict=False))
        _read_line(number, values, found)
    return found


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not empty, with its number. Spreadsheets also save semicolons and the
    Windows alphabet."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    if "\0" in text:
        raise csv.Error("not text")
    heading = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in heading else ",", strict=True
    )
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1


def _heading_problems(headings: list[str]) -> Iterator[Problem]:
    for name in NEEDED:
        if name not in headings:
            yield Problem(1, name, "", f"Add a column headed “{name}”.")
    for name in dict.fromkeys(headings):
        if name not in COLUMNS:
            what = "No column has this heading: use those of the template, or take it out."
            yield Problem(1, "heading", name, what)
        elif headings.count(name) > 1:
            yield Problem(1, "heading", name, "This heading stands there twice: keep one.")


def _read_line(number: int, values: Mapping[str, str], found: FileRead) -> None:
    before = len(found.problems)

    def read(column: str, how: Callable[[str], Value]) -> Value | None:
        value = values[column]
        try:
            _check_given(column, value)
            return how(value)
        except Unreadable as error:
            found.problems.append(Problem(number, column, value[:100], str(error)))
            return None

    child, visitor = read(CHILD, str), read(VISITOR, str)
    visited_on, recorded_on = read(DATE, _day), read(WRITTEN_UP, _day_if_any)
    seen, alone, bedroom = read(SEEN, _yes_or_no), read(ALONE, _answer), read(BEDROOM, _answer)
    reason, not_alone = read(WHY_NOT_SEEN, _reason), read(WHY_NOT_ALONE, str)
    own_id = read(VISIT_ID, str)
    if seen is False and alone == SeenAnswer.YES:
        what = "A child who was not seen was not seen alone."
        found.problems.append(Problem(number, ALONE, values[ALONE], what))
    if visited_on and recorded_on and recorded_on < visited_on:
        what = "It cannot be written up before the visit."
        found.problems.append(Problem(number, WRITTEN_UP, values[WRITTEN_UP], what))
    if len(found.problems) > before or child is None or visitor is None or visited_on is None:
        return
    what_was_seen = Seen(
        was_seen=bool(seen),
        alone=alone or SeenAnswer.UNKNOWN,
        bedroom=bedroom or SeenAnswer.UNKNOWN,
        not_seen_reason=reason,
        not_alone_reason=not_alone or "",
    )
    source_id = own_id or made_id(child, visited_on, visitor)
    found.rows.append(
        FileRow(number, child, visited_on, what_was_seen, visitor, recorded_on, source_id)
    )


def made_id(child: str, day: dt.date, visitor: str) -> str:
    """For a visit without a number of its own: the same child, day and visitor are one visit."""
    words = f"{child}|{day}|{visitor.casefold()}"
    return f"file:{hashlib.sha256(words.encode()).hexdigest()[:40]}"


def _check_given(column: str, value: str) -> None:
    if not value and column in NEEDED:
        raise Unreadable("This may not be empty.")
    if len(value) > LONGEST.get(column, 50):
        raise Unreadable(f"At most {LONGEST.get(column, 50)} letters.")


def _day(value: str) -> dt.date:
    for style in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(value, style).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Unreadable("Write a real day as 2026-11-20 or 20/11/2026.")


def _day_if_any(value: str) -> dt.date | None:
    return _day(value) if value else None


def _yes_or_no(value: str) -> bool:
    known = {"yes": True, "y": True, "no": False, "n": False}
    if value.lower() not in known:
        raise Unreadable("Write yes or no.")
    return known[value.lower()]


def _answer(value: str) -> SeenAnswer:
    if value.lower() in ("", "unknown"):
        return SeenAnswer.UNKNOWN
    return SeenAnswer.YES if _yes_or_no(value) else SeenAnswer.NO


def _reason(value: str) -> NotSeenReason | None:
    if not value:
        return None
    if value.lower() not in NotSeenReason.values:
        raise Unreadable(f"Write one of these, or nothing: {', '.join(NotSeenReason.values)}.")
    return NotSeenReason(value.lower())
