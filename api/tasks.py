"""What the API leaves to the night."""

from __future__ import annotations

from celery import shared_task

from api.domain.kept_answers import forget_old_answers as forget


@shared_task
def forget_old_answers() -> int:
    return forget()
