"""What two people chose at once: the one that stands, and what was kept beside it until settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from conferences.enums import Heading
from disclosure.models import Operation, Passage, Record

# Under which heading of the live room a choice is made, by the beginning of its key.
HEADING_OF = {
    "decision": Heading.DECISION,
    "view": Heading.DECISION,
    "heard": Heading.CHILD_VIEWS,
    "score": Heading.SAFETY_SCALE,
    "item": Heading.PLAN,
}


def choices_of(record_id: int) -> list[Operation]:
    """The changes to things that are not words, oldest first."""
    return list(Operation.objects.filter(record_id=record_id, passage=None).order_by("seq"))


def newest(changes: Iterable[Operation]) -> dict[str, int]:
    """The number of the last change to each thing that stands: what an edit is based on."""
    standing = [c for c in changes if "key" in c.payload and "beside" not in c.payload]
    return {change.payload["key"]: change.seq for change in standing}


def kept_beside(changes: list[Operation]) -> list[dict[str, Any]]:
    """What somebody else wrote at the same moment and nobody has settled yet."""
    settled = newest(changes)
    waiting = [c for c in changes if c.payload.get("beside")]
    return [
        {"seq": c.seq, **c.payload}
        for c in waiting
        if c.seq > settled.get(c.payload.get("key", ""), 0)
    ]


def lines_changed_at_once(record: Record, changes: Iterable[Operation]) -> list[Passage]:
    """Second texts of a line that stand beside the first, until somebody keeps one or both."""
    settled = newest(changes)
    twins = Passage.objects.live().filter(
        record=record, conflict_with__removed_at=None, conflict_with__sealed_at=None
    )
    rows = twins.exclude(conflict_with=None).order_by("position", "pk")
    return [twin for twin in rows if f"passage:{twin.uuid}" not in settled]
