"""Users, without any role: `tests.factories.people.make_staff` gives one a posting."""

from __future__ import annotations

from itertools import count
from typing import Any

from accounts.models import User

PASSWORD = "a long fictional passphrase"
_numbers = count(1)


def make_user(name: str = "", **fields: Any) -> User:
    """A user who can sign in with `PASSWORD` and may see nothing yet."""
    number = next(_numbers)
    fields.setdefault("email", f"user{number}@chairside.example")
    return User.objects.create_user(
        password=PASSWORD, name=name or f"Fictional User {number}", **fields
    )


def make_administrator(**fields: Any) -> User:
    """A system administrator: runs the system, opens no case."""
    return make_user(**{"is_system_administrator": True, **fields})
