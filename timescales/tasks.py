"""The nightly sweep. It may run twice, late, or after days of silence."""

from __future__ import annotations

from celery import shared_task

from timescales.domain.redating import redate_all
from timescales.enums import RedatingCause


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def redate_open_deadlines() -> int:
    """Catch up with newly published bank holidays; says how many deadlines moved."""
    return redate_all(cause=RedatingCause.PUBLISHED, by=None).total
