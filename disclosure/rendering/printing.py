"""A print job as one PDF: cover, pack, cover, pack; each begins on a fresh sheet of paper."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from django.template.loader import render_to_string
from django.utils import timezone

from disclosure.enums import Layout
from disclosure.models import Pack
from disclosure.rendering.page import direction
from disclosure.rendering.pdf import html_to_pdf
from disclosure.wording import say


@dataclass(frozen=True)
class Sheet:
    pack: Pack
    pdf: bytes
    copy_number: int


def job_pdf(sheets: Sequence[Sheet], *, printed_by: str, at: datetime) -> bytes:
    """Every part has an even number of pages, so that a duplex printer never backs two people."""
    return on_fresh_sheets(
        part
        for sheet in sheets
        for part in (_cover(sheet, printed_by, at), marked(sheet, printed_by, at))
    )


def on_fresh_sheets(parts: Iterable[bytes]) -> bytes:
    """These PDFs as one, each beginning on a fresh sheet of paper."""
    job = pikepdf.new()
    for part in parts:
        _append_on_fresh_sheet(job, part)
    kept = io.BytesIO()
    job.save(kept, deterministic_id=True)
    return kept.getvalue()


def _append_on_fresh_sheet(job: pikepdf.Pdf, part: bytes) -> None:
    with pikepdf.open(io.BytesIO(part)) as opened:
        job.pages.extend(opened.pages)
        if len(opened.pages) % 2:
            job.add_blank_page(page_size=(595.276, 841.89))


def _cover(sheet: Sheet, printed_by: str, at: datetime) -> bytes:
    """Who gets it, and where they sign. It names the person: it is in the envelope with theirs."""
    html = render_to_string(
        "pdf/cover.html",
        {
            "pack": sheet.pack,
            "copy": sheet.copy_number,
            "printed_by": printed_by,
            "at": timezone.localtime(at),
        },
    )
    return html_to_pdf(html, layout=Layout.STANDARD, identifier=sheet.pack.fingerprint)


def marked(sheet: Sheet, printed_by: str, at: datetime) -> bytes:
    """Each page says which copy it is, who printed it, and when."""
    copy = say("copy", "en", number=str(sheet.copy_number))
    return watermarked(sheet.pdf, f"{copy} {printed_by} {timezone.localtime(at):%d/%m/%Y %H:%M}")


def watermarked(pdf: bytes, mark: str) -> bytes:
    """The same pages with a line at the head of each that says who took them, and when."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, pikepdf.open(io.BytesIO(_line(mark))) as line:
        for page in opened.pages:
            page.add_overlay(line.pages[0], pikepdf.Rectangle(*map(float, page.mediabox)))
        kept = io.BytesIO()
        opened.save(kept, deterministic_id=True)
    return kept.getvalue()


def _line(mark: str) -> bytes:
    html = render_to_string("pdf/watermark.html", {"mark": mark, "direction": direction("en")})
    return html_to_pdf(html, layout=Layout.STANDARD, identifier="watermark")
