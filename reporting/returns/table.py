"""A list as a spreadsheet and as CSV, in which nothing that was typed can become a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

import xlsxwriter

Value = str | int | dt.date | None
# What a spreadsheet would calculate when the file is opened (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


def csv_name(sheet: Sheet) -> str:
    """As list-5.csv."""
    return f"{sheet.name.lower().replace(' ', '-')}.csv"


def harmless(value: Value) -> str | int:
    """Dates as dd/MM/yyyy; words that begin like a formula after an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def write_workbook(out: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """One sheet for each list; the first row holds the headings and nothing else."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.columns) - 1, 22)
            page.write_row(0, 0, sheet.columns, bold)
            for number, row in enumerate(sheet.rows, start=1):
                page.write_row(number, 0, [harmless(value) for value in row])


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark, so that Excel reads the accents."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([harmless(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")
