"""Write one audit event, in the same transaction as the act it records.

A refusal is written on its own connection so that it survives the rollback that follows it
(design.md, section 2, "Audit").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import connections, models

from audit import context
from audit.enums import Action
from audit.models import Event

REFUSALS = "audit"  # alias of the separate connection


class Actor(Protocol):
    """Whoever acts: a user, a guest, or None for the system itself."""

    @property
    def pk(self) -> int | None: ...

    def __str__(self) -> str: ...


def record(
    action: Action,
    verb: str,
    *,
    by: Actor | None,
    subjects: Iterable[models.Model] = (),
    children: Iterable[int] = (),
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> Event:
    """Record that `by` did `action`. `subjects` share one model; `children` are child ids.

    Raises whatever the database raises: no audit row, no read.
    """
    return Event.objects.create(**_fields(action, verb, by, subjects, children, reason, detail))


def refuse(
    verb: str,
    *,
    by: Actor | None,
    subjects: Iterable[models.Model] = (),
    children: Iterable[int] = (),
    reason: str,
) -> Event:
    """Record a refusal so that it outlives the rollback of the refused act."""
    fields = _fields(Action.REFUSED, verb, by, subjects, children, reason, None)
    alias = REFUSALS if REFUSALS in connections else "default"
    return Event.objects.using(alias).create(**fields)


def _fields(
    action: Action,
    verb: str,
    by: Actor | None,
    subjects: Iterable[models.Model],
    children: Iterable[int],
    reason: str,
    detail: dict[str, Any] | None,
) -> dict[str, Any]:
    things = list(subjects)
    here = context.current()
    return {
        "actor_id": by.pk if by else None,
        "actor_name": str(by) if by else "Chairside",
        "action": action,
        "verb": verb,
        "subject_type": things[0]._meta.label_lower if things else "",
        "subject_ids": [thing.pk for thing in things],
        "child_ids": sorted(set(children)),
        "reason": reason,
        "detail": detail or {},
        "request_id": here.request_id,
        "address": here.address,
    }
