"""The contents, as the word processor itself makes them: they lead to each part, and take in what
is added when they are updated."""

from __future__ import annotations

from typing import Any

from docx.text.paragraph import Paragraph

from reporting.annual.word.parts import field, part, words
from reporting.annual.word.styles import CONTENTS

HEADINGS_1 = r'TOC \o "1-1" \h \z \u'
GALLERY = "Table of Contents"


def add_contents(document: Any, titles: list[str]) -> None:
    """`titles` are those that `add_part` adds beneath, in their order."""
    heading = document.add_paragraph("Contents", style="TOC Heading")
    entries = [_entry(document, number, title) for number, title in enumerate(titles, start=1)]
    begin, said, between, end = field(HEADINGS_1)
    first, last = entries[0]._p, entries[-1]._p
    for place, piece in enumerate((begin, said, between), start=1):
        first.insert(place, piece)
    last.append(end)
    _as_gallery_part(heading, entries)


def _entry(document: Any, number: int, title: str) -> Paragraph:
    """Without its page, which nobody knows before the pages are laid out."""
    entry = document.add_paragraph(style=CONTENTS)
    entry._p.append(part("w:hyperlink", words(title), anchor=_bookmark(number), history="1"))
    return entry


def _as_gallery_part(heading: Paragraph, entries: list[Paragraph]) -> None:
    """Clicked on, it offers to be updated."""
    gallery = part("w:docPartObj", part("w:docPartGallery", val=GALLERY), part("w:docPartUnique"))
    kept = part("w:sdtContent")
    whole = part("w:sdt", part("w:sdtPr", gallery), kept)
    heading._p.addprevious(whole)
    kept.extend([heading._p, *(entry._p for entry in entries)])


def add_part(document: Any, number: int, title: str, *, apart: bool = False) -> None:
    """A heading of the first level, where the contents lead to; `apart` begins a page."""
    heading = document.add_heading(title, 1)
    if apart:
        heading.paragraph_format.page_break_before = True
        heading.paragraph_format.space_before = 0
    begin = part("w:bookmarkStart", id=str(number), name=_bookmark(number))
    heading._p.insert_element_before(begin, "w:r")
    heading._p.append(part("w:bookmarkEnd", id=str(number)))


def _bookmark(number: int) -> str:
    return f"_Toc{number:08d}"
