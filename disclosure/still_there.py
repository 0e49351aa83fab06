"""Whether somebody is in the room still, which a room above knows: this one knows no meeting, only
when its words were closed, which may be days later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from disclosure.models import Record


class StillThere(Protocol):
    def __call__(self, words: Record, person: int) -> bool:
        """Whether this person can be handed something in the meeting of this record now."""


_registered: dict[str, StillThere] = {}


def register(name: str, still_there: StillThere) -> None:
    """Register once, from `AppConfig.ready()`."""
    _registered[name] = still_there


def is_still_there(words: Record, person: int) -> bool:
    return all(still_there(words, person) for still_there in _registered.values())
