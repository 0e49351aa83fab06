"""Bytes of a case in a browser: kept nowhere, run as nothing, taken for nothing else."""

from __future__ import annotations

from django.http import HttpResponse

# No script, style, frame or form, and a place of its own: even if the bytes were a page.
NOTHING = "default-src 'none'; sandbox"


def private_file(content: bytes, content_type: str, *, name: str = "") -> HttpResponse:
    """`name`: to be saved under this name, never opened in the browser."""
    response = HttpResponse(content, content_type=content_type)
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = NOTHING
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    return response


def pdf_file(content: bytes, name: str) -> HttpResponse:
    return private_file(content, "application/pdf", name=name)


def png_picture(content: bytes) -> HttpResponse:
    return private_file(content, "image/png")
