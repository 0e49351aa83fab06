"""The report as a document that can be edited: headings, tables, charts with words."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from django.utils.text import capfirst
from docx import Document
from docx.shared import Cm

from reporting.annual import layout
from reporting.annual.aims import aims_of
from reporting.annual.content import Content, Section
from reporting.annual.pictures import Drawn
from reporting.annual.word.contents import add_contents, add_part
from reporting.annual.word.styles import LANGUAGE, lay_out
from reporting.annual.word.tables import BROAD, NARROW, USUAL, add_table
from reporting.charts.drawing import png

PICTURE_WIDTH = Cm(15)
EPOCH = (1980, 1, 1, 0, 0, 0)


def as_docx(content: Content) -> bytes:
    """The same content gives the same bytes: the days inside are those of the content."""
    document = Document()
    _say_what_it_is(document, content)
    lay_out(document, content)
    document.add_heading(content.title, 0)
    for words in layout.about(content):
        document.add_paragraph(words)
    sections = [each for each in content.sections if layout.has_something(each)]
    add_contents(document, [*(each.title for each in sections), layout.SUMS, layout.DEFINITIONS])
    for number, section in enumerate(sections, start=1):
        add_part(document, number, section.title, apart=number == 1)
        _section(document, section, content)
    add_part(document, len(sections) + 1, layout.SUMS, apart=True)
    _checks(document, content)
    add_part(document, len(sections) + 2, layout.DEFINITIONS, apart=True)
    _definitions(document, content)
    kept = io.BytesIO()
    document.save(kept)
    return _with_one_day(kept.getvalue())


def _say_what_it_is(document: Any, content: Content) -> None:
    about = document.core_properties
    about.title, about.author, about.language = content.title, "Chairside", LANGUAGE
    about.created = about.modified = dt.datetime.fromisoformat(content.known_on)
    about.comments = ""


def _section(document: Any, section: Section, content: Content) -> None:
    if section.said_before:
        document.add_heading(f"What we said in {content.year_before}", 2)
        _paragraphs(document, layout.paragraphs(section.said_before))
        document.add_heading("What we did", 2)
    rows = [row.cells for row in layout.rows_of(section)]
    _paragraphs(document, layout.commentary_of(section))
    if rows:
        caption = f"{section.title}: figures of the year"
        add_table(document, caption, layout.headings_of(content), rows, first=USUAL)
    _paragraphs(document, aims_of(section))
    for detail in layout.details_of(section):
        document.add_heading(detail.name, 2)
        if detail.picture:
            _picture(document, detail.picture)
        for table in detail.tables:
            width = NARROW if len(table.headings) > 3 else USUAL
            add_table(document, table.caption, table.headings, table.rows, first=width)


def _paragraphs(document: Any, several: list[str]) -> None:
    for words in several:
        document.add_paragraph(words)


def _picture(document: Any, drawn: Drawn) -> None:
    shape = document.add_picture(io.BytesIO(png(drawn.spec)), width=PICTURE_WIDTH)
    shape._inline.docPr.set("descr", drawn.words)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph(drawn.words)


def _checks(document: Any, content: Content) -> None:
    wrong = [check for check in content.checks if not check.holds]
    if wrong:
        document.add_heading(layout.WRONG, 2)
    else:
        document.add_paragraph(layout.RIGHT)
    for check in wrong:
        why = " ".join(f"{capfirst(each.said)}." for each in check.why)
        said = f"{check.name}: {check.words}. {check.verdict}. {why}".strip()
        document.add_paragraph(said, style="List Bullet")
    rows = [(check.name, check.words, check.verdict) for check in content.checks]
    headings = ("What should add up", "Sum", "Does it?")
    add_table(document, layout.EVERY_SUM, headings, rows, first=BROAD, of_words=True)


def _definitions(document: Any, content: Content) -> None:
    for block in content.measures:
        document.add_heading(block.name, 2)
        out_of = f" Out of: {block.denominator_is}." if block.denominator_is else ""
        said = f"{block.definition} Counted: {block.numerator_is}.{out_of}"
        document.add_paragraph(said).paragraph_format.keep_with_next = True
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
