"""Who chaired the meeting of a record, which a room above knows: somebody may have stood in, while
the family's case keeps its own chair, who was not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from accounts.models import User
    from disclosure.models import Record


class Chaired(Protocol):
    def __call__(self, words: Record, by: User) -> bool:
        """Whether this person is the chair of the meeting of this record."""


_registered: dict[str, Chaired] = {}


def register(name: str, chaired: Chaired) -> None:
    """Register once, from `AppConfig.ready()`."""
    _registered[name] = chaired


def has_chaired(words: Record, by: User) -> bool:
    return any(chaired(words, by) for chaired in _registered.values())
