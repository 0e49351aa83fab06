"""Empty files with the right headings, and an example row of each."""

from __future__ import annotations

import csv
from pathlib import Path

from reporting.imports.tables import ALL


def write_templates(folder: Path, *, with_examples: bool = False) -> list[Path]:
    """One file for each table. Never writes over a file that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for table in ALL.values():
        path = folder / f"{table.name}.csv"
        with path.open("x", newline="", encoding="utf-8-sig") as file:
            writer = csv.writer(file)
            writer.writerow(table.names)
            if with_examples:
                examples = [column.example for column in table.columns]
                writer.writerow([*examples, *("" for _ in table.unread)])
        made.append(path)
    return made
