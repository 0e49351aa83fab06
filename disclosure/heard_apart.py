"""Whether people were heard apart, which a room above knows: this one knows no parts of a meeting.

What is said in a part of its own is a passage, which reaches nobody else. Why it was decided so is
in the chair's own words, of which nobody here can tell where they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from disclosure.models import Record


class HeardApart(Protocol):
    def __call__(self, words: Record) -> bool:
        """Whether somebody had a part of their own in the meeting of this record."""


_registered: dict[str, HeardApart] = {}


def register(name: str, heard_apart: HeardApart) -> None:
    """Register once, from `AppConfig.ready()`."""
    _registered[name] = heard_apart


def were_heard_apart(words: Record) -> bool:
    return any(heard_apart(words) for heard_apart in _registered.values())
