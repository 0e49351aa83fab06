"""Stop a person who may not, in the words of this room."""

from __future__ import annotations

from django.db.models import Model

from accounts.models import User
from people.domain import permission


def require(allowed: bool, *, by: User, verb: str, to: str, subject: Model | None = None) -> None:
    """Raise `Refused`, audited, unless `allowed`. Call it before the transaction it would undo."""
    permission.require(
        allowed,
        verb,
        by=by,
        subjects=[subject] if subject else [],
        message=f"You do not have permission to {to}.",
    )
