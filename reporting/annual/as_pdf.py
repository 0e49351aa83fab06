"""The report on paper: tagged PDF, with contents, page numbers and charts with words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from disclosure.rendering.pdf import html_to_pdf
from reporting.annual import layout
from reporting.annual.aims import aims_of
from reporting.annual.as_json import as_json
from reporting.annual.content import Content, Section
from reporting.charts.drawing import svg_for_paper


@dataclass(frozen=True)
class Shown:
    """One section as the template wants it."""

    section: Section

    @property
    def rows(self) -> list[layout.Row]:
        return layout.rows_of(self.section)

    @property
    def commentary(self) -> list[str]:
        return layout.commentary_of(self.section)

    @property
    def aims(self) -> list[str]:
        return aims_of(self.section)

    @property
    def said_before(self) -> list[str]:
        return layout.paragraphs(self.section.said_before)

    @property
    def details(self) -> list[dict[str, Any]]:
        return [
            {
                "name": detail.name,
                "tables": detail.tables,
                "words": detail.picture.words if detail.picture else "",
                "svg": svg_for_paper(detail.picture.spec) if detail.picture else "",
            }
            for detail in layout.details_of(self.section)
        ]


def as_pdf(content: Content) -> bytes:
    """The same content gives the same bytes."""
    identifier = hashlib.sha256(as_json(content)).hexdigest()
    return html_to_pdf(html_of(content), layout="annual", identifier=identifier)


def html_of(content: Content) -> str:
    context = {
        "content": content,
        "layout": layout,
        "about": layout.about(content),
        "headings": layout.headings_of(content),
        "sections": [Shown(each) for each in content.sections if layout.has_something(each)],
        "wrong": [check for check in content.checks if not check.holds],
    }
    return render_to_string("pdf/annual.html", context)
