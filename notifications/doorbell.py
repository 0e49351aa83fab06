"""Tells the deliverer that something waits. Losing a ring loses nothing: the sweep finds the row.

The domain knows no queue, so whoever starts one says here how to ring it.
"""

from __future__ import annotations

from collections.abc import Callable

_ringers: list[Callable[[], object]] = []


def answer_with(ringer: Callable[[], object]) -> None:
    _ringers[:] = [ringer]


def ring() -> None:
    for ringer in _ringers:
        ringer()
