"""Packs are rendered and checked ahead, while the meeting goes on. Every task may run twice."""

from __future__ import annotations

from collections.abc import Iterable

from celery import shared_task
from django.db import transaction

from disclosure.domain.checking import run_checks
from disclosure.domain.clearing import submit
from disclosure.domain.rendering import waiting
from disclosure.models import Pack


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def prepare_pack(pack_id: int) -> None:
    """Render and check one pack; once its record is closed, put it in the queue if it must."""
    pack = Pack.objects.select_related("record").get(pk=pack_id)
    if pack.record.closed_at:
        submit(pack, by=None)
    else:
        run_checks(pack_id)


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def prepare_waiting() -> None:
    """The sweep: whatever a lost doorbell left behind."""
    for pack_id in waiting():
        prepare_pack.delay(pack_id)


def prepare_soon(packs: Iterable[Pack]) -> None:
    """Ring the doorbell for these packs when the present transaction has committed."""
    numbers = [pack.pk for pack in packs]
    transaction.on_commit(lambda: [prepare_pack.delay(number) for number in numbers])
