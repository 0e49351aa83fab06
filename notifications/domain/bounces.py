"""Take what mail servers send back, from a mailbox or a pipe, into the delivery log."""

from __future__ import annotations

from dataclasses import dataclass

from notifications.channels.delivery_status import read_report, split_mailbox
from notifications.domain.receipts import take_receipt


@dataclass(frozen=True)
class Taken:
    """`known`: reports about nothing we wait for, or taken before. `other`: no report at all."""

    new: int
    known: int
    other: int


def take_bounces(content: bytes) -> Taken:
    """Every report of a mailbox; taken again it changes nothing."""
    reports = [read_report(mail) for mail in split_mailbox(content)]
    read = [report for report in reports if report is not None]
    new = sum(take_receipt(reference=reference, report=report) for reference, report in read)
    return Taken(new, len(read) - new, len(reports) - len(read))
