"""The same questions on one sheet of paper, for those who have no telephone at hand."""

from __future__ import annotations

import hashlib

from django.template.loader import render_to_string

from disclosure.enums import Layout
from disclosure.rendering.pdf import html_to_pdf
from disclosure.wording import words
from feedback.enums import QUESTIONS, Audience, Score
from feedback.presenters.public import FACES, page


def draw(audience: Audience, *, language: str, layout: str) -> bytes:
    """A PDF without any case content. The same arguments give the same bytes."""
    said = words(language)
    own = audience == Audience.PROFESSIONAL
    html = render_to_string(
        "pdf/feedback.html",
        {
            **page(language),
            "layout": layout,
            "is_easy": layout == Layout.EASY_READ,
            "questions": [
                one.label if own else said[f"feedback.q.{one.value}"] for one in QUESTIONS[audience]
            ],
            "choices": [(FACES[score], said[f"feedback.{score.value}"]) for score in Score],
            "boxes": [said[f"feedback.{name}"] for name in ("went_well", "could_be_better")],
        },
    )
    mark = hashlib.sha256(html.encode()).hexdigest()
    return html_to_pdf(html, layout=layout, identifier=mark)
