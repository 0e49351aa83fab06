"""Put a message in the outbox, withdraw it, deliver what is waiting.

The row is the truth; Celery only rings the bell (design.md, idea 5). Two deliverers never take
the same row: each claims it with SELECT ... FOR UPDATE SKIP LOCKED.
"""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notifications.checks import reason_to_hold
from notifications.enums import Channel, State
from notifications.models import Message

MAX_ATTEMPTS = 10


def queue(*, key: str, channel: Channel, kind: str, to_name: str, **fields: Any) -> Message:
    """Queue one message. The same `key` twice is one message."""
    message, _ = Message.objects.get_or_create(
        key=key, defaults={"channel": channel, "kind": kind, "to_name": to_name, **fields}
    )
    return message


def withdraw(*, about: str, kind: str = "") -> int:
    """Withdraw what has not left yet. Returns how many messages."""
    waiting = Message.objects.filter(about=about, state__in=[State.WAITING, State.HELD])
    if kind:
        waiting = waiting.filter(kind=kind)
    return waiting.update(state=State.WITHDRAWN)


def has_left(key: str) -> bool:
    """Whether this message was sent, or printed."""
    return Message.objects.filter(key=key, state=State.SENT).exists()


def mark_printed(*, key: str) -> None:
    """A letter leaves by being printed; printing it again changes nothing."""
    letters = Message.objects.filter(key=key, channel__in=[Channel.LETTER, Channel.PRINT])
    letters.filter(state=State.WAITING).update(state=State.SENT, sent_at=timezone.now())


def deliver_waiting(limit: int = 100) -> int:
    """Send what is waiting, one transaction each. Returns how many were sent."""
    return sum(1 for _ in range(limit) if _deliver_next())


def _deliver_next() -> bool:
    due = Q(not_before_at__isnull=True) | Q(not_before_at__lte=timezone.now())
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(due, state=State.WAITING, channel=Channel.EMAIL)
            .order_by("attempts", "id")
            .first()
        )
        if message is None:
            return False
        _attempt(message)
        message.save()
        return message.state == State.SENT


def _attempt(message: Message) -> None:
    hold = reason_to_hold(message.check_name, message.check_arguments)
    if hold:
        message.state, message.last_error = State.HELD, hold
        return
    message.attempts += 1
    try:
        _email(message).send()
    except OSError as error:
        message.last_error = str(error)
        message.not_before_at = timezone.now() + timedelta(minutes=2**message.attempts)
        if message.attempts >= MAX_ATTEMPTS:
            message.state = State.FAILED
        return
    message.state, message.sent_at, message.last_error = State.SENT, timezone.now(), ""


def _email(message: Message) -> EmailMessage:
    email = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to_address],
        connection=get_connection(settings.OUTBOX_EMAIL_BACKEND),
        headers={"Message-ID": f"<outbox-{message.pk}@chairside.invalid>"},
    )
    for attachment in message.attachments:
        content = base64.b64decode(attachment["base64"])
        email.attach(attachment["name"], content, attachment["content_type"])
    return email
