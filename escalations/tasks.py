"""Sweeps: each finds in the database what must be done, and may run twice or late."""

from celery import shared_task

from escalations.domain import upkeep


@shared_task
def tell_of_passed_limits() -> int:
    return upkeep.tell_of_passed_limits()
