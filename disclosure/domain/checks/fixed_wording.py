"""Our own printed wording, so that it is not searched for names.

Whole sentences and headings, months inside dates, the page marks: "Page 2 of 3" names nobody
called Page. A single word counts only when it stands alone on its line.
"""

from __future__ import annotations

import re
from functools import cache

from disclosure.text import fold
from disclosure.wording import months, words

_PLACEHOLDER = re.compile(r"\{\w+\}")
ENOUGH_WORDS = 3


@cache
def patterns(language: str) -> tuple[re.Pattern[str], ...]:
    phrases = sorted(
        {piece for text in words(language).values() for piece in _pieces(text)}, key=len
    )
    long = [_spaced(piece) for piece in phrases if len(piece.split()) >= ENOUGH_WORDS]
    alone = [_spaced(piece) for piece in phrases if len(piece.split()) < ENOUGH_WORDS]
    return (
        re.compile("|".join(reversed(long))),
        re.compile(rf"(?m)^[ \t]*(?:{'|'.join(reversed(alone))})[ \t]*$"),
        re.compile(rf"\d{{1,2}}\s+(?:{'|'.join(map(_spaced, months(language)))})\s+\d{{4}}"),
        _page_mark(language),
    )


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in _PLACEHOLDER.split(text) if piece.strip(" .:,،")]


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in fold(phrase).split())


def _page_mark(language: str) -> re.Pattern[str]:
    before, between, after = (
        _spaced(piece) for piece in _PLACEHOLDER.split(words(language)["page"])
    )
    return re.compile(rf"{before}\s*\d+\s*{between}\s*\d+\s*{after}")
