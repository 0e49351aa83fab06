"""Refuse, and leave a trace of having refused."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from accounts.models import User
from audit.domain import refuse
from people.errors import Refused

MESSAGE = "You do not have permission to do this."


def require(
    allowed: bool,
    verb: str,
    *,
    by: User,
    subjects: Iterable[models.Model] = (),
    children: Iterable[int] = (),
    reason: str = "role does not allow it",
    message: str = MESSAGE,
) -> None:
    """Raise `Refused` unless `allowed`; the audit row survives the rollback that follows."""
    if not allowed:
        refuse(verb, by=by, subjects=subjects, children=children, reason=reason)
        raise Refused(message)
