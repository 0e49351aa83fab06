"""What stands at the end of a plan beside its own words: the rooms that ask for it say what.

The room that prints a plan need not know them, nor they it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from accounts.models import User
    from disclosure.document import Section
    from disclosure.models import Record


class Ending(Protocol):
    def __call__(self, words: Record, *, by: User) -> tuple[Section, ...]:
        """For everybody on the sheet of this record; nothing where nothing is asked of them."""


_endings: dict[str, Ending] = {}


def register(name: str, ending: Ending) -> None:
    """Register once, from `AppConfig.ready()`."""
    _endings[name] = ending


def endings_of(words: Record, *, by: User) -> tuple[Section, ...]:
    """In order of registration."""
    return tuple(section for ending in _endings.values() for section in ending(words, by=by))
