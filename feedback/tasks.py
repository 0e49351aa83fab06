"""What runs by itself: a thin door to the domain."""

from __future__ import annotations

from celery import shared_task

from feedback.domain.forgetting import cut_threads


@shared_task
def cut_old_threads() -> int:
    return cut_threads()
