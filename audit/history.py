"""What a row used to be: every change of a tracked model is kept beside it."""

from __future__ import annotations

from functools import cache
from typing import Any

from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords


def noted_as_of(row: Any, by: Any) -> None:
    """The history of the row says from its next save on that this user made the change."""
    row._history_user = by


class _Manager(HistoryManager):
    """The library makes this class anew for every row that is saved, which takes as long as
    writing the row; once for each process is enough."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class History(HistoricalRecords):
    def __init__(self, **options: Any) -> None:
        super().__init__(history_manager=_Manager, **options)
