"""Nightly work, called by Celery's beat."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from accounts.domain.dormant import disable_dormant_accounts


@shared_task
def disable_dormant_accounts_sweep() -> int:
    """Returns how many accounts it disabled. Safe to run twice."""
    return len(disable_dormant_accounts(as_at=timezone.now()))


@shared_task
def clear_old_sessions() -> None:
    """Sessions that have run out hold nothing anybody needs."""
    call_command("clearsessions")
