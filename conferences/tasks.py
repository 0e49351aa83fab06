"""Sweeps: each finds in the database what must be done, and may run twice or late."""

from celery import shared_task

from conferences.domain import upkeep


@shared_task
def put_back_expired_pencils() -> int:
    return upkeep.put_back_expired_pencils()


@shared_task
def refresh_limits() -> int:
    return upkeep.refresh_limits()


@shared_task
def warn_of_doubtful_quorums() -> int:
    return upkeep.warn_of_doubtful_quorums()
