"""A step asked for twice with one key is taken once, and answered twice alike (fault F2)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError
from api.domain.words_taken_out import without_words_taken_out
from api.models import KeptAnswer, ServiceAccount


class KeyUsedForAnother(DomainError):
    """The key belongs to a step that was asked for with other words."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    again: bool = False


@transaction.atomic
def once(
    *, account: ServiceAccount, key: str, asked: str, act: Callable[[], tuple[int, str]]
) -> Answer:
    """Do `act`, which gives a status and JSON, and keep that answer; or give the one kept.

    A step that is refused leaves nothing, so it may be asked for again with the same key once what
    was wrong is right. Somebody asking at the same moment waits here for the first to finish.
    """
    fingerprint = hashlib.sha256(asked.encode()).hexdigest()
    # Waits for another transaction that holds the key, and finds its row once that is committed.
    KeptAnswer.objects.bulk_create(
        [KeptAnswer(account=account, key=key, asked=fingerprint)], ignore_conflicts=True
    )
    row = KeptAnswer.objects.select_for_update().get(account=account, key=key)
    if row.asked != fingerprint:
        raise KeyUsedForAnother(
            "This key was used for another request. Send each new request with a new key.",
            field="Idempotency-Key",
        )
    if row.status:
        body = without_words_taken_out(row.body, since=row.at)
        return Answer(row.status, body, again=True)
    row.status, row.body = act()
    row.save(update_fields=["status", "body"])
    return Answer(row.status, row.body)


def forget_old_answers(*, as_at: dt.datetime | None = None) -> int:
    """Delete what was kept for settings.API_KEEP_ANSWERS_DAYS days. Says how many."""
    limit = (as_at or timezone.now()) - dt.timedelta(days=settings.API_KEEP_ANSWERS_DAYS)
    gone, _ = KeptAnswer.objects.filter(at__lt=limit).delete()
    return gone
