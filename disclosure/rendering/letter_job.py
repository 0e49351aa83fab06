"""A letter as part of a print job: a cover sheet, the letter, each on a fresh sheet (A7)."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string

from disclosure.enums import Layout
from disclosure.rendering.pdf import html_to_pdf, page_count
from disclosure.rendering.printing import on_fresh_sheets
from notifications.models import PrintedLetter, PrintRun


@dataclass(frozen=True)
class Envelope:
    """One letter for one person."""

    copy: PrintedLetter
    pdf: bytes


def enveloped(run: PrintRun, envelope: Envelope) -> bytes:
    """A cover sheet, then the letter: no two letters share a sheet, whatever the printer does."""
    return on_fresh_sheets([_cover(run, envelope), envelope.pdf])


def _cover(run: PrintRun, envelope: Envelope) -> bytes:
    letter = envelope.copy.message
    html = render_to_string(
        "pdf/letter_cover.html",
        {
            "run": run,
            "copy": envelope.copy,
            "letter": letter,
            "address": letter.to_address.replace(", ", "\n"),
            "pages": page_count(envelope.pdf),
        },
    )
    return html_to_pdf(
        html, layout=Layout.STANDARD, identifier=f"{letter.number}.{envelope.copy.copy_number}"
    )
