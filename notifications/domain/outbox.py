"""Put a message in the outbox, withdraw it, deliver what is waiting.

The row is the truth; Celery only rings the bell (design.md, idea 5). Two deliverers never take
the same row: each claims it with SELECT ... FOR UPDATE SKIP LOCKED. A deliverer that dies between
handing an email to the mail server and its own commit sends it again: with the same Message-ID, so
that it is shown once.
"""

from __future__ import annotations

import base64
import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notifications import doorbell
from notifications.checks import reason_to_hold
from notifications.enums import Channel, State
from notifications.models import Message

MAX_ATTEMPTS = 10

logger = logging.getLogger(__name__)


def queue(*, key: str, channel: Channel, kind: str, to_name: str, **fields: Any) -> Message:
    """Queue one message. The same `key` twice is one message. It may leave once this commits."""
    message, _ = Message.objects.get_or_create(
        key=key, defaults={"channel": channel, "kind": kind, "to_name": to_name, **fields}
    )
    # Robust: a bell that cannot be rung must not undo the act; the sweep finds the row.
    transaction.on_commit(doorbell.ring, robust=True)
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


def deliver_waiting(limit: int = 500) -> int:
    """Send what is waiting, one transaction each. Returns how many were sent."""
    sent = 0
    for _ in range(limit):
        state = _deliver_next()
        if state is None:
            break
        sent += state == State.SENT
    return sent


def ask_again() -> int:
    """Give held messages another chance: what held them may be mended. Returns how many."""
    held = Message.objects.filter(state=State.HELD, channel=Channel.EMAIL)
    freed = [message.pk for message in held if not _reason_to_hold(message)]
    return Message.objects.filter(pk__in=freed, state=State.HELD).update(state=State.WAITING)


def _deliver_next() -> str | None:
    """The state one message came to, or None when none is waiting."""
    due = Q(not_before_at__isnull=True) | Q(not_before_at__lte=timezone.now())
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(due, state=State.WAITING, channel=Channel.EMAIL)
            .order_by("attempts", "id")
            .first()
        )
        if message is None:
            return None
        _attempt(message)
        message.save()
        return message.state


def _attempt(message: Message) -> None:
    hold = _reason_to_hold(message)
    if hold:
        message.state, message.last_error = State.HELD, hold
        return
    message.attempts += 1
    try:
        _email(message).send()
    except OSError as error:  # the mail server, the network: try again, less and less often
        message.last_error = str(error)
        message.not_before_at = timezone.now() + timedelta(minutes=2**message.attempts)
        if message.attempts >= MAX_ATTEMPTS:
            message.state = State.FAILED
        return
    except Exception as error:  # the message itself: trying again would stop every other one
        logger.exception("Message %s cannot be sent", message.pk)
        message.state, message.last_error = State.FAILED, f"{type(error).__name__}: {error}"
        return
    message.state, message.sent_at, message.last_error = State.SENT, timezone.now(), ""


def _reason_to_hold(message: Message) -> str:
    """A check that breaks holds its message, and only its own."""
    try:
        with transaction.atomic():
            return reason_to_hold(message.check_name, message.check_arguments)
    except Exception as error:
        logger.exception("The check of message %s broke", message.pk)
        return f"The check {message.check_name} broke: {type(error).__name__}"


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
