"""The files, read once into a table of this session, and what must be asked of them as a whole."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from reporting.enums import Severity
from reporting.imports.findings import Findings
from reporting.imports.parsing import BadValue
from reporting.imports.reading import Line, Unreadable, files_in, lines_of
from reporting.imports.table import Column, Table
from reporting.imports.tables import ALL

TOGETHER = 5000
NOT_KEPT = "Chairside does not keep this column."
SETUP = """
    DROP TABLE IF EXISTS import_row;
    CREATE TEMPORARY TABLE import_row (
        tbl text NOT NULL, line integer NOT NULL, source_id text NOT NULL, person text NOT NULL,
        digest text NOT NULL, cells jsonb NOT NULL, bad boolean NOT NULL,
        family text, state text NOT NULL DEFAULT 'new', target text NOT NULL DEFAULT '')"""
INDEXES = """
    CREATE INDEX ON import_row (tbl, source_id);
    CREATE INDEX ON import_row (tbl, line);
    CREATE INDEX ON import_row (family);
    ANALYZE import_row"""


def stage(folder: Path, findings: Findings) -> None:
    """Read every file into `import_row`. Raises `Unreadable` when one cannot be read whole."""
    _run(SETUP)
    broken = False
    for name, path in files_in(folder, set(ALL), findings).items():
        try:
            _copy(_rows(ALL[name], lines_of(path, findings, name), findings))
        except Unreadable as error:
            findings.add(Severity.ERROR, name, error.line, str(error))
            broken = True
    _run(INDEXES)
    if not findings.files:
        message = "There is no file of the dataset here, as ssd_person.csv: name the right folder."
        findings.add(Severity.ERROR, "All files", None, message)
        broken = True
    if broken:
        raise Unreadable("A file could not be read whole, so nothing was loaded.")


def clear() -> None:
    """The connection lives on; what it read need not."""
    _run("DROP TABLE IF EXISTS import_row")


def _run(sql: str, values: Iterable[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values) or None)


def _copy(rows: Iterable[list[Any]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    waiting = 0
    for row in rows:
        writer.writerow(row)
        waiting += 1
        if waiting == TOGETHER:
            _send(buffer)
            waiting = 0
    _send(buffer)


def _send(buffer: io.StringIO) -> None:
    buffer.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(
            "COPY import_row (tbl, line, source_id, person, digest, cells, bad) "
            "FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL (source_id, person, digest))",
            buffer,
        )
    buffer.seek(0)
    buffer.truncate()


def _rows(table: Table, lines: Iterator[Line], findings: Findings) -> Iterator[list[Any]]:
    heading = next(lines, None)
    if heading is None:
        return
    columns = _columns(table, heading, findings)
    unread = _unread(table, heading)
    width = len(heading.cells)
    short: int | None = None
    for line in lines:
        _say_not_kept(unread, table, line, findings)
        if short is not None:
            _refuse_short(findings, table, short)
        short = line.number if len(line.cells) < width else None
        if short is None:
            yield _row(table, columns, line, width, findings)
        else:
            yield _as_bad(table, columns, line)
    if short is not None:
        raise Unreadable("The last row is cut off: the file is not whole. Export it again.", short)


def _columns(table: Table, heading: Line, findings: Findings) -> list[Column | None]:
    names = _names(heading)
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            raise Unreadable(f"The column {name} stands there twice: keep one.", 1)
        if name not in table.names:
            message = "No column of this name is read: it was ignored."
            findings.add(Severity.NOTE, table.name, 1, message, column=name)
    for column in table.columns:
        if column.name in names:
            continue
        if column.needed:
            raise Unreadable(f"The column {column.name} is missing: export it too.", 1)
        if column.gap:
            message = f"The file has no such column. {column.gap}"
            findings.add(Severity.GAP, table.name, 1, message, column=column.name)
    return [table.by_name.get(name) for name in names]


def _names(heading: Line) -> list[str]:
    return [name.strip().lower() for name in heading.cells]


def _unread(table: Table, heading: Line) -> dict[int, str]:
    """Columns that are known and not kept, by their place in the row."""
    return {place: name for place, name in enumerate(_names(heading)) if name in table.unread}


def _say_not_kept(unread: dict[int, str], table: Table, line: Line, findings: Findings) -> None:
    """Once for each column, at the first line where it holds anything."""
    cells = line.cells
    for place in [each for each in unread if each < len(cells) and cells[each].strip()]:
        name = unread.pop(place)
        findings.add(Severity.NOTE, table.name, line.number, NOT_KEPT, column=name)


def _refuse_short(findings: Findings, table: Table, line: int) -> None:
    findings.add(Severity.ERROR, table.name, line, "The row has too few values: export it again.")


def _as_bad(table: Table, columns: list[Column | None], line: Line) -> list[Any]:
    given = _given(columns, line)
    key, person = given.get(table.key, ""), given.get(table.person, "")
    return [table.name, line.number, key, person, "", "{}", True]


def _given(columns: list[Column | None], line: Line) -> dict[str, str]:
    """What stands in each column that is read."""
    cells = zip(columns, line.cells, strict=False)
    return {column.name: cell.strip() for column, cell in cells if column}


def _is_gap(column: Column, given: dict[str, str]) -> bool:
    return not column.gap_with or bool(given.get(column.gap_with))


def _row(
    table: Table, columns: list[Column | None], line: Line, width: int, findings: Findings
) -> list[Any]:
    """The row as it is staged: what each cell says, and whether any of it is refused."""
    cells: dict[str, Any] = {}
    problems: list[tuple[str, str, str]] = []
    if len(line.cells) > width:
        message = "The row has too many values: put text with a comma in quotation marks."
        problems.append(("", line.cells[-1], message))
    given = _given(columns, line)
    for name, value in given.items():
        column = table.by_name[name]
        cells[name] = _read(column, value, table, line, problems, findings)
        if not value and column.gap and _is_gap(column, given):
            findings.add(Severity.GAP, table.name, line.number, column.gap, column=name)
    if not problems and table.check is not None:
        problems = [(name, str(cells.get(name) or ""), why) for name, why in table.check(cells)]
    for name, value, message in problems:
        findings.add(Severity.ERROR, table.name, line.number, message, column=name, value=value)
    if problems:
        return _as_bad(table, columns, line)
    said = json.dumps(cells, ensure_ascii=False)
    digest = hashlib.md5(said.encode(), usedforsecurity=False).hexdigest()
    person = cells[table.person] if table.person else ""
    return [table.name, line.number, cells[table.key], person, digest, said, False]


def _read(
    column: Column,
    value: str,
    table: Table,
    line: Line,
    problems: list[tuple[str, str, str]],
    findings: Findings,
) -> Any:
    if not value:
        if column.needed:
            problems.append((column.name, "", "This may not be empty."))
        return None
    if "\0" in value:
        problems.append((column.name, "", "This is not text: export it again."))
        return None
    try:
        return column.read(value)
    except BadValue as error:
        if column.soft and not column.needed:
            message = f"{error} Left out; the rest of the row was read."
            findings.add(
                Severity.GAP, table.name, line.number, message, column=column.name, value=value
            )
        else:
            problems.append((column.name, value, str(error)))
        return None
