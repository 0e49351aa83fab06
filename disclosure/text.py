"""What may be kept of what was typed or pasted, and how two texts are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_BYTES = 200 * 1024

# Overrides, embeddings and isolates can make a reader see other letters than the checks do.
# The plain marks (U+200E, U+200F, U+061C) and the joiners that Urdu needs are kept.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# The same letters as `disclosure_fold` in migration 0002: marks dropped, letters people confuse.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u00ad\u0640\u200b-\u200f\u061c\u2060]"
)
_ALIKE = str.maketrans(
    {"ß": "ss", "æ": "ae", **dict(zip("łøđħı’‘ʼىیکہھةے", "lodhi'''ييكهههي", strict=True))}
)
# Python lowers a sigma by what follows it, the database does not.
_CAPITALS = str.maketrans("ŁØĐĦİΣ", "LODHIσ")


def clean(text: str) -> str:
    """The same words without NUL, control and direction-override characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub("", _LONE_SURROGATE.sub("\ufffd", lines))


def is_too_long(text: str) -> bool:
    """More than 200 KB as UTF-8."""
    return len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES


def fold(text: str) -> str:
    """For comparing: no case, no accents, no invisible characters, one kind of apostrophe."""
    spread = unicodedata.normalize("NFKD", text.translate(_CAPITALS).lower())
    return _DROPPED.sub("", spread).translate(_ALIKE)


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """`fold` of one character: may be none or several."""
    return fold(letter)
