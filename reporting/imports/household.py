"""The staged rows of one family, and of the few hundred that are written together."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from accounts.models import User
from people.models import Child, Family
from reporting.enums import Severity
from reporting.imports.findings import Findings
from reporting.imports.tables import ALL
from reporting.models import ImportedRow, ImportRun

Key = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """`target` is what it became at an earlier import, if it did."""

    table: str
    line: int
    source_id: str
    person: str
    digest: str
    cells: dict[str, Any]
    target: str = ""

    @property
    def key(self) -> Key:
        return (self.table, self.source_id)

    def __getitem__(self, column: str) -> Any:
        """What the column says; None where it is empty or absent."""
        return self.cells.get(column)

    def word(self, column: str) -> str:
        return self.cells.get(column) or ""

    def day(self, column: str) -> dt.date | None:
        said = self.cells.get(column)
        return dt.date.fromisoformat(said) if said else None


@dataclass
class Household:
    """`key` is the family's id in the source; of a person without one, their own. `merged`: those
    whose record here was merged into another; `children` has the one that is kept. `moved`: those
    whom the source now has in another family."""

    key: str
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    family: Family | None = None
    children: dict[str, Child] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    refused: bool = False


@dataclass
class Batch:
    """What is written together. Its findings count only once it is. `referrals`: the one that each
    row names, where its table tells of them."""

    run: ImportRun
    user: User
    households: list[Household]
    targets: dict[Key, str] = field(default_factory=dict)
    digests: dict[Key, str] = field(default_factory=dict)
    referrals: dict[Key, str] = field(default_factory=dict)
    found: list[tuple[Severity, str, int, str, str, Any]] = field(default_factory=list)
    doubtful: set[Key] = field(default_factory=set)
    made_up: dict[Key, str] = field(default_factory=dict)

    def standing(self) -> list[Household]:
        return [each for each in self.households if not each.refused]

    def rows(self, table: str) -> Iterator[tuple[Household, Row]]:
        for household in self.standing():
            for row in household.rows.get(table, ()):
                yield household, row

    def note(
        self, severity: Severity, row: Row, message: str, column: str = "", value: Any = ""
    ) -> None:
        """A row with a conflict is looked at again by the next import, and listed again."""
        self.found.append((severity, row.table, row.line, message, column, value))
        if severity == Severity.CONFLICT:
            self.doubtful.add(row.key)

    def refuse(
        self, household: Household, row: Row, message: str, column: str = "", value: Any = ""
    ) -> None:
        household.refused = True
        self.note(Severity.ERROR, row, message, column, value)

    def pk_of(self, key: Key, model: type[models.Model]) -> int | None:
        label, _, pk = self.targets.get(key, "").partition(":")
        return int(pk) if label == model._meta.label_lower else None

    def became(self, key: Key, thing: models.Model) -> None:
        self.targets[key] = f"{thing._meta.label_lower}:{thing.pk}"

    def tell(self, findings: Findings) -> None:
        for severity, table, line, message, column, value in self.found:
            findings.add(severity, table, line, message, column=column, value=value)


def load(run: ImportRun, user: User, keys: Iterable[str]) -> Batch:
    """The rows of these families, and what they became before. One with a bad row is refused
    already; the others of it are only looked at, so that all that is wrong is listed at once."""
    households = {key: Household(key) for key in keys}
    batch = Batch(run, user, list(households.values()))
    sql = """
        SELECT family, tbl, line, source_id, person, digest, cells::text, target, bad, state
        FROM import_row WHERE family = ANY(%s) ORDER BY tbl, line"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(households)])
        for family, table, line, source_id, person, digest, cells, target, bad, state in cursor:
            households[family].refused |= state == "refused"
            if bad:
                continue
            row = Row(table, line, source_id, person, digest, json.loads(cells), target)
            households[family].rows[table].append(row)
            batch.digests[row.key] = digest
            if ALL[table].referral in row.cells:
                batch.referrals[row.key] = row.word(ALL[table].referral)
            if target:
                batch.targets[row.key] = target
    _recall_links(batch)
    return batch


def _recall_links(batch: Batch) -> None:
    """What the rows name of other tables, which may have come with an earlier delivery."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for household in batch.households:
        for table, rows in household.rows.items():
            for link in ALL[table].links:
                wanted[link.table] |= {row.word(link.column) for row in rows}
    for table, ids in wanted.items():
        recall(batch, table, {each for each in ids if (table, each) not in batch.targets})


def recall(batch: Batch, table: str, source_ids: Iterable[str]) -> None:
    """What things that no row of the source stands for (a meeting, a family) became before."""
    known = ImportedRow.objects.filter(table=table, source_id__in=list(source_ids))
    for source_id, target in known.values_list("source_id", "target"):
        batch.targets[table, source_id] = target
