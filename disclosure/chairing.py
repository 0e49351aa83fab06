"""Who chaired the meeting of a record, which a room above knows: somebody may have stood in, while
the family's case keeps its own chair, who was not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from disclosure.models.record import RecordQuerySet


class ChairsOf(Protocol):
    def __call__(self, words: RecordQuerySet) -> frozenset[int]:
        """The professionals who chair the meetings of these records."""


_registered: dict[str, ChairsOf] = {}


def register(name: str, chairs: ChairsOf) -> None:
    """Register once, from `AppConfig.ready()`."""
    _registered[name] = chairs


def chairs_of(words: RecordQuerySet) -> frozenset[int]:
    return frozenset[int]().union(*(chairs(words) for chairs in _registered.values()))
