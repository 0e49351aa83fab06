"""Sweeps: each finds in the database what must be done, and may run twice or late."""

from celery import shared_task
from django.utils import timezone

from desk.domain import kept_list, morning, reminding


@shared_task
def remind() -> int:
    return reminding.remind()


@shared_task
def greet() -> int:
    return morning.greet()


@shared_task
def keep_nightly_list() -> int:
    return kept_list.keep_list(as_at=timezone.now())
