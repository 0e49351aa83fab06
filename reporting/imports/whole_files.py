"""What can only be asked of the files as a whole: ids, links, and who belongs to which family."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from reporting.enums import Severity
from reporting.imports.findings import Findings
from reporting.imports.plans_here import NAMED_IN
from reporting.imports.tables import ALL

TOGETHER = 5000
# A bad row has no digest: it is never the same as another, or a family could lose its only bad row.
AGAIN = """
    SELECT tbl, line, source_id, first_line, digest <> '' AND digest = first_digest FROM (
        SELECT tbl, line, source_id, digest,
            first_value(line) OVER first AS first_line,
            first_value(digest) OVER first AS first_digest,
            row_number() OVER first AS place
        FROM import_row WHERE source_id <> ''
        WINDOW first AS (PARTITION BY tbl, source_id ORDER BY line)
    ) numbered WHERE place > 1 ORDER BY tbl, line"""
TWO_FAMILIES = """
    SELECT line, person FROM (
        SELECT line, person, cells->>'fami_family_id' AS family,
            first_value(cells->>'fami_family_id') OVER (PARTITION BY person ORDER BY line) AS first
        FROM import_row WHERE tbl = 'ssd_family' AND NOT bad
    ) belonging WHERE family <> first ORDER BY line"""
SAME_PUPIL = """
    SELECT line, cells->>'pers_upn' FROM import_row
    WHERE tbl = 'ssd_person' AND NOT bad AND (
        cells->>'pers_upn' IN (
            SELECT cells->>'pers_upn' FROM import_row
            WHERE tbl = 'ssd_person' AND cells->>'pers_upn' <> ''
            GROUP BY 1 HAVING count(*) > 1)
        OR EXISTS (SELECT 1 FROM people_child known WHERE known.upn = cells->>'pers_upn'
            AND known.upn <> '' AND known.local_id <> source_id))
    ORDER BY line"""
# No error: a made-up number (0000000000 fits its check digit) would keep many families out. What a
# duplicate that was merged here has is not followed.
SAME_NHS_NUMBER = """
    WITH told AS (
        SELECT line, source_id, cells->>'pers_single_unique_id' AS number FROM import_row
        WHERE tbl = 'ssd_person' AND NOT bad AND cells->>'pers_single_unique_id' <> ''
          AND NOT EXISTS (SELECT 1 FROM people_child own
              JOIN people_person person ON person.id = own.person_id
              WHERE own.local_id = source_id AND person.merged_into_id IS NOT NULL)
    )
    SELECT line, number FROM told
    WHERE number IN (SELECT number FROM told GROUP BY 1 HAVING count(*) > 1)
       OR EXISTS (SELECT 1 FROM people_child known WHERE known.nhs_number = told.number
           AND known.nhs_number <> '' AND known.local_id <> told.source_id)
    ORDER BY line"""
# With another digest the row is looked at again once only one child has the number.
WITHOUT_NHS_NUMBER = """
    UPDATE import_row SET cells = cells - 'pers_single_unique_id', digest = md5(digest)
    WHERE tbl = 'ssd_person' AND line = %s"""
LOST = """
    SELECT line, cells->>%(column)s FROM import_row mine
    WHERE tbl = %(table)s AND NOT bad AND cells->>%(column)s <> ''
      AND NOT EXISTS (SELECT 1 FROM import_row other
          WHERE other.tbl = %(other)s AND other.source_id = mine.cells->>%(column)s)
      AND NOT EXISTS (SELECT 1 FROM reporting_importedrow known
          WHERE known."table" = %(other)s AND known.source_id = mine.cells->>%(column)s)
    ORDER BY line"""
ANOTHERS = "The plan is another child’s: mend the id of the plan."
NOT_THEIRS = """
    SELECT mine.line, mine.cells->>%(column)s FROM import_row mine
    JOIN import_row plan ON plan.tbl = 'ssd_cp_plans' AND plan.source_id = mine.cells->>%(column)s
    WHERE mine.tbl = %(table)s AND NOT mine.bad AND NOT plan.bad AND plan.person <> mine.person
    ORDER BY mine.line"""
# Whose family is known here stays in it with every row, whatever family the source has now: else
# an adopted child would take the new name and home along into the family of birth. Asked of each
# person once: there are a hundred rows of each.
FAMILIES = """
    CREATE TEMPORARY TABLE import_person AS
        SELECT person, 'person:' || person AS family FROM import_row
        WHERE person <> '' GROUP BY person;
    CREATE UNIQUE INDEX ON import_person (person);
    ANALYZE import_person;
    UPDATE import_person mine SET family = 'family:' || (belongs.cells->>'fami_family_id')
    FROM import_row belongs
    WHERE belongs.tbl = 'ssd_family' AND NOT belongs.bad AND mine.person = belongs.person;
    UPDATE import_person mine SET family = known.source_id
    FROM (
        SELECT DISTINCT ON (child.local_id) child.local_id, family.source_id
        FROM people_child child JOIN reporting_importedrow family
          ON family."table" = 'ssd_family/family'
         AND family.target = 'people.family:' || child.family_id
        ORDER BY child.local_id, family.source_id
    ) known WHERE mine.person = known.local_id AND mine.family = 'person:' || known.local_id;
    UPDATE import_person mine SET family = known.source_id
    FROM (
        SELECT DISTINCT ON (child.local_id) child.local_id, child.family_id, family.source_id
        FROM people_child child JOIN reporting_importedrow family
          ON family."table" = 'ssd_family/family'
         AND family.target = 'people.family:' || child.family_id
         AND starts_with(family.source_id, 'family:')
        ORDER BY child.local_id, family.source_id
    ) known WHERE mine.person = known.local_id AND starts_with(mine.family, 'family:')
      AND NOT EXISTS (SELECT 1 FROM reporting_importedrow same
          WHERE same."table" = 'ssd_family/family' AND same.source_id = mine.family
            AND same.target = 'people.family:' || known.family_id);
    UPDATE import_row SET family = mine.family
    FROM import_person mine WHERE import_row.person = mine.person;
    DROP TABLE import_person;
    ANALYZE import_row"""
STATES = """
    UPDATE import_row SET state = CASE WHEN known.digest = import_row.digest
        THEN 'same' ELSE 'changed' END, target = known.target
    FROM reporting_importedrow known
    WHERE known."table" = import_row.tbl AND known.source_id = import_row.source_id;
    UPDATE import_row SET state = 'refused' WHERE bad OR family IN (
        SELECT family FROM import_row WHERE bad AND family IS NOT NULL)"""


def check(findings: Findings) -> None:
    """Lists what is wrong and marks those rows as bad; then says of each row whether it is new,
    changed or as before, and refuses every row of a family that has a bad one."""
    _again(findings)
    _in_two_families(findings)
    _same_pupil(findings)
    _same_nhs_number(findings)
    for table in ALL.values():
        for link in table.links:
            # Without the other file altogether, what it would say is simply not there.
            if link.needed or link.table in findings.files:
                _lost(table.name, link.column, link.table, link.needed, findings)
    _plans_of_others(findings)
    _run(FAMILIES)
    _run(STATES)


def _again(findings: Findings) -> None:
    for table, line, source_id, first, is_same in _ask(AGAIN):
        column = ALL[table].key
        if is_same:
            message = f"The same row as line {first}: read once."
            findings.add(Severity.NOTE, table, line, message, column=column, value=source_id)
            _each("DELETE FROM import_row WHERE tbl = %s AND line = %s", (table, line))
        else:
            message = f"Line {first} has this id too: each row needs an id of its own."
            findings.add(Severity.ERROR, table, line, message, column=column, value=source_id)
            _mark(table, line)
            _mark(table, first)


def _in_two_families(findings: Findings) -> None:
    for line, person in _ask(TWO_FAMILIES):
        message = "This person is in another family as well: keep the one they are worked with in."
        findings.add(
            Severity.ERROR, "ssd_family", line, message, column="fami_person_id", value=person
        )
        _mark("ssd_family", line)


def _same_pupil(findings: Findings) -> None:
    for line, upn in _ask(SAME_PUPIL):
        message = "Another child has this pupil number: find out whose it is."
        findings.add(Severity.ERROR, "ssd_person", line, message, column="pers_upn", value=upn)
        _mark("ssd_person", line)


def _same_nhs_number(findings: Findings) -> None:
    column = "pers_single_unique_id"
    for line, number in _ask(SAME_NHS_NUMBER):
        message = (
            "Another child has this NHS number: find out whose it is, and correct it here on the "
            "pages of both. Left out; a number that is recorded here stays."
        )
        findings.add(Severity.GAP, "ssd_person", line, message, column=column, value=number)
        _each(WITHOUT_NHS_NUMBER, (line,))


def _lost(table: str, column: str, other: str, needed: bool, findings: Findings) -> None:
    for line, value in _ask(LOST, {"table": table, "column": column, "other": other}):
        if needed:
            message = f"No row of {other} has this id: add it, or take this row out."
            findings.add(Severity.ERROR, table, line, message, column=column, value=value)
            _mark(table, line)
        else:
            message = f"No row of {other} has this id: what it would say is not known."
            findings.add(Severity.GAP, table, line, message, column=column, value=value)


def _plans_of_others(findings: Findings) -> None:
    for table, column in NAMED_IN.items():
        for line, value in _ask(NOT_THEIRS, {"table": table, "column": column}):
            findings.add(Severity.ERROR, table, line, ANOTHERS, column=column, value=value)
            _mark(table, line)


def _mark(table: str, line: int) -> None:
    _each("UPDATE import_row SET bad = true WHERE tbl = %s AND line = %s", (table, line))


def _each(sql: str, values: tuple[Any, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _ask(sql: str, values: dict[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
    """A row at a time: a file may be about nobody from its first line to its last."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(TOGETHER):
            yield from rows
