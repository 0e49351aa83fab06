"""Mail that comes back: reports of mail servers (RFC 3464) reach the delivery log, once."""

from __future__ import annotations

from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from notifications.domain import bounces, deliver_waiting
from notifications.domain.bounces import Taken, take_bounces
from notifications.enums import State
from notifications.management.commands import read_bounces
from notifications.models import Message
from people.enums import Role
from tests.factories.messages import make_message
from tests.factories.people import make_staff
from tests.notifications.smtp_server import FakeMailServer

pytestmark = pytest.mark.django_db

REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mail.example>
To: chairside@authority.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

I am sorry to have to inform you that your message could not be delivered.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Arrival-Date: Fri, 20 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822; fergus@family.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <fergus@family.example>:
    Recipient address rejected

--part
Content-Type: {quoted}

Message-ID: {message_id}
Subject: A meeting on 3 March

--part--
"""


def report(message: Message, **fields: str) -> bytes:
    fields = {
        "action": "failed",
        "status": "5.1.1",
        "quoted": "text/rfc822-headers",
        "message_id": f"<{message.reference}@chairside.invalid>",
        **fields,
    }
    return REPORT.format(**fields).encode()


@pytest.fixture
def sent(mail_server: FakeMailServer) -> Message:
    message = make_message()
    deliver_waiting()
    message.refresh_from_db()
    assert message.state == State.SENT
    assert mail_server.taken[0]["Message-ID"] == f"<{message.reference}@chairside.invalid>"
    return message


def state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_it_came_back_is_shown_and_goes_again_with_one_click(sent: Message) -> None:
    first = report(sent)
    assert take_bounces(first) == Taken(new=1, known=0, other=0)
    assert state(sent) == State.BOUNCED
    assert sent.last_error == (
        "The mail server said 5.1.1 550 5.1.1 <fergus@family.example>: Recipient address rejected"
    )
    assert take_bounces(first) == Taken(new=0, known=1, other=0)
    client = Client()
    client.force_login(make_staff(Role.BUSINESS_SUPPORT))
    assert (
        "1 message did not reach its person"
        in client.get(reverse("people:messages")).content.decode()
    )
    client.post(reverse("people:send_message_again", args=[sent.pk]))
    deliver_waiting()
    assert state(sent) == State.SENT
    # A late report about the first handing-over says nothing of the second.
    assert take_bounces(first) == Taken(new=0, known=1, other=0)
    assert state(sent) == State.SENT


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "4.2.2"}, State.FAILED),
        ({"action": "delivered", "status": "2.0.0"}, State.DELIVERED),
        ({"action": "delayed", "status": "4.4.1"}, State.SENT),
        ({"quoted": "message/rfc822"}, State.BOUNCED),
        ({"message_id": "<somebody-else@mail.example>"}, State.SENT),
    ],
)
def test_each_kind_of_report(sent: Message, fields: dict[str, str], expected: State) -> None:
    take_bounces(report(sent, **fields))
    assert state(sent) == expected


def test_a_mailbox_a_pipe_and_mail_that_is_no_report(
    sent: Message, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = f"Subject: Re: A meeting\nReferences: <{sent.reference}@chairside.invalid>\n\nYes.\n"
    line = b"From MAILER-DAEMON Fri Nov 20 09:00:00 2026\n"
    mailbox = line + plain.encode() + b"\n" + line + report(sent)
    assert take_bounces(plain.encode()) == Taken(0, 0, 1)
    for noise in (b"", b"\xff\x00\xfe", b"Content-Type: multipart/report\n\nnothing"):
        take_bounces(noise)
    assert state(sent) == State.SENT
    file, out = tmp_path / "mbox", StringIO()
    file.write_bytes(mailbox)
    call_command("read_bounces", str(file), stdout=out)
    assert (out.getvalue(), state(sent)) == ("1 new, 0 known or not ours, 1 other\n", State.BOUNCED)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(report(sent))))
    call_command("read_bounces", "-", stdout=out)
    assert out.getvalue().endswith("0 new, 1 known or not ours, 0 other\n")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("read_bounces", str(tmp_path / "none"))

    def away(content: bytes) -> bounces.Taken:
        raise OperationalError("away")

    monkeypatch.setattr(read_bounces, "take_bounces", away)
    with pytest.raises(CommandError) as later:
        call_command("read_bounces", str(file))
    assert later.value.returncode == 75
