"""Packs are rendered and checked ahead, while the meeting goes on. Every task may run twice."""

from __future__ import annotations

from collections.abc import Iterable

from celery import shared_task
from django.db import transaction

from disclosure.domain.clearing import prepare
from disclosure.domain.rendering import waiting
from disclosure.models import Pack


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def prepare_pack(pack_id: int) -> None:
    prepare(pack_id)


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def prepare_waiting() -> None:
    """The sweep: whatever a lost doorbell left behind."""
    for pack_id in waiting():
        prepare_pack.delay(pack_id)


def prepare_soon(packs: Iterable[Pack]) -> None:
    """Ring the doorbell for these packs when the present transaction has committed."""
    numbers = [pack.pk for pack in packs]
    transaction.on_commit(lambda: [prepare_pack.delay(number) for number in numbers])
