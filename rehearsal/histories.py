"""Who changed what, written in one go: one statement in seven of a load would only do that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from simple_history.models import HistoricalChanges

READ_MEANWHILE = {"plans"}  # a plan's pages say who changed what in it; these are written at once


@contextmanager
def histories_written_last() -> Iterator[None]:
    """Each history in the order in which it arose, with the times and people of then."""
    kept: dict[type[Model], list[Model]] = defaultdict(list)

    def save(row: Model, **options: object) -> None:
        if row._meta.app_label in READ_MEANWHILE:
            Model.save(row, **options)  # type: ignore[arg-type]
        else:
            kept[type(row)].append(row)

    HistoricalChanges.save = save
    try:
        yield
    finally:
        del HistoricalChanges.save
    for history, rows in kept.items():
        history._base_manager.bulk_create(rows)
