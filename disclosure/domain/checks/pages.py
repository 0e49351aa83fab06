"""The pages of a pack as words that can be searched, each knowing where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from disclosure.enums import Check
from disclosure.text import fold_letter

_BETWEEN = r"\s'.,()\-;:!?\"/\\…–—·«»،؛؟۔*&@#%+=<>\[\]{}|_~`$£“”•\ufffd"
_WORD = re.compile(f"[^{_BETWEEN}]+")
_GLUE = re.compile(r"['\-‐‑]\s*\n?\s*|\s*\n\s*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\u06d4\u061f•\n])\s*[\"'“‘(]*$")
SENTENCE_END = re.compile(r"[!?;:]|\w{4}\.\s")  # "St. John" and "J. Whitlock" are names
CONTEXT_LETTERS = 70


@dataclass(frozen=True)
class Hit:
    """Something found. `page` counts from 1; 0 is the file itself, not a page."""

    check: Check
    text: str
    page: int
    context: str = ""
    protects: int | None = None


@dataclass(frozen=True)
class Word:
    """A folded word and where it stands in the page's text. `index` counts words."""

    folded: str
    start: int
    end: int
    index: int
    is_joined: bool = False


@dataclass
class Page:
    """One page. `text` is what was read, composed; `folded` is what is searched."""

    number: int
    raw: str
    text: str = field(init=False)
    folded: str = field(init=False)
    _origin: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = unicodedata.normalize("NFKC", self.raw)
        pieces, origin = [], []
        for place, letter in enumerate(self.text):
            piece = fold_letter(letter)
            pieces.append(piece)
            origin.extend([place] * len(piece))
        self.folded = "".join(pieces)
        self._origin = [*origin, len(self.text)]

    @cached_property
    def words(self) -> list[Word]:
        """Every word, and words that a hyphen, an apostrophe or a line end took apart, joined."""
        plain = [
            Word(found.group(), found.start(), found.end(), index)
            for index, found in enumerate(_WORD.finditer(self.folded))
        ]
        return sorted([*plain, *self._joined(plain)], key=lambda word: word.index)

    def _joined(self, plain: Sequence[Word]) -> Iterator[Word]:
        for first, second in pairwise(plain):
            if _GLUE.fullmatch(self.folded[first.end : second.start]):
                joined = first.folded + second.folded
                yield Word(joined, first.start, second.end, first.index, is_joined=True)

    def blank(self, patterns: Iterable[re.Pattern[str]]) -> None:
        """Hide our own fixed wording from the search: "3 May 2026" names nobody called May."""
        for pattern in patterns:
            self.folded = pattern.sub(lambda found: "|" * len(found[0]), self.folded)

    def shown(self, start: int, end: int) -> str:
        """The text as read between two places in `folded`."""
        piece = self.text[self._origin[start] : self._origin[end - 1] + 1]
        return " ".join(piece.split())

    def around(self, start: int, end: int) -> str:
        """The words around, for whoever decides."""
        first = max(0, self._origin[start] - CONTEXT_LETTERS)
        last = self._origin[end - 1] + 1 + CONTEXT_LETTERS
        return " ".join(self.text[first:last].split())

    def hit(self, check: Check, start: int, end: int, protects: int | None = None) -> Hit:
        shown = self.shown(start, end)[:300]
        return Hit(check, shown, self.number, self.around(start, end), protects)

    def begins_with_capital(self, word: Word) -> bool:
        """True for scripts that have no capitals."""
        letter = self.text[self._origin[word.start]]
        return not letter.islower()

    def starts_sentence(self, word: Word) -> bool:
        before = self.text[max(0, self._origin[word.start] - 12) : self._origin[word.start]]
        return bool(_SENTENCE_START.search(before))


def read_pages(texts: Sequence[str]) -> list[Page]:
    return [Page(number, text) for number, text in enumerate(texts, start=1)]
