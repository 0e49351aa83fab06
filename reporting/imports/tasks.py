"""Imports asked for in the browser are done by a worker. Twice or late does no harm."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from reporting.imports import uploads


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def carry_on_imports() -> int:
    return uploads.carry_on()


def begin_soon() -> None:
    """Ring the doorbell when the present transaction has committed."""
    transaction.on_commit(carry_on_imports.delay)
