"""Messages in the outbox."""

from __future__ import annotations

from itertools import count
from typing import Any

from notifications.domain import queue
from notifications.enums import Channel
from notifications.models import Message

_numbers = count(1)


def make_message(key: str = "", **fields: Any) -> Message:
    """An email to a family member, with no check and about no case, unless told otherwise."""
    fields = {
        "channel": Channel.EMAIL,
        "kind": "test",
        "to_name": "Fergus Ferris",
        "to_address": "fergus@family.example",
        "subject": "A meeting on 3 March",
        "body": "https://chairside.example/",
        **fields,
    }
    return queue(key=key or f"message:{next(_numbers)}", **fields)
