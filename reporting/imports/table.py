"""A table of the source: its columns, what each must be, and whom a row is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reporting.imports.parsing import Reader


@dataclass(frozen=True)
class Column:
    """`needed`: a row without it is refused. `soft`: a value that cannot be read is left out and
    listed. `gap`: said where it is empty, because a figure will be missing, and once where the file
    has no such column; `gap_with`: in no row in which this other column is empty, too."""

    name: str
    read: Reader
    needed: bool = False
    soft: bool = False
    gap: str = ""
    gap_with: str = ""
    example: str = ""


@dataclass(frozen=True)
class Link:
    """A column that names a row of another table. `needed`: without that row this one is refused;
    otherwise it comes in without the link, and that is listed."""

    column: str
    table: str
    needed: bool = False


@dataclass(frozen=True)
class Table:
    """`key` is the id of the row; `person` the column that says whom it is about, if it does.
    `referral` the column that names a referral and is kept with the row, not with what it became.
    `unread`: columns of the standard that nothing here keeps."""

    name: str
    key: str
    columns: tuple[Column, ...]
    person: str = ""
    referral: str = ""
    links: tuple[Link, ...] = ()
    unread: tuple[str, ...] = ()
    # Looks at one row by itself: yields (column, message) for each thing that cannot be.
    check: Callable[[dict[str, Any]], list[tuple[str, str]]] | None = None
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def names(self) -> list[str]:
        return [*(column.name for column in self.columns), *self.unread]


def not_before(first: str, last: str) -> Callable[[dict[str, Any]], list[tuple[str, str]]]:
    """A check that the day in `last` is not before the one in `first`."""

    def check(cells: dict[str, Any]) -> list[tuple[str, str]]:
        start, end = cells.get(first), cells.get(last)
        if start and end and end < start:
            return [(last, "It ends before it starts: mend one of the days in the case system.")]
        return []

    return check
