"""Returns are made by a worker. Every task may run twice, late or after days of silence."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from reporting.models import ReturnRun
from reporting.returns.domain import cp_is_folder, runs


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def make_return(run_id: int) -> bool:
    return runs.make_return(run_id)


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def make_waiting_returns() -> int:
    """The sweep: whatever a lost doorbell left behind."""
    waiting = runs.waiting()
    for run_id in waiting:
        make_return.delay(run_id)
    return len(waiting)


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def forget_old_returns() -> int:
    return runs.forget_old_files()


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def lay_out_cp_is() -> bool:
    return cp_is_folder.lay_out_extract()


def make_soon(run: ReturnRun) -> None:
    """Ring the doorbell when the present transaction has committed."""
    transaction.on_commit(lambda: make_return.delay(run.pk))
