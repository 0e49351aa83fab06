"""Words and numbers that keep their own direction among words of another."""

from __future__ import annotations

import re
import unicodedata

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_NUMBER = re.compile(r"[\d\s()+\-]{6,24}")


def direction_of(text: str) -> str:
    """That of the first letter which has one: a passage may have been typed in Urdu."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def isolated(text: str) -> SafeString:
    """Somebody's words or numbers among ours. A telephone number stays on one line."""
    whole = mark_safe(' class="whole"') if _NUMBER.fullmatch(text) else ""
    return format_html('<bdi dir="{}"{}>{}</bdi>', direction_of(text), whole, text)
