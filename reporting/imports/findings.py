"""What was refused, left as it is, or missing: kept in a file of its own while the import runs.

The import may be rolled back; what it found must not be. And there may be millions of them.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reporting.enums import Severity
from reporting.models import Finding, ImportRun

NAMES = ("severity", "file", "line", "column", "value", "message")
TOGETHER = 2000


class Findings:
    """`files` tells for each table the name of the file it came from."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self._kept = tempfile.TemporaryFile("w+", newline="", encoding="utf-8")  # noqa: SIM115
        self._writer = csv.writer(self._kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._kept.close()

    def add(
        self,
        severity: Severity,
        table: str,
        line: int | None,
        message: str,
        *,
        column: str = "",
        value: Any = "",
    ) -> None:
        """`table` may also be the name of a file that is no table."""
        self.counts[severity] += 1
        file = self.files.get(table, table)
        said = "" if value is None else str(value)
        self._writer.writerow(
            [severity.value, file[:100], line or "", column[:60], said[:200], message[:400]]
        )

    @property
    def refused(self) -> int:
        return self.counts[Severity.ERROR]

    def rows(self) -> Iterator[dict[str, str]]:
        """In the order they were found."""
        self._kept.flush()
        self._kept.seek(0)
        yield from csv.DictReader(self._kept, fieldnames=NAMES)
        self._kept.seek(0, 2)

    def write_report(self, path: Path) -> None:
        with path.open("w", newline="", encoding="utf-8-sig") as out:
            writer = csv.DictWriter(out, NAMES)
            writer.writeheader()
            for row in self.rows():
                writer.writerow({name: without_formula(value) for name, value in row.items()})

    def keep(self, run: ImportRun) -> None:
        """As rows of the run, for the page."""
        batch: list[Finding] = []
        for row in self.rows():
            line = int(row["line"]) if row["line"] else None
            batch.append(Finding(run=run, **{**row, "line": line}))
            if len(batch) == TOGETHER:
                Finding.objects.bulk_create(batch)
                batch = []
        Finding.objects.bulk_create(batch)


def without_formula(value: str) -> str:
    """A cell that a spreadsheet would calculate is shown as it stands."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
