"""Whether a step is refused to somebody, whatever else stands against it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from accounts.errors import DomainError, NotAllowed


def is_refused(step: Callable[[], object]) -> bool:
    """Tried, and taken back. Any other objection (the state it is in) comes after permission."""
    try:
        with transaction.atomic():
            step()
            transaction.set_rollback(True)
    except NotAllowed:
        return True
    except DomainError:
        return False
    return False
