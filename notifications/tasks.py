"""Deliver what waits. Each may run twice, at once, late, or after days of silence."""

from __future__ import annotations

from celery import shared_task

from notifications import domain


@shared_task
def deliver() -> int:
    return domain.deliver_waiting()


@shared_task
def ask_held_again() -> int:
    """What was held back, where its check passes now; then deliver it. And letters that must not
    be printed any more are held."""
    domain.hold_wrong_letters()
    freed = domain.ask_again()
    return domain.deliver_waiting() if freed else 0


@shared_task
def ask_for_receipts() -> int:
    """What the provider knows of messages it has not told us about."""
    return domain.ask_for_receipts()
