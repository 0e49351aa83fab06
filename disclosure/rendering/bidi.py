"""Words and numbers that keep their own direction among words of another."""

from __future__ import annotations

import unicodedata

from django.utils.html import format_html
from django.utils.safestring import SafeString


def direction_of(text: str) -> str:
    """That of the first letter which has one: a passage may have been typed in Urdu."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def isolated(text: str) -> SafeString:
    """Somebody's words or numbers among ours."""
    return format_html('<bdi dir="{}">{}</bdi>', direction_of(text), text)
