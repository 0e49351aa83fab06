"""Letters as one print job: a cover sheet, a letter, each on a fresh sheet (quality.md, A7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def letter_job(run: PrintRun, envelopes: Sequence[Envelope]) -> bytes:
    """No two letters share a sheet, whatever the printer does with both sides."""
    return on_fresh_sheets(_parts(run, envelopes))


def _parts(run: PrintRun, envelopes: Sequence[Envelope]) -> Iterator[bytes]:
    for envelope in envelopes:
        yield _cover(run, envelope)
        yield envelope.pdf


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
    return html_to_pdf(html, layout=Layout.STANDARD, identifier=envelope.copy.sha256)
