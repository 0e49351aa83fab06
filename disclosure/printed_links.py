"""Addresses of a reader's own, printed in their pack: upper apps say what they are.

The content of a pack holds only the kind. The address, which may be a secret, is made when the
pack is drawn and stands nowhere but on the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class PrintedLink:
    """`url` is drawn as a square to point a camera at; `typed` and `code` are for typing."""

    url: str
    typed: str
    code: str


Maker = Callable[[int, str, str], PrintedLink]
_makers: dict[str, Maker] = {}


def register(kind: str, maker: Maker) -> None:
    """Register once, from `AppConfig.ready()`. `maker` is given the id of the
    recipient, the language and the layout."""
    _makers[kind] = maker


def link_of(kind: str, recipient_id: int, *, language: str, layout: str) -> PrintedLink:
    """Raises KeyError for a kind that nobody registered: then the pack is not drawn."""
    return _makers[kind](recipient_id, language, layout)
