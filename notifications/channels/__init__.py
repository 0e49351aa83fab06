"""Ways out of the building, named in settings.OUTBOX_WAYS by channel."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from notifications.channels.base import AnswerLost, Busy, NotSent, Refused, Report, Way

__all__ = ["AnswerLost", "Busy", "NotSent", "Refused", "Report", "Way", "is_set_up", "way_for"]


def is_set_up(channel: str) -> bool:
    return bool(settings.OUTBOX_WAYS.get(channel))


def way_for(channel: str) -> Way:
    """Raises `Refused` when this service has no such way."""
    path = settings.OUTBOX_WAYS.get(channel)
    if not path:
        raise Refused("This service has no way to send that kind of message")
    way: Way = import_string(path)()
    return way
