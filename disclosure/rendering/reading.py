"""The words and the hidden parts of PDF bytes, as anybody who holds the file could find them."""

from __future__ import annotations

import io
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pikepdf

PDFTOTEXT = "pdftotext"
PDFTOPPM = "pdftoppm"
PDFIMAGES = "pdfimages"
TIMEOUT_SECONDS = 60
# Of a page; a letterhead is smaller, a scan larger whatever is stamped on it.
MUCH_PICTURE = 0.25
INCH = 72  # in points, the unit of a page's box


class CannotRead(Exception):
    """The text layer could not be read, so nothing may be released."""


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, in reading order. Raises `CannotRead`.

    Without `-raw`: poppler then puts right-to-left words into their logical order, and takes
    lam-alef apart the right way round.
    """
    text = _run([PDFTOTEXT, "-enc", "UTF-8", "-", "-"], pdf).decode("utf-8", "replace")
    pages = text.split("\f")
    return pages[:-1] if pages and not pages[-1].strip() else pages


def page_image(pdf: bytes, page: int, *, longest_side: int = 1052) -> bytes:
    """One page as PNG, counted from 1: what whoever clears a pack looks at.

    `longest_side` in pixels (A4 at 90 dots per inch), so that no page is too big to draw.
    """
    asked = ["-f", str(page), "-l", str(page), "-scale-to", str(longest_side), "-png", "-"]
    return _run([PDFTOPPM, *asked], pdf)


def pages_of_pictures(pdf: bytes) -> set[int]:
    """Pages, counted from 1, that pictures cover much of: words in a picture cannot be searched.
    Raises `CannotRead`."""
    covered = _square_inches_of_pictures(_run([PDFIMAGES, "-list", "-"], pdf).decode())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {page for page, area in covered.items() if area > MUCH_PICTURE * _area(opened, page)}


def _square_inches_of_pictures(listed: str) -> dict[int, float]:
    """By page. Masks are left out: each belongs to a picture that is listed beside it."""
    found: dict[int, float] = defaultdict(float)
    for line in listed.splitlines()[2:]:
        page, _, kind, width, height, *_, across, down, _, _ = line.split()
        if kind not in ("mask", "smask") and int(across) and int(down):
            found[int(page)] += int(width) / int(across) * int(height) / int(down)
    return found


def _area(opened: pikepdf.Pdf, page: int) -> float:
    left, bottom, right, top = (float(edge) for edge in opened.pages[page - 1].mediabox)
    return abs(right - left) * abs(top - bottom) / INCH**2


def page_count(pdf: bytes) -> int:
    """Raises `CannotRead`."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages)
    except pikepdf.PdfError as error:
        raise CannotRead(f"The file could not be read: {error}") from error


def _run(command: list[str], given: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the file goes in by its standard input
            command, input=given, capture_output=True, timeout=TIMEOUT_SECONDS, check=True
        )
    except FileNotFoundError:
        raise CannotRead(f"{command[0]} is not installed (poppler-utils)") from None
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise CannotRead(f"{command[0]} could not read the file: {error}") from error
    return done.stdout


@dataclass(frozen=True)
class Hidden:
    """What a PDF carries besides its pages."""

    metadata: str
    surprises: tuple[str, ...]


def hidden_parts(pdf: bytes) -> Hidden:
    """Metadata as one text, and the kinds of hidden content a pack must never carry."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        metadata = _metadata(opened)
        return Hidden(metadata=metadata, surprises=tuple(_surprises(opened)))


def _metadata(opened: pikepdf.Pdf) -> str:
    info = [str(value) for value in opened.docinfo.values()]
    stream = opened.Root.get("/Metadata")
    xmp = bytes(stream.read_bytes()).decode("utf-8", "replace") if stream is not None else ""
    bookmarks: list[str] = []
    with opened.open_outline() as outline:
        _titles(outline.root, bookmarks)
    return "\n".join([*info, xmp, *bookmarks])


def _titles(items: Any, found: list[str]) -> None:
    for item in items:
        found.append(item.title)
        _titles(item.children, found)


def _surprises(opened: pikepdf.Pdf) -> list[str]:
    found = []
    if opened.attachments:
        found.append("an attached file")
    root = opened.Root
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        found.append("a script")
    if "/AcroForm" in root:
        found.append("a form")
    if "/OCProperties" in root:
        found.append("a hidden layer")
    if any("/Annots" in page and _has_foreign_annotation(page) for page in opened.pages):
        found.append("a note or link")
    return found


def _has_foreign_annotation(page: pikepdf.Page) -> bool:
    return any(annotation.get("/Subtype") != "/Link" for annotation in page.Annots)
