"""Letters about a meeting, as tagged PDF. The words name no child and no reason."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from conferences.models import Invitation

TEMPLATE = "conferences/letters/invitation.html"


def invitation_letter(invitation: Invitation, *, how_to_get_there: str = "") -> bytes:
    """The letter to print, PDF/UA-1. Raises whatever the renderer raises."""
    from weasyprint import HTML  # slow to load, and most requests print nothing

    html = render_to_string(
        TEMPLATE,
        {
            "invitation": invitation,
            "to": invitation.participant.person,
            "how_to_get_there": how_to_get_there,
            "office": settings.OFFICE_NAME,
            "telephone": settings.OFFICE_TELEPHONE,
        },
    )
    # A base address inside the project: the fonts are found, nothing else is fetched.
    document: bytes = HTML(string=html, base_url=str(settings.BASE_DIR / "static")).write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return document
