"""Who is told what each morning, through the outbox. Numbers and a link, no case content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from notifications.domain import queue_many
from notifications.enums import Channel
from notifications.links import absolute
from notifications.models import Message

if TYPE_CHECKING:
    from desk.domain.by_name import Waiting

KIND = "desk.morning"


def morning_key(on: dt.date, user: object) -> str:
    return f"{KIND}:{on}:{user}"


def tell_what_waits(waiting: Iterable[Waiting], *, on: dt.date) -> None:
    """One email for each; of no use tomorrow, when there is another."""
    queue_many(
        [
            Message(
                key=morning_key(on, one.user_id),
                channel=Channel.EMAIL,
                kind=KIND,
                to_name=one.name,
                to_address=one.email,
                subject="Chairside: what needs you today",
                body=_body(one),
            )
            for one in waiting
        ]
    )


def _body(one: Waiting) -> str:
    counts = (("Late", one.late), ("Due today", one.today), ("Due soon", one.soon))
    lines = [f"{words}: {number}" for words, number in counts if number]
    return "\n".join([*lines, "", "See them here:", absolute(reverse("desk:home")), ""])
