"""The report as a document that can be edited: headings, tables, charts with words."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from reporting.annual import layout
from reporting.annual.content import Content, Section
from reporting.annual.pictures import Drawn
from reporting.charts.drawing import png

TABLE_STYLE = "Light Grid Accent 1"
WIDTH, MARGIN, FIRST_COLUMN = Cm(15), Cm(2), Cm(7)
A4 = Cm(21), Cm(29.7)
FONT, LANGUAGE = "Arial", "en-GB"
EPOCH = (1980, 1, 1, 0, 0, 0)


def as_docx(content: Content) -> bytes:
    """The same content gives the same bytes: the days inside are those of the content."""
    document = Document()
    known = dt.datetime.fromisoformat(content.known_on)
    about = document.core_properties
    about.title, about.author, about.language = content.title, "Chairside", LANGUAGE
    about.created = about.modified = known
    _lay_out(document, content)
    document.add_heading(content.title, 0)
    for words in layout.about(content):
        document.add_paragraph(words)
    for section in content.sections:
        if layout.has_something(section):
            _section(document, section, content)
    _checks(document, content)
    _definitions(document, content)
    kept = io.BytesIO()
    document.save(kept)
    return _with_one_day(kept.getvalue())


def _lay_out(document: Any, content: Content) -> None:
    """English paper and spelling, not American; what it is stands at the foot of each page."""
    page = document.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    for_whom = "" if content.is_public else " · Full edition, for the service only"
    foot = page.footer.paragraphs[0]
    foot.text = f"{content.title}{for_whom} · Page "
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _section(document: Any, section: Section, content: Content) -> None:
    document.add_heading(section.title, 1)
    if section.said_before:
        document.add_heading(f"What we said in {content.year_before}", 2)
        _paragraphs(document, section.said_before)
        document.add_heading("What we did", 2)
    _paragraphs(document, section.commentary)
    rows = layout.rows_of(section)
    if rows:
        _table(document, layout.headings_of(content), [row.cells for row in rows])
    for detail in layout.details_of(section):
        document.add_heading(detail.name, 2)
        if detail.picture:
            _picture(document, detail.picture)
        for table in detail.tables:
            document.add_paragraph(table.caption, style="Caption")
            _table(document, table.headings, table.rows)


def _paragraphs(document: Any, words: str) -> None:
    for paragraph in layout.paragraphs(words):
        document.add_paragraph(paragraph)


def _picture(document: Any, drawn: Drawn) -> None:
    shape = document.add_picture(io.BytesIO(png(drawn.spec)), width=WIDTH)
    shape._inline.docPr.set("descr", drawn.words)
    document.add_paragraph(drawn.words)


def _table(document: Any, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Cells are set through the XML: python-docx finds each cell by counting all before it."""
    headings, rows = list(headings), [list(row) for row in rows]
    table = document.add_table(rows=1 + len(rows), cols=len(headings), style=TABLE_STYLE)
    rest = (WIDTH + Cm(2) - FIRST_COLUMN) // (len(headings) - 1)
    for row, words in zip(table.rows, [headings, *rows], strict=True):
        for place, (cell, each) in enumerate(zip(row.cells, words, strict=True)):
            cell.text, cell.width = each, rest if place else FIRST_COLUMN
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    document.add_paragraph()


def _checks(document: Any, content: Content) -> None:
    document.add_heading("Does it add up?", 1)
    for check in content.checks:
        if not check.holds:
            why = " ".join(f"{each.said.capitalize()}." for each in check.why)
            document.add_paragraph(
                f"{check.name}: {check.words}. {check.verdict}. {why}".strip(), style="List Bullet"
            )
    rows = [(check.name, check.words, check.verdict) for check in content.checks]
    _table(document, ("What should add up", "Sum", "Does it?"), rows)


def _definitions(document: Any, content: Content) -> None:
    document.add_heading("Definitions and sources", 1)
    for block in content.measures:
        document.add_heading(block.name, 2)
        out_of = f" Out of: {block.denominator_is}." if block.denominator_is else ""
        document.add_paragraph(f"{block.definition} Counted: {block.numerator_is}.{out_of}")
        document.add_paragraph(f"Left out: {block.excludes} Source: {block.source}.")


def _with_one_day(document: bytes) -> bytes:
    """Its parts, dated alike: a zip file otherwise holds the minute it was made."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as made, zipfile.ZipFile(kept, "w") as again:
        for name in made.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(info, made.read(name))
    return kept.getvalue()
