"""Django's own mail, such as a password reset, goes into the outbox like every other message."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from notifications.domain import queue
from notifications.enums import Channel


class OutboxBackend(BaseEmailBackend):
    """Named in settings.EMAIL_BACKEND. One row for each recipient; the outbox delivers them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = [
            queue(
                key=f"mail:{uuid4()}",
                channel=Channel.EMAIL,
                kind="sign_in",
                to_name=address,
                to_address=address,
                subject=message.subject,
                body=message.body,
            )
            for message in email_messages
            for address in message.recipients()
        ]
        return len(sent)
