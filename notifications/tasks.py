"""Deliver what waits. Each may run twice, at once, late, or after days of silence."""

from __future__ import annotations

from celery import shared_task

from notifications.domain import ask_again, deliver_waiting


@shared_task
def deliver() -> int:
    return deliver_waiting()


@shared_task
def ask_held_again() -> int:
    """What was held back, where its check passes now; then deliver it."""
    freed = ask_again()
    return deliver_waiting() if freed else 0
