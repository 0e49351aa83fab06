"""An audit event as a line that a manager can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from audit.models import Event


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    action: str
    step: str
    reason: str
    children: list[str]


def described(event: Event, names: dict[int, str] | None = None) -> Line:
    """`names` gives the children the reader may see; others are only counted."""
    names = names or {}
    known = [names[pk] for pk in event.child_ids if pk in names]
    others = len(event.child_ids) - len(known) if names else 0
    if others:
        known.append(f"{others} other" + ("" if others == 1 else "s"))
    return Line(
        at=event.at,
        who=event.actor_name,
        action=event.get_action_display(),
        step=event.verb.rpartition(".")[2].replace("_", " ").capitalize(),
        reason=event.reason,
        children=known,
    )
