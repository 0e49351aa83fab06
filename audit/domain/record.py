"""Write one audit event, in the same transaction as the act it records.

A refusal is written on its own connection so that it survives the rollback that follows it
(design.md, section 2, "Audit").
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol

from django.db import connections, models
from django.utils import timezone

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
    return _write(_fields(action, verb, by, subjects, children, reason, detail), "default")


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
    return _write(fields, alias)


# Written out, because nearly every page and every sentence writes one: the ORM looks at each id of
# a list again, and took longer over it than the database.
INSERT = """
    INSERT INTO audit_event (at, actor_id, actor_name, action, verb, subject_type, subject_ids,
        child_ids, reason, detail, request_id, address)
    VALUES (%(at)s, %(actor_id)s, %(actor_name)s, %(action)s, %(verb)s, %(subject_type)s,
        %(subject_ids)s::bigint[], %(child_ids)s::bigint[], %(reason)s, %(json)s::jsonb,
        %(request_id)s, %(address)s::inet)
    RETURNING id"""


def _write(fields: dict[str, Any], alias: str) -> Event:
    event = Event(at=timezone.now(), **fields)
    with connections[alias].cursor() as cursor:
        cursor.execute(INSERT, {**fields, "at": event.at, "json": json.dumps(event.detail)})
        event.pk = cursor.fetchone()[0]
    event._state.adding, event._state.db = False, alias
    return event


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
