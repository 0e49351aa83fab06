"""Relatives who were kept apart, which a room above knows: this one knows no conference.

Who could not sit in one room at a conference may be in danger at a core group, or through words of
the plan that are for one of them.
"""

from __future__ import annotations

from typing import Protocol

Pair = frozenset[int]


class KeptApart(Protocol):
    def __call__(self, family_id: int) -> frozenset[Pair]:
        """Ids of each two people who were kept apart when both were last asked to a meeting."""


_registered: dict[str, KeptApart] = {}


def register(name: str, kept_apart: KeptApart) -> None:
    """Register once, from `AppConfig.ready()`."""
    _registered[name] = kept_apart


def pairs_of(family_id: int) -> frozenset[Pair]:
    nobody: frozenset[Pair] = frozenset()
    return nobody.union(*(kept_apart(family_id) for kept_apart in _registered.values()))
