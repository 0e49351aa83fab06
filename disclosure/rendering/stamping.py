"""An uploaded PDF as a pack: its pages, each under our own marks, and nothing else of the file.

Only what is drawn on the pages is carried over. Metadata, attachments, scripts, forms, notes and
links of the original stay behind (quality.md, A3).
"""

from __future__ import annotations

import io

import pikepdf
from django.template.loader import render_to_string

from disclosure.models import Pack
from disclosure.rendering.page import direction, marks
from disclosure.rendering.pdf import html_to_pdf
from disclosure.wording import words

FOOT_POINTS = 62
EDGE_POINTS = 14


def stamp(source: bytes, pack: Pack) -> bytes:
    """`source` with recipient, pack number and page n of N on every page."""
    with pikepdf.open(io.BytesIO(source)) as original:
        frame = _frame(pack, len(original.pages))
        with pikepdf.open(io.BytesIO(frame)) as stamped:
            for page, drawn in zip(stamped.pages, original.pages, strict=True):
                page.add_overlay(drawn, _above_the_marks(page))
            _claim_no_tags(stamped)
            kept = io.BytesIO()
            stamped.save(kept, deterministic_id=True)
    return kept.getvalue()


def _claim_no_tags(pdf: pikepdf.Pdf) -> None:
    """Somebody else's pages are a picture to a screen reader: this is no PDF/UA as ours are."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        del about["pdfuaid:part"]


def _frame(pack: Pack, pages: int) -> bytes:
    html = render_to_string(
        "pdf/frame.html",
        {
            "language": pack.language,
            "direction": direction(pack.language),
            "title": words(pack.language)[f"title.{pack.kind}"],
            "number": pack.number,
            "marks": marks(pack),
            "pages": range(pages),
        },
    )
    return html_to_pdf(html, layout=pack.layout, identifier=pack.fingerprint)


def _above_the_marks(page: pikepdf.Page) -> pikepdf.Rectangle:
    box = page.mediabox
    width, height = float(box[2]), float(box[3])
    return pikepdf.Rectangle(EDGE_POINTS, FOOT_POINTS, width - EDGE_POINTS, height - EDGE_POINTS)
