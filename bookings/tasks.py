"""The sweep that releases pencilled bookings which ran out."""

from celery import shared_task

from bookings.domain import release_expired_pencils


@shared_task
def release_expired_pencils_sweep() -> int:
    """Every few minutes; late or twice does no harm, because an expired pencil bars nobody."""
    return release_expired_pencils()
