"""What is printed for a letter: upper apps register who draws it, by the name in its reference.

A letter's first attachment holds a reference such as "invitation:7"; the words are drawn when it
is printed, from the rows as they are then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from notifications.models import Message


@dataclass(frozen=True)
class Copy:
    """One paper copy about to be made: the first, or a reprint and why."""

    message: Message
    number: int
    place: str
    by: User
    reason: str = ""


Draw = Callable[[int, Copy], bytes]
_registered: dict[str, Draw] = {}


def register(name: str, draw: Draw) -> None:
    """`draw` gets the number in the reference and gives a PDF."""
    _registered[name] = draw


def drawn(copy: Copy) -> bytes:
    """The letter as PDF. Raises KeyError when nobody registered for its reference."""
    name, _, number = copy.message.attachments[0]["reference"].partition(":")
    return _registered[name](int(number), copy)
