"""Write words of the plan as passages. The only door is `disclosure.domain.operations`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.errors import DomainError
from accounts.models import User
from disclosure.domain.operations import apply
from disclosure.enums import OperationStatus, SourceKind
from disclosure.models import Passage, Record

PROGRESS, CHILD_VIEWS, UPDATE = "core_group_progress", "core_group_child_views", "item_update"


def say(
    record: Record,
    *,
    heading: str,
    text: str,
    by: User,
    about: Iterable[int] = (),
    part_key: str = "",
    present: Iterable[int] = (),
    audience: Iterable[int] | None = None,
) -> Passage:
    """Add words to the record. They may be given to those `present` by the usual rules; or, where
    `audience` is given, to exactly these people, a deliberate act. Nobody else.

    Raises `DomainError` in plain words when they may not be added so.
    """
    payload: dict[str, Any] = {
        "passage": str(uuid.uuid4()),
        "heading": heading,
        "text": text,
        "about": sorted(about),
        "part_key": part_key,
        "source_kind": SourceKind.PLAN.value,
    }
    if audience is not None:
        payload["audience"] = sorted(audience)
    return _send(record, "passage.add", payload, by=by, present=frozenset(present))


def reword(passage: Passage, *, text: str, by: User) -> Passage:
    """Change words that stand. Whoever may have them goes on having them."""
    payload = {"passage": str(passage.uuid), "base_version": passage.version, "text": text}
    return _send(passage.record, "passage.edit", payload, by=by, present=frozenset())


def give_to(passage: Passage, *, people: Iterable[int], by: User) -> None:
    """Let exactly these people have the words: add and take away."""
    wanted = set(people)
    standing = passage.clearances.filter(revoked_at=None)
    held = set(standing.values_list("person_id", flat=True))
    for kind, change in (("audience.widen", wanted - held), ("audience.narrow", held - wanted)):
        if change:
            payload = {"passage": str(passage.uuid), "people": sorted(change)}
            _send(passage.record, kind, payload, by=by, present=frozenset())


def _send(
    record: Record, kind: str, payload: Mapping[str, Any], *, by: User, present: frozenset[int]
) -> Passage:
    operation = {"uuid": str(uuid.uuid4()), "kind": kind, "payload": payload}
    [result] = apply(record, [operation], by=by, audience_for=lambda part, at: present)
    if result.status == OperationStatus.REFUSED:
        raise DomainError(result.message, rule=result.rule)
    passage: Passage = Passage.objects.get(uuid=result.passage)
    return passage
