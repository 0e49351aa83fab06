"""GOV.UK Notify: email and text messages.

Notify does not refuse a second message with the same `reference`. So whenever an answer was lost
we ask for the reference first, and send only when it knows none. What this cannot rule out: Notify
forgets after 7 days, and may need a moment before it finds what it has just taken; a message whose
sender died is asked about ten minutes later at the earliest.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import requests
from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import NewConnectionError

from notifications.channels.base import AnswerLost, Busy, NotSent, Refused, Report
from notifications.enums import Channel, State
from notifications.models import Message

TIMEOUT = 15  # seconds
A_MOMENT, A_DAY = timedelta(minutes=1), timedelta(hours=1)
# What Notify says became of it (its API documentation, "status descriptions").
STATES = {
    "delivered": State.DELIVERED,
    "permanent-failure": State.BOUNCED,
    "temporary-failure": State.FAILED,
    "technical-failure": State.FAILED,
}
WORDS = {
    "permanent-failure": "There is no such address or number",
    "temporary-failure": "The mailbox was full or the telephone switched off for three days",
    "technical-failure": "GOV.UK Notify could not hand it on",
}


class Notify:
    """Our templates in Notify hold nothing but ((subject)) and ((body)): docs/deploy.md."""

    def __init__(self) -> None:
        self._client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL, timeout=TIMEOUT
        )

    def send(self, message: Message, *, again: bool) -> Report:
        if again and (known := self._known(message)) is not None:
            return known
        _check_attachments(message)
        made = _call(lambda: self._hand_over(message), hands_over=True)
        return Report(State.SENT, str(made["id"]))

    def ask(self, message: Message) -> Report:
        return report(_call(lambda: self._client.get_notification_by_id(message.provider_id)))

    def _known(self, message: Message) -> Report | None:
        found = _call(lambda: self._client.get_all_notifications(reference=message.reference))
        return report(found["notifications"][0]) if found["notifications"] else None

    def _hand_over(self, message: Message) -> Any:
        if message.channel == Channel.SMS:
            return self._client.send_sms_notification(
                message.to_address,
                settings.NOTIFY_SMS_TEMPLATE,
                {"body": message.body},
                reference=message.reference,
            )
        return self._client.send_email_notification(
            message.to_address,
            settings.NOTIFY_EMAIL_TEMPLATE,
            {"subject": message.subject, "body": message.body},
            reference=message.reference,
        )


def report(notification: dict[str, Any]) -> Report:
    """What one notification or receipt of Notify says."""
    status = str(notification.get("status"))
    state = STATES.get(status, State.SENT)
    return Report(state, str(notification.get("id", "")), WORDS.get(status, ""))


def _check_attachments(message: Message) -> None:
    """Notify attaches no files of our kinds; one that also stands behind the link may stay away."""
    if any(not attachment.get("is_at_link") for attachment in message.attachments):
        raise Refused("GOV.UK Notify cannot carry this attachment")


def _call(ask: Any, *, hands_over: bool = False) -> Any:
    try:
        return ask()
    except APIError as error:
        raise _meaning(error, hands_over=hands_over) from error


def _meaning(error: APIError, *, hands_over: bool) -> Exception:
    if error.response is None:
        lost = hands_over and not _never_reached(error.__cause__)
        return (AnswerLost if lost else NotSent)(f"GOV.UK Notify did not answer: {error.__cause__}")
    words = f"GOV.UK Notify said {error.status_code}: {_said(error)}"
    match error.status_code:
        case 429:
            whole_day = "TooManyRequestsError" in words
            return Busy(words, A_DAY if whole_day else A_MOMENT)
        case 400 | 413:
            return Refused(words)
        case 401 | 403 | 404:  # our key, our clock or our template: not the message's fault
            return NotSent(words)
        case _:
            return (AnswerLost if hands_over else NotSent)(words)


def _never_reached(cause: BaseException | None) -> bool:
    """Nobody opened the door. A connection that broke off later may have carried the message."""
    reason = getattr(cause.args[0] if cause and cause.args else None, "reason", None)
    return isinstance(cause, requests.ConnectTimeout) or isinstance(reason, NewConnectionError)


def _said(error: APIError) -> str:
    said = error.message
    if isinstance(said, list):
        return "; ".join(f"{one.get('error')}: {one.get('message')}" for one in said)
    return str(said)
