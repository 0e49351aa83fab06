"""A mail server: what it takes, what it refuses for now or for good, an answer that is lost."""

from __future__ import annotations

import base64

import pytest

from notifications.domain import deliver_waiting
from notifications.domain.outbox import has_left
from notifications.enums import State
from notifications.models import Message
from tests.factories.messages import make_message
from tests.notifications.smtp_server import FakeMailServer

pytestmark = pytest.mark.django_db


def tried(**fields: object) -> Message:
    message = make_message(key="one", **fields)
    deliver_waiting()
    message.refresh_from_db()
    return message


def test_it_is_taken(mail_server: FakeMailServer) -> None:
    message = tried()
    assert message.state == State.SENT
    (email,) = mail_server.taken
    assert (email["to"], email["subject"]) == (message.to_address, message.subject)


@pytest.mark.parametrize(
    ("word", "answer", "state"),
    [
        ("RCPT", "550 no such mailbox", State.BOUNCED),
        ("RCPT", "554 not from you", State.FAILED),
        ("RCPT", "450 mailbox busy", State.WAITING),
        ("DATA", "554 refused", State.FAILED),
        ("DATA", "451 try later", State.WAITING),
        ("MAIL", "550 who are you", State.WAITING),
    ],
)
def test_what_is_not_taken(mail_server: FakeMailServer, word: str, answer: str, state: str) -> None:
    mail_server.answers = {word: [answer]}
    message = tried()
    assert (message.state, mail_server.taken) == (state, [])
    assert answer.split(" ", 1)[1] in message.last_error
    assert not has_left("one")


def test_an_answer_that_is_lost_may_mean_that_it_left(mail_server: FakeMailServer) -> None:
    """A mail server cannot be asked: the second copy carries the same Message-ID."""
    mail_server.answers = {"DATA": ["hang up"]}
    message = tried()
    assert (message.state, has_left("one")) == (State.WAITING, True)
    Message.objects.update(not_before_at=None)
    assert deliver_waiting() == 1
    first, second = mail_server.taken
    assert first["Message-ID"] == second["Message-ID"] == f"<{message.reference}@chairside.invalid>"


def test_a_calendar_part_says_what_it_does_to_the_calendar(mail_server: FakeMailServer) -> None:
    """Outlook looks at the `method` of the part: it must survive the wrapping."""
    content = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"
    part = {
        "name": "meeting.ics",
        "content_type": "text/calendar; method=CANCEL",
        "base64": base64.b64encode(content.encode()).decode(),
    }
    tried(attachments=[part])
    (email,) = mail_server.taken
    (calendar,) = email.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "CANCEL"
    assert str(calendar["content-type"]).count("charset") == 1
    assert calendar.get_content().replace("\n", "\r\n").replace("\r\r", "\r") == content
    assert calendar.get_filename() == "meeting.ics"
