"""Read what mail servers send back: delivery status notifications (RFC 3464, in RFC 3462 reports).

Ours are told apart by the Message-ID we gave the message, which the report quotes. A report says
what became of it for good: one that says it is only late is no news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from notifications.channels.base import Report
from notifications.enums import State

OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@chairside\.invalid>", re.I)
MBOX_LINE = re.compile(rb"^From .*\r?\n", re.M)
LONGEST = 300  # letters of what the other server says


def split_mailbox(content: bytes) -> list[bytes]:
    """One message, or every message of an mbox file."""
    if not content.startswith(b"From "):
        return [content] if content.strip() else []
    return [part for part in MBOX_LINE.split(content) if part.strip()]


def read_report(content: bytes) -> tuple[str, Report] | None:
    """The reference of our message and what became of it; None for any other mail."""
    mail = message_from_bytes(content, policy=policy.default)
    if mail.get_content_type() != "multipart/report":
        return None
    parts = list(mail.walk())
    status = next((p for p in parts if p.get_content_type() == "message/delivery-status"), None)
    reference = _reference(mail, parts)
    if status is None or not reference:
        return None
    for fields in _recipients(status):
        if report := _report(fields):
            return reference, report
    return None


def _reference(mail: EmailMessage | Message, parts: Sequence[Message]) -> str:
    """Of the message that came back, with the report or named by it."""
    quoted = [part for part in parts if part.get_content_type() == "text/rfc822-headers"]
    payloads = [part.get_payload(decode=True) for part in quoted]
    texts = [body.decode("ascii", "replace") for body in payloads if isinstance(body, bytes)]
    texts += [str(part.get("Message-ID", "")) for part in parts if part is not mail]
    texts += [str(mail.get(name, "")) for name in ("In-Reply-To", "References")]
    found = next((match for text in texts if (match := OUR_ID.search(text))), None)
    return found.group(1).lower() if found else ""


def _recipients(status: Message) -> Iterator[Message]:
    """The fields about each recipient; the first block is about the message."""
    blocks = status.get_payload()
    if isinstance(blocks, list):
        yield from (block for block in blocks[1:] if isinstance(block, Message))


def _report(fields: Message) -> Report | None:
    action = str(fields.get("Action", "")).strip().lower()
    status = str(fields.get("Status", "")).strip()
    if action == "delivered":
        return Report(State.DELIVERED)
    if action != "failed":
        return None
    said = str(fields.get("Diagnostic-Code", "")).partition(";")[2]
    words = " ".join(f"The mail server said {status} {said}".split())[:LONGEST]
    # 5: there is no such mailbox. 4: it gave up, of a full mailbox or a server that is away.
    return Report(State.FAILED if status.startswith("4") else State.BOUNCED, words=words)
