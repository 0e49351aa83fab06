"""Two people editing one record: the second is told, never silently obeyed (quality.md, F3)."""

from __future__ import annotations

from typing import Any

from people.errors import ChangedMeanwhile


def version_of(row: Any) -> int:
    """A number that changes with every save of this row; a form carries it back."""
    latest = row.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return latest or 0


def require_unchanged(row: Any, seen: int | None) -> None:
    """Raise `ChangedMeanwhile` if the row was saved after version `seen`; None means unasked.

    Call it on a row locked with `select_for_update`, or two saves may both pass.
    """
    if seen is None or version_of(row) == seen:
        return
    raise ChangedMeanwhile(
        "Somebody else changed this while you were typing. Your words are still here: "
        "compare them with what is saved now, then save again."
    )
