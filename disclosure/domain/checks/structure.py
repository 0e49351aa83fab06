"""What every page must carry, and what no file may hide (A3, A7)."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclosure.domain.checks.pages import Hit, Page
from disclosure.enums import Check, PackKind
from disclosure.models import Pack
from disclosure.rendering.reading import Hidden, pages_of_pictures
from disclosure.text import fold
from disclosure.wording import say

# A page of an uploaded document with fewer letters than this beside our marks is a picture.
FEW_LETTERS = 20
BETWEEN_SCRIPTS = string.punctuation + "‐‑–—·"


def find_missing_marks(pages: Sequence[Page], pack: Pack) -> list[Hit]:
    """Every page carries the recipient's name, the pack number and its own number of all."""
    words = fold(pack.recipient.person.name).split()
    name = [piece for word in words for piece in _in_one_script(word)]
    missing = []
    for page in pages:
        folded = page.folded
        numbers = [str(page.number), str(len(pages))]
        wanted = [*name, fold(pack.number), *numbers]
        if not all(mark in folded for mark in wanted):
            missing.append(Hit(Check.PAGE_MARKS, pack.number, page.number))
    if len(pages) != pack.pages:
        missing.append(Hit(Check.PAGE_MARKS, f"{len(pages)} of {pack.pages} pages", 0))
    return missing


def _in_one_script(word: str) -> Iterator[str]:
    """The word cut where its script changes: a page read from right to left takes "Lee-" and the
    Arabic letters after it apart. A word of one script stays whole."""
    starts, script = [0], ""
    for place, letter in enumerate(word):
        here = _script(letter) or script
        if script and here != script:
            starts.append(place)
        script = here
    *before, last = [word[start:end] for start, end in pairwise([*starts, len(word)])]
    # A hyphen between two scripts may stand on either side of either.
    yield from (piece.rstrip(BETWEEN_SCRIPTS) for piece in before)
    yield last


def _script(letter: str) -> str:
    """LATIN, ARABIC, DIGIT; nothing for marks and punctuation, which go with the letter before."""
    return unicodedata.name(letter, "").split(" ")[0] if letter.isalnum() else ""


def find_pictures(pages: Sequence[Page], pack: Pack, pdf: bytes) -> list[Hit]:
    """Pages whose text cannot be searched, or not all of it: a person must read them."""
    if pack.kind != PackKind.DOCUMENT:
        return []
    marks, pictures = _letters(_marks(pack)), pages_of_pictures(pdf)
    found = []
    for page in pages:
        if _letters(page.raw) - marks < FEW_LETTERS:
            found.append(Hit(Check.IMAGE_ONLY, "A page with no text to search", page.number))
        elif page.number in pictures:
            found.append(Hit(Check.IMAGE_ONLY, "A page with a large picture", page.number))
    return found


def _marks(pack: Pack) -> str:
    addressee = say("for", pack.language, name=pack.recipient.person.name)
    page = say("page", pack.language, page="1", pages="1")
    return f"{addressee} {pack.number} v{pack.version} {page}"


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def find_hidden(hidden: Hidden) -> list[Hit]:
    return [Hit(Check.HIDDEN_CONTENT, surprise, 0) for surprise in hidden.surprises]


def metadata_page(hidden: Hidden, file_name: str) -> Page:
    """Metadata, bookmarks and file name, to be searched like a page."""
    return Page(0, f"{file_name}\n{hidden.metadata}")
