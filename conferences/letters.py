"""Letters about a meeting, as tagged PDF. The words name no child and no reason."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from conferences.models import Exclusion, Invitation


def invitation_letter(invitation: Invitation, *, how_to_get_there: str = "") -> bytes:
    """The letter to print, PDF/UA-1. Raises whatever the renderer raises."""
    return _pdf(
        "conferences/letters/invitation.html",
        {
            "invitation": invitation,
            "to": invitation.participant.person,
            "how_to_get_there": how_to_get_there,
        },
    )


def exclusion_letter(exclusion: Exclusion, *, address: str) -> bytes:
    """What the excluded person is told: from what, on what ground, how they will be heard.

    The ground is named; the rationale stays in the record, because it may hold what others said.
    """
    return _pdf(
        "conferences/letters/exclusion.html",
        {"exclusion": exclusion, "to": exclusion.person, "address": address},
    )


def _pdf(template: str, context: dict[str, Any]) -> bytes:
    from weasyprint import HTML  # slow to load, and most requests print nothing

    office = {"office": settings.OFFICE_NAME, "telephone": settings.OFFICE_TELEPHONE}
    html = render_to_string(template, {**context, **office})
    # A base address inside the project: the fonts are found, nothing else is fetched.
    document: bytes = HTML(string=html, base_url=str(settings.BASE_DIR / "static")).write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return document
