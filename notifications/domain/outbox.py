"""Put a message in the outbox; withdraw it again; ask whether it has left.

The row is the truth; Celery only rings the bell (design.md, idea 5).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from notifications import doorbell, secret_words, subjects
from notifications.domain.log import settle
from notifications.enums import (
    LEFT,
    MAY_BE_CANCELLED,
    MAY_BE_WITHDRAWN,
    OF_THE_FAMILY,
    Channel,
    State,
)
from notifications.models import Message, MessageStep


def queue(*, key: str, channel: Channel, kind: str, to_name: str, **fields: Any) -> Message:
    """Queue one message. The same `key` twice is one message. It may leave once this commits."""
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "channel": channel,
            "kind": kind,
            "to_name": to_name,
            "family_id": subjects.family_of(fields.get("about", "")),
            **fields,
        },
    )
    # Robust: a bell that cannot be rung must not undo the act; the sweep finds the row.
    transaction.on_commit(doorbell.ring, robust=True)
    return message


def queue_many(messages: Collection[Message]) -> int:
    """Queue these in one statement, for a sweep that writes to many. Those whose key is known
    already are left out. Returns how many are new."""
    if not messages:
        return 0
    before = set(
        Message.objects.filter(key__in=[m.key for m in messages]).values_list("key", flat=True)
    )
    fresh = [message for message in messages if message.key not in before]
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    transaction.on_commit(doorbell.ring, robust=True)
    return len(fresh)


def withdraw(*, about: str, kind: str = "") -> int:
    """Withdraw what has not left yet. Returns how many messages.

    Waits for a message that is being sent at this moment: it has then left, and is not counted.
    """
    waiting = Message.objects.filter(about=about, state__in=MAY_BE_WITHDRAWN)
    if kind:
        waiting = waiting.filter(kind=kind)
    return _withdraw_all(waiting, "What it was about has changed")


def withdraw_to_family(family_id: int, *, words: str) -> int:
    """Withdraw whatever is written to somebody of this family and has not left yet, also what is
    printed and lies in the tray (`letters.to_post_for` says with whom)."""
    waiting = Message.objects.filter(
        family_id=family_id,
        to_kind__in=OF_THE_FAMILY,
        state__in=(*MAY_BE_CANCELLED, State.PRINTED),
    )
    return _withdraw_all(waiting, words)


def _withdraw_all(waiting: QuerySet[Message], words: str) -> int:
    with transaction.atomic():
        gone = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
        rows = Message.objects.filter(pk__in=gone)
        rows.update(state=State.WITHDRAWN, last_error=words)
        rows.filter(kind__in=secret_words.kinds()).update(body="")
        steps = [MessageStep(message_id=pk, state=State.WITHDRAWN, words=words) for pk in gone]
        MessageStep.objects.bulk_create(steps)
    return len(gone)


def has_left(key: str) -> bool:
    """Whether the recipient may know: it was sent or printed, or handed over without an answer."""
    left = Q(state__in=LEFT) | Q(may_have_left=True)
    return Message.objects.filter(left, key=key).exists()


def is_withdrawn(key: str) -> bool:
    """It did not leave and will not, and nothing is sent instead by itself."""
    return Message.objects.filter(key=key, state=State.WITHDRAWN).exists()


@transaction.atomic
def withdraw_message(*, key: str, words: str = "Another message took its place") -> None:
    """This one did not arrive, and is not to."""
    row = Message.objects.select_for_update().filter(key=key, state__in=MAY_BE_CANCELLED).first()
    if row is not None:
        settle(row, State.WITHDRAWN, words)


@transaction.atomic
def address_anew(*, key: str, to_address: str, check_arguments: dict[str, Any]) -> None:
    """One that has not left goes to another address. One that has left is left alone."""
    row = Message.objects.select_for_update().filter(key=key, state__in=MAY_BE_CANCELLED).first()
    if row is None or row.check_arguments == check_arguments:
        return
    row.to_address, row.check_arguments = to_address, check_arguments
    settle(row, State.WAITING, "The address was put right")
