"""Mail leaves on the day it is written, while days are played.

In a service the beat rings each minute. Here what waits leaves before the day changes, and before
somebody reads their mail; and families get the letter that invites them. In the quick load nothing
does: its mail leaves when a demo starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

from notifications.domain import deliver_waiting

KEEPS_NOTHING = "django.core.mail.backends.dummy.EmailBackend"
_leaves: ContextVar[bool] = ContextVar("mail leaves each day", default=False)


@contextmanager
def mail_leaves_each_day() -> Iterator[None]:
    """By the function that the beat calls, and to nobody: the delivery log is all that stays."""
    usual, settings.OUTBOX_EMAIL_BACKEND = settings.OUTBOX_EMAIL_BACKEND, KEEPS_NOTHING
    before = _leaves.set(True)
    try:
        yield
        let_mail_leave()
    finally:
        _leaves.reset(before)
        settings.OUTBOX_EMAIL_BACKEND = usual


def mail_leaves() -> bool:
    return _leaves.get()


def let_mail_leave() -> None:
    if _leaves.get():
        deliver_waiting()
