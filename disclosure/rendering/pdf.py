"""HTML to tagged PDF (PDF/UA-1), from local fonts and drawings only."""

from __future__ import annotations

import io
import threading
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pikepdf
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from disclosure.rendering.pictograms import FOLDER as PICTOGRAMS
from disclosure.rendering.tags import mend_tags

FONTS: Path = settings.BASE_DIR / "static" / "fonts"
STYLES: Path = settings.BASE_DIR / "templates" / "pdf" / "styles"

# Pango's font map is not safe in two threads at once.
_one_at_a_time = threading.Lock()


class LocalFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves our fonts and drawings, and what the page itself holds. Anything else, above all the
    network, stops the rendering."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "data":  # holds what it shows: nothing is fetched
            return super().fetch(url, headers)
        path = Path(unquote(parts.path)).resolve()
        allowed = any(path.is_relative_to(folder) for folder in (FONTS, PICTOGRAMS))
        if parts.scheme != "file" or not allowed:
            raise FatalURLFetchingError(f"A page may not fetch {url}")
        return super().fetch(url, headers)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _styles(layout: str) -> tuple[CSS, ...]:
    """Parsed once for each process: reading the fonts costs more than a page."""
    return tuple(
        CSS(
            string=(STYLES / f"{name}.css").read_text(),
            base_url=FONTS.as_uri() + "/",
            font_config=_fonts(),
            url_fetcher=LocalFiles(),
        )
        for name in ("base", layout)
    )


def html_to_pdf(html: str, *, layout: str, identifier: str) -> bytes:
    """The same HTML and identifier give the same bytes."""
    with _one_at_a_time:
        raw = HTML(
            string=html, base_url=PICTOGRAMS.as_uri() + "/", url_fetcher=LocalFiles()
        ).write_pdf(
            stylesheets=list(_styles(layout)),
            font_config=_fonts(),
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.encode(),
        )
    return _mend(raw)


def _mend(raw: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        mend_tags(pdf)
        kept = io.BytesIO()
        pdf.save(kept, deterministic_id=True)
    return kept.getvalue()


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
