"""Editions are drawn by a worker. Every task may run twice, late or after days of silence."""

from __future__ import annotations

from functools import partial

from celery import shared_task
from django.db import transaction

from reporting.annual.domain import drawing
from reporting.models import AnnualEdition


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def draw_annual_report(drawing_id: int) -> bool:
    return drawing.draw_edition(drawing_id)


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def draw_waiting_reports() -> int:
    """The sweep: whatever a lost doorbell left behind."""
    waiting = drawing.waiting()
    for drawing_id in waiting:
        draw_annual_report.delay(drawing_id)
    return len(waiting)


def draw_soon(edition: AnnualEdition) -> None:
    """Ring the doorbell when the present transaction has committed."""
    for each in edition.drawings.values_list("pk", flat=True):
        transaction.on_commit(partial(draw_annual_report.delay, each))
