"""Reading a record: what changed since a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet

from accounts.models import User
from disclosure.models import Operation, Passage, PassageClearance, Record


@dataclass(frozen=True)
class Changes:
    """`seq` is the number to ask from next time."""

    seq: int
    passages: list[dict[str, Any]]
    operations: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        return {"seq": self.seq, "passages": self.passages, "operations": self.operations}


def changes_since(record: Record, seq: int, *, by: User) -> Changes:
    """The present state of every passage changed after `seq`, and the upper apps' operations.

    One indexed query over (record, seq), whether or not anything changed. Somebody who may not
    see the record is told nothing. The page that polls audits the opening of the record.
    """
    rows = list(_latest(record, seq, by))
    return Changes(
        seq=max([seq, *(row.seq for row in rows)]),
        passages=[_passage_dict(row) for row in rows if row.passage],
        operations=[_operation_dict(row) for row in rows if row.passage is None],
    )


def _latest(record: Record, seq: int, by: User) -> QuerySet[Operation]:
    about = Passage.about.through.objects.filter(passage=OuterRef("passage"))
    standing = PassageClearance.objects.standing().filter(passage=OuterRef("passage"))
    rows: QuerySet[Operation] = Operation.objects.visible_to(by).filter(
        Q(passage__isnull=True) | Q(seq=F("passage__seq")), record=record, seq__gt=seq
    )
    return (
        rows.select_related("passage")
        .annotate(
            about_ids=ArraySubquery(about.order_by("person_id").values("person_id")),
            audience_ids=ArraySubquery(standing.order_by("person_id").values("person_id")),
            conflict_uuid=F("passage__conflict_with__uuid"),
            addendum_uuid=F("passage__addendum_to__uuid"),
            upload_uuid=F("passage__upload__uuid"),
        )
        .order_by("seq")
    )


def _passage_dict(row: Any) -> dict[str, Any]:
    passage: Passage = row.passage
    if passage.sealed_at:
        return {"uuid": str(passage.uuid), "seq": row.seq, "sealed": True}
    return {
        "uuid": str(passage.uuid),
        "seq": row.seq,
        "sealed": False,
        "version": passage.version,
        "heading": passage.heading,
        "position": passage.position,
        "text": passage.text,
        "about": row.about_ids,
        "audience": row.audience_ids,
        "said_by": passage.said_by_id,
        "source_kind": passage.source_kind,
        "restriction": passage.restriction,
        "part_key": passage.part_key,
        "author": passage.author_id,
        "spoken_at": passage.spoken_at.isoformat() if passage.spoken_at else None,
        "removed": passage.removed_at is not None,
        "conflict_with": _text_or_none(row.conflict_uuid),
        "addendum_to": _text_or_none(row.addendum_uuid),
        "upload": _text_or_none(row.upload_uuid),
    }


def _operation_dict(row: Any) -> dict[str, Any]:
    return {
        "uuid": str(row.uuid),
        "seq": row.seq,
        "kind": row.kind,
        "payload": row.payload,
        "by": row.by_id,
        "at": row.at.isoformat(),
    }


def _text_or_none(value: Any) -> str | None:
    return str(value) if value else None
