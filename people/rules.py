"""May this person? Predicates over postings."""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.models import Posting


def roles_of(user: User) -> frozenset[str]:
    """The roles this user is posted to today. Read once for each user object."""
    if not user.is_active or user.pk is None:
        return frozenset()
    cached: frozenset[str] | None = getattr(user, "_roles_today", None)
    if cached is None:
        cached = frozenset(
            Posting.objects.current().filter(user=user).values_list("role", flat=True)
        )
        user._roles_today = cached  # type: ignore[attr-defined]
    return cached


def has_role(user: User, *roles: Role) -> bool:
    return not roles_of(user).isdisjoint(roles)
