"""Every fact compared with the records, each night."""

from __future__ import annotations

from celery import shared_task

from reporting.domain import refresh


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def refresh_facts() -> int:
    """How many facts were closed or added. May run at any time, twice, or after days of silence."""
    done = refresh.refresh_facts()
    return done.closed + done.added
