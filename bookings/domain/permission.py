"""Stop a person who may not, and keep the refusal on record."""

from __future__ import annotations

from django.db.models import Model

from accounts.errors import NotAllowed
from accounts.models import User
from audit.domain import refuse


def require(allowed: bool, *, by: User, verb: str, to: str, subject: Model | None = None) -> None:
    """Raise `NotAllowed` unless `allowed`. Call it before the transaction that it would undo."""
    if allowed:
        return
    refuse(verb, by=by, subjects=[subject] if subject else [], reason="no posting allows it")
    raise NotAllowed(f"You do not have permission to {to}.")
