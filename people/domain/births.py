"""What follows when a child's date of birth is put right: rooms above register it by name.

The birth itself is never typed in passing: it is recorded, in `conferences.domain.birth`.
"""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import User
from people.models import Child

Follow = Callable[[Child, User], None]
_registered: dict[str, Follow] = {}


def register(name: str, follow: Follow) -> None:
    """`follow` is given the child with the right date, and whoever put it right."""
    _registered[name] = follow


def date_put_right(child: Child, *, by: User) -> None:
    """Part of correcting what is known of a child."""
    for follow in _registered.values():
        follow(child, by)
