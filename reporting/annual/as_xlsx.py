"""The figures of the report as a spreadsheet: one sheet of figures, one of sums, one of words."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from reporting.annual.as_json import figure_row
from reporting.annual.content import Content

HEADINGS = {
    "measure": ("Measure", 46),
    "code": ("Code", 22),
    "period": ("Period", 10),
    "area": ("Area", 20),
    "by": ("By", 24),
    "part": ("Part", 34),
    "numerator": ("Counted", 10),
    "denominator": ("Out of", 10),
    "value": ("Figure", 10),
    "unit": ("Unit", 18),
    "note": ("Note", 16),
    "target": ("Target", 10),
    "tolerance_low": ("Tolerance from", 14),
    "tolerance_high": ("Tolerance to", 14),
}


def as_xlsx(content: Content) -> bytes:
    """The same bytes for the same content: the day in the file is the day it was known."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        known = dt.datetime.fromisoformat(content.known_on)
        book.set_properties({"title": content.title, "created": known})
        bold = book.add_format({"bold": True})
        _figures(book.add_worksheet("Figures"), content, bold)
        _checks(book.add_worksheet("Reconciliation"), content, bold)
        _definitions(book.add_worksheet("Definitions"), content, bold)
    return kept.getvalue()


def _figures(sheet: Any, content: Content, bold: Any) -> None:
    for column, (heading, width) in enumerate(HEADINGS.values()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    done: set[str] = set()
    for block in content.blocks:
        names = {each.code: each.name for each in block.parts}
        for line in block.lines:
            if line.key("") in done:
                continue
            done.add(line.key(""))
            row = figure_row(content, block, line, names)
            for column, name in enumerate(HEADINGS):
                sheet.write(len(done), column, row[name])
    sheet.freeze_panes(1, 1)


def _checks(sheet: Any, content: Content, bold: Any) -> None:
    for column, (heading, width) in enumerate(
        (("What should add up", 80), ("Sum", 60), ("Does it?", 18), ("Why not", 80))
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    for row, check in enumerate(content.checks, start=1):
        why = "; ".join(each.said for each in check.why)
        for column, words in enumerate((check.name, check.words, check.verdict, why)):
            sheet.write_string(row, column, words)


def _definitions(sheet: Any, content: Content, bold: Any) -> None:
    headings = ("Measure", "Definition", "Counted", "Out of", "Left out", "Source")
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, 40)
        sheet.write_string(0, column, heading, bold)
    for row, block in enumerate(content.measures, start=1):
        words = (
            block.name, block.definition, block.numerator_is, block.denominator_is,
            block.excludes, block.source,
        )  # fmt: skip
        for column, each in enumerate(words):
            sheet.write_string(row, column, each)
