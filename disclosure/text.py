"""What may be kept of what was typed or pasted, and how two texts are compared."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 200 * 1024

# Overrides, embeddings and isolates can make a reader see other letters than the checks do.
# The plain marks (U+200E, U+200F, U+061C) and the joiners that Urdu needs are kept.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_IGNORED = re.compile("[\u00ad\u200b-\u200f\u061c\u2060\u0640]")


def clean(text: str) -> str:
    """The same words without NUL, control and direction-override characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub("", _LONE_SURROGATE.sub("\ufffd", lines))


def is_too_long(text: str) -> bool:
    """More than 200 KB as UTF-8."""
    return len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES


def fold(text: str) -> str:
    """For comparing: no case, no accents, no invisible characters, one kind of apostrophe."""
    plain = _IGNORED.sub("", text).replace("\u2019", "'").replace("\u2018", "'")
    spread = unicodedata.normalize("NFKD", plain.casefold().translate(_STROKES))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


# Letters that Unicode does not take apart, but that people type without their stroke.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae"})
