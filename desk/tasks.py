"""Sweeps: each finds in the database what must be done, and may run twice or late."""

from celery import shared_task

from desk.domain import morning, reminding


@shared_task
def remind() -> int:
    return reminding.remind()


@shared_task
def greet() -> int:
    return morning.greet()
