"""English paper and spelling; every look is a style, so that who edits changes it in one place."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reporting.annual.content import Content
from reporting.annual.word.parts import field, part, words

FONT, LANGUAGE, INK = "Arial", "en-GB", RGBColor(0x0B, 0x0C, 0x0C)
A4, MARGIN, WIDTH = (Cm(21), Cm(29.7)), Cm(2), Cm(17)
TABLE, CELL, FIGURE, CONTENTS = "Report Table", "Table Text", "Table Figure", "toc 1"
LINE = {"val": "single", "sz": "4", "space": "0", "color": "B1B4B6"}
SIZES = {
    "Normal": 11, "Title": 22, "TOC Heading": 15, "Heading 1": 15, "Heading 2": 12.5,
    "Caption": 10, "Footer": 8.5,
}  # fmt: skip


def lay_out(document: Any, content: Content) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for name, size in SIZES.items():
        _plain(document.styles[name], size)
    _space(document.styles)
    _add_styles(document.styles)
    _add_table_style(document.styles)
    _in_english(document)
    _foot(page, content)


def _plain(style: Any, size: float) -> None:
    """The template's own styles name a font and a colour of its theme, pale blue: they are
    taken out."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]


def _space(styles: Any) -> None:
    """In points, before and after. A heading and a caption stay with what they are of."""
    around = {"Normal": (0, 8), "Heading 1": (24, 6), "Heading 2": (16, 4), "Caption": (10, 4)}
    for name, (before, after) in around.items():
        shape = styles[name].paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
    styles["Caption"].paragraph_format.keep_with_next = True


def _add_styles(styles: Any) -> None:
    for name, based_on in ((CELL, "Normal"), (FIGURE, CELL), (CONTENTS, "Normal")):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == CONTENTS)
        style.base_style = styles[based_on]
    cell = styles[CELL]
    cell.font.size = Pt(9.5)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    styles[FIGURE].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    shape = styles[CONTENTS].paragraph_format
    shape.space_after = Pt(3)
    shape.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _add_table_style(styles: Any) -> None:
    """A line beneath each row; the first row bold. Rows and columns are named to screen readers by
    the table itself."""
    style = styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    lines = part("w:tblBorders", part("w:bottom", **LINE), part("w:insideH", **LINE))
    margins = (part(f"w:{side}", w="85", type="dxa") for side in ("left", "right"))
    style.element.append(part("w:tblPr", lines, part("w:tblCellMar", *margins)))
    head = part("w:tblStylePr", part("w:rPr", part("w:b")), type="firstRow")
    style.element.append(head)


def _in_english(document: Any) -> None:
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), LANGUAGE)
    for said in document.settings.element.iter(qn("w:themeFontLang")):
        said.set(qn("w:val"), LANGUAGE)


def _foot(page: Any, content: Content) -> None:
    """What it is stands at the foot of each page."""
    for_whom = "" if content.is_public else " · Full edition, for the service only"
    foot = page.footer.paragraphs[0]
    foot.text = f"{content.title}{for_whom} · Page "
    foot._p.extend([*field("PAGE", words("1")), words(" of "), *field("NUMPAGES", words("1"))])
