"""A table that keeps its widths, says its headings on each page and breaks between rows only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.shared import Cm

from reporting.annual.word.parts import part
from reporting.annual.word.styles import CELL, FIGURE, TABLE, WIDTH

SHORT = 20  # rows that stand together on one page
SMALL = Cm(14)  # where few columns would else stand far apart
NARROW, USUAL, BROAD = Cm(5), Cm(7), Cm(9)  # of a first column


def add_table(
    document: Any,
    caption: str,
    headings: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    first: int,
    of_words: bool = False,
) -> None:
    """`first` is the width of the first column; the others share the rest, and hold figures
    unless it is `of_words`."""
    document.add_paragraph(caption, style="Caption")
    said = [list(headings), *(list(row) for row in rows)]
    others = len(said[0]) - 1
    whole = WIDTH if others > 2 or of_words else SMALL
    widths = [first, *[(whole - first) // others] * others]
    styles = [document.styles[CELL], document.styles[CELL if of_words else FIGURE]]
    table = document.add_table(rows=len(said), cols=len(widths), style=TABLE)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, cells in zip(table.rows, said, strict=True):
        _fill(row, cells, widths, styles)
    table.rows[0]._tr.get_or_add_trPr().append(part("w:tblHeader"))
    if len(said) <= SHORT + 1:
        _keep_together(list(table.rows)[:-1])


def _keep_together(rows: list[Any]) -> None:
    for row in rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _fill(row: Any, said: list[str], widths: list[int], styles: list[Any]) -> None:
    row._tr.get_or_add_trPr().append(part("w:cantSplit"))
    for place, (cell, each) in enumerate(zip(row.cells, said, strict=True)):
        cell.width = widths[place]
        cell.paragraphs[0].style = styles[min(place, 1)]
        cell.paragraphs[0].text = each
