"""The document to edit says what the paper says, and holds together in a word processor."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Length, RGBColor
from lxml import html

from reporting.annual import layout
from reporting.annual.as_docx import as_docx
from reporting.annual.as_pdf import html_of
from reporting.annual.content import Block, Check, Content, Line, Parts, Section, Term, Why
from reporting.annual.sections import MONTHS
from reporting.annual.word.styles import CONTENTS
from reporting.charts.control_spec import Aim

SEEN = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "caption": "Caption"}
TWELVE = [f"2025-{month:02d}" for month in range(4, 13)] + ["2026-01", "2026-02", "2026-03"]


def line(period: str, number: int, label: str = "", **more: Any) -> Line:
    value = {"numerator": number, "value": str(number), "words": str(number)}
    return Line("plans", period, label or period, **{**value, **more})


def block(*, parts: int = 2) -> Block:
    by_area = tuple(
        line("2025/26", 7, f"Area {number}", split="area", part=str(number))
        for number in range(parts)
    )
    return Block(
        measure="plans",
        name="Children on a plan",
        definition="Children with a plan.",
        numerator_is="Children",
        denominator_is="",
        source="Records.",
        excludes="Nothing.",
        shape="COUNT",
        unit="children",
        counted="Children",
        is_stock=True,
        high_is_good=None,
        now=line("2025/26", 17),
        before=line("2024/25", 7),
        months=tuple(line(period, 7 + place) for place, period in enumerate(TWELVE)),
        parts=(Parts("area", "Area", by_area),),
        chart=MONTHS,
        aim=Aim(20, 15, 25),
    )


def check(*, difference: int) -> Check:
    terms = (Term("East", "e", 7), Term("West", "w", 10))
    why = (Why("an ICPC of nobody's area", 1),) if difference else ()
    return Check("areas", "The areas", terms, Term("All", "a", 17), difference, why)


def content(*, is_public: bool = False, parts: int = 2, difference: int = 0) -> Content:
    return Content(
        year="2025/26",
        year_before="2024/25",
        title="Annual report 2025/26",
        scope="The whole service",
        known_on="2026-05-01",
        is_public=is_public,
        is_frozen=True,
        edition=1,
        sections=(
            Section("foreword", "Foreword", (), commentary="A <good> year.\n\nThanks & more."),
            Section("plans", "Children on a plan", (block(parts=parts),)),
            Section("did", "What we said and what we did", (), said_before="Shorter plans"),
        ),
        checks=(check(difference=difference), check(difference=0)),
    )


def opened(made: Content) -> Any:
    return Document(io.BytesIO(as_docx(made)))


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("difference", [0, 1])
def test_it_says_what_the_paper_says(*, is_public: bool, difference: int) -> None:
    made = content(is_public=is_public, difference=difference)
    document, page = opened(made), html.fromstring(html_of(made))
    kinds = {style: kind for kind, style in SEEN.items()} | {"List Bullet": "li"}
    said = [
        (kinds.get(each.style.name, "p"), each.text)
        for each in document.paragraphs
        if each.text.strip()
    ]
    main = page.find(".//main")
    main.remove(main.find("nav"))
    for picture in main.iter("figcaption"):
        picture.tag = "p"
    whole = [each for each in main.iter(*SEEN, "p", "li") if text_of(each)]
    assert said == [(each.tag, text_of(each)) for each in whole]
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert cells == [[text_of(cell) for cell in row] for row in page.iter("tr")]


def test_the_contents_lead_to_each_part() -> None:
    document = opened(content())
    body = document.element.body
    links = list(body.iter(qn("w:hyperlink")))
    parts = [each for each in document.paragraphs if each.style.name == "Heading 1"]
    anchors = [each._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for each in parts]
    assert [each.get(qn("w:anchor")) for each in links] == anchors
    titles = ["".join(text.text for text in each.iter(qn("w:t"))) for each in links]
    assert titles == [each.text for each in parts]
    assert titles[-2:] == [layout.SUMS, layout.DEFINITIONS]
    kinds = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    (instruction,) = body.iter(qn("w:instrText"))
    assert instruction.text == r'TOC \o "1-1" \h \z \u'
    (gallery,) = body.iter(qn("w:docPartGallery"))
    assert gallery.get(qn("w:val")) == "Table of Contents"
    style = document.styles[CONTENTS]
    assert (style.builtin, style.base_style.name) == (True, "Normal"), "or it is not updated"
    apart = [each.text for each in parts if each.paragraph_format.page_break_before]
    assert apart == ["Foreword", layout.SUMS, layout.DEFINITIONS]


def test_a_table_keeps_its_widths_and_breaks_between_rows_only() -> None:
    tables = opened(content()).tables
    # Of few columns a narrow one: the figures of the year, its months and areas, every sum.
    assert [round(Length(sum(each.width for each in table.columns)).cm, 1) for table in tables] == [
        *(17.0, 14.0, 14.0, 17.0)
    ]
    for table in tables:
        widths = [column.width for column in table.columns]
        assert widths[0] >= max(widths[1:])
        assert table.autofit is False
        for number, row in enumerate(table.rows):
            assert [cell.width for cell in row.cells] == widths
            shape = row._tr.trPr
            assert shape.find(qn("w:cantSplit")) is not None
            assert (shape.find(qn("w:tblHeader")) is not None) is (number == 0)


@pytest.mark.parametrize(("parts", "stays"), [(20, True), (21, False)])
def test_a_table_stays_on_one_page_where_it_can(parts: int, *, stays: bool) -> None:
    table = next(
        each for each in opened(content(parts=parts)).tables if each.cell(0, 0).text == "Area"
    )
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [*[stays] * parts, False]


def test_nothing_is_parted_from_what_it_is_of() -> None:
    document = opened(content())
    for name in ("Heading 1", "Heading 2", "Caption"):
        assert document.styles[name].paragraph_format.keep_with_next is True
    (drawn,) = document.inline_shapes
    (place,) = [
        number
        for number, each in enumerate(document.paragraphs)
        if list(each._p.iter(qn("w:drawing")))
    ]
    picture, words = document.paragraphs[place : place + 2]
    assert picture.paragraph_format.keep_with_next is True
    assert drawn._inline.docPr.get("descr") == words.text
    assert words.text.startswith("Children on a plan, month by month: 7 in 2025-04")


def test_it_is_in_english_and_dark_enough_to_read() -> None:
    made = as_docx(content())
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        written = "".join(
            parts.read(name).decode() for name in ("word/styles.xml", "word/settings.xml")
        )
    assert set(re.findall(r'<w:(?:lang|themeFontLang) w:val="([^"]+)"', written)) == {"en-GB"}
    document = Document(io.BytesIO(made))
    used = {each.style.name for each in document.paragraphs} & {*SEEN.values(), "Normal"}
    for name in used | {"Footer", "TOC Heading"}:
        style = document.styles[name]
        assert (style.font.name, style.font.color.rgb) == ("Arial", RGBColor(0x0B, 0x0C, 0x0C))
        assert not [key for key in style.element.rPr.rFonts.attrib if key.endswith("Theme")]
        assert style.font.color.theme_color is None
    about = document.core_properties
    assert (about.title, about.language, about.comments) == ("Annual report 2025/26", "en-GB", "")


def test_each_page_says_what_it_is_and_of_how_many() -> None:
    foot = opened(content()).sections[0].footer.paragraphs[0]
    said = "".join(each.text for each in foot._p.iter(qn("w:t"), qn("w:instrText")))
    assert said == (
        "Annual report 2025/26 · Full edition, for the service only · Page PAGE1 of NUMPAGES1"
    )
    public = opened(replace(content(), is_public=True)).sections[0].footer.paragraphs[0]
    assert "Full edition" not in public.text


def test_the_same_content_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    today = as_docx(content())
    years_later = time.gmtime(2_000_000_000)
    monkeypatch.setattr(time, "localtime", lambda seconds=None: years_later)
    assert as_docx(content()) == today
