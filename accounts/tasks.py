"""Work that comes round by itself, called by Celery's beat."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command
from django.db import connection
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


@shared_task
def clear_old_counts() -> int:
    """Take out of the cache's table what has run out: Django does so only when the table is full,
    and counts its rows at each write. Returns how many went. Safe to run twice."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_cache WHERE expires < now()")
        return int(cursor.rowcount)
