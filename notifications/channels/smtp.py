"""Email through the authority's own mail server.

A mail server cannot be asked what it has taken. A message whose answer was lost is handed over
again with the same Message-ID, which most mail programs show once.
"""

from __future__ import annotations

import base64
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from notifications.channels.base import AnswerLost, NotSent, Refused, Report
from notifications.enums import State
from notifications.models import Message

# RFC 5321: the first figure of a reply. 5 means never, 4 means not now.
NEVER = 500
NO_SUCH_MAILBOX = (550, 551, 553)


class Smtp:
    def send(self, message: Message, *, again: bool) -> Report:
        connection = get_connection(settings.OUTBOX_EMAIL_BACKEND)
        email = _email(message, connection)
        try:
            connection.open()
        except OSError as error:
            raise NotSent(str(error)) from error
        try:
            email.send()
        except smtplib.SMTPRecipientsRefused as error:
            return _refused_address(error)
        except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionResetError) as error:
            raise AnswerLost(str(error)) from error
        except smtplib.SMTPDataError as error:
            if error.smtp_code >= NEVER:
                raise Refused(_words(error.smtp_code, error.smtp_error)) from error
            raise NotSent(_words(error.smtp_code, error.smtp_error)) from error
        except OSError as error:  # also what the server says of us: wrong password, no relaying
            raise NotSent(str(error)) from error
        finally:
            connection.close()
        return Report(State.SENT)

    def ask(self, message: Message) -> Report:
        """Never: it has no `provider_id`."""
        return Report(State.SENT)


def _refused_address(error: smtplib.SMTPRecipientsRefused) -> Report:
    ((code, said),) = error.recipients.values()
    if code in NO_SUCH_MAILBOX:
        return Report(State.BOUNCED, words=_words(code, said))
    if code >= NEVER:
        raise Refused(_words(code, said)) from error
    raise NotSent(_words(code, said)) from error


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"The mail server said {code}: {text}"


def _email(message: Message, connection: BaseEmailBackend) -> EmailMessage:
    email = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to_address],
        connection=connection,
        headers={"Message-ID": f"<{message.reference}@chairside.invalid>"},
    )
    for attachment in message.attachments:
        content = base64.b64decode(attachment["base64"])
        email.attach(attachment["name"], content, attachment["content_type"])
    return email
