"""Apply the small changes a browser sends: the only writer of passages in the live room.

One batch, one transaction. The record's row is the lock and gives each change its number, so
changes commit in the order of their numbers and "changes since N" misses none. An operation is
known by its own UUID: sent twice, it happens once (quality.md, F2). Two people changing one
passage at once both keep their words (F3).
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, transaction

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from audit.domain import record as write_audit
from audit.domain import refuse
from audit.enums import Action
from disclosure.domain.changes import CHANGES, Batch, Change
from disclosure.domain.moments import DeviceClock, moment_of
from disclosure.enums import OperationStatus
from disclosure.models import Operation, Record

AudienceFor = Callable[[str, datetime], Iterable[int]]


class Handler(Protocol):
    """How an upper app applies an operation of its own, inside the batch's transaction.

    Returns what the other screens are told (plain JSON, no words of a passage). Raises
    `DomainError` to refuse.
    """

    def __call__(
        self, payload: Mapping[str, Any], *, record: Record, by: User, at: datetime
    ) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Result:
    """What became of one operation. `passage` is the one that now holds the words."""

    uuid: str
    status: OperationStatus
    seq: int | None = None
    message: str = ""
    passage: str = ""
    version: int | None = None
    error: DomainError | None = None  # why it was refused, with the field

    @property
    def rule(self) -> str:
        return self.error.rule if self.error else "unreadable"

    def as_json(self) -> dict[str, Any]:
        return {
            "uuid": self.uuid,
            "status": self.status.value,
            "seq": self.seq,
            "message": self.message,
            "passage": self.passage,
            "version": self.version,
        }


# What may still happen after a record is closed: who may have the words, and corrections.
ALLOWED_WHEN_CLOSED = frozenset({"audience.widen", "audience.narrow", "passage.add"})
# Asked with every batch, so written out: building it took longer than asking it.
EARLIER = """
    SELECT done.uuid, done.record_id, done.seq, words.uuid, words.version
    FROM disclosure_operation done LEFT JOIN disclosure_passage words ON words.id = done.passage_id
    WHERE done.uuid = ANY(%s::uuid[])"""


@transaction.atomic
def apply(
    record: Record,
    operations: Sequence[Mapping[str, Any]],
    *,
    by: User,
    audience_for: AudienceFor,
    children: Iterable[int] = (),
    handlers: Mapping[str, Handler] | None = None,
    clock: DeviceClock | None = None,
    afterwards: Callable[[Sequence[Result]], None] | None = None,
) -> list[Result]:
    """Apply a batch in order: {uuid, kind, device_at, payload}. One result each, in that order.

    `audience_for` answers with the ids of the people present in a part of the meeting at a moment;
    `children` are those it is held for (person ids; none: all of the family). `clock` tells the
    moment of a change that waited on a device. `handlers` take the kinds this
    app does not know; `afterwards` ends the same transaction. A refused operation changes nothing
    and does not stop the others. Raises `NotAllowed` when `by` may not see the record.
    """
    locked = _lock(record, by)
    batch = Batch(locked, by, audience_for, children)
    known = _already_applied(locked, operations)
    results = []
    for operation in operations:
        batch.at = (clock or DeviceClock()).moment(moment_of(operation.get("device_at")))
        result = known.get(_uuid_text(operation)) or _apply_one(operation, batch, handlers or {})
        if result.status in {OperationStatus.APPLIED, OperationStatus.CONFLICT}:
            known[result.uuid] = _as_duplicate(result)
        results.append(result)
    if afterwards is not None:
        afterwards(results)
    _finish(batch, results, operations)
    return results


def _lock(record: Record, by: User) -> Record:
    visible = Record.objects.visible_to(by).select_for_update(of=("self",))
    try:
        locked: Record = visible.get(pk=record.pk)
    except Record.DoesNotExist:
        refuse("disclosure.apply", by=by, subjects=[record], reason="not visible")
        raise NotAllowed("You do not have permission to write in this record.") from None
    return locked


def _already_applied(record: Record, operations: Sequence[Mapping[str, Any]]) -> dict[str, Result]:
    """What this record has already; of another record nothing is told, and nothing is saved."""
    wanted = [text for text in map(_uuid_text, operations) if text]
    with connection.cursor() as cursor:
        cursor.execute(EARLIER, [wanted])
        return {str(row[0]): _earlier(row, record) for row in cursor.fetchall()}


def _earlier(row: tuple[Any, ...], record: Record) -> Result:
    uuid, own_record, seq, words, version = row
    if own_record != record.pk:
        message = "This change belongs to another record, so it was not saved."
        return Result(str(uuid), OperationStatus.REFUSED, message=message)
    words = str(words or "")
    return Result(str(uuid), OperationStatus.DUPLICATE, seq, passage=words, version=version)


def _as_duplicate(result: Result) -> Result:
    return Result(
        result.uuid,
        OperationStatus.DUPLICATE,
        result.seq,
        passage=result.passage,
        version=result.version,
    )


def _uuid_text(operation: Mapping[str, Any]) -> str:
    try:
        return str(uuids.UUID(str(operation.get("uuid", ""))))
    except ValueError:
        return ""


def _apply_one(
    operation: Mapping[str, Any], batch: Batch, handlers: Mapping[str, Handler]
) -> Result:
    uuid = _uuid_text(operation)
    if not uuid:
        message = "This change has no number of its own, so it was not saved."
        return Result(str(operation.get("uuid", "")), OperationStatus.REFUSED, message=message)
    kind = str(operation.get("kind", ""))
    try:
        change = _change(uuid, kind, operation.get("payload") or {}, batch, handlers)
    except DomainError as error:
        if isinstance(error, NotAllowed):
            refuse("disclosure.apply", by=batch.by, subjects=[batch.record], reason=error.message)
        return Result(uuid, OperationStatus.REFUSED, message=error.message, error=error)
    return _write(uuid, kind, operation, change, batch)


def _write(
    uuid: str, kind: str, operation: Mapping[str, Any], change: Change, batch: Batch
) -> Result:
    seq = batch.record.next_seq
    if change.passage:
        change.passage.seq = seq
        change.passage.save()
    change.after_save()
    Operation.objects.create(
        record=batch.record,
        uuid=uuid,
        seq=seq,
        kind=kind,
        status=change.status,
        passage=change.passage,
        payload=change.payload,
        by=batch.by,
        device_at=moment_of(operation.get("device_at")),
    )
    batch.record.next_seq = seq + 1
    return Result(
        uuid,
        change.status,
        seq,
        change.message,
        passage=str(change.passage.uuid) if change.passage else "",
        version=change.passage.version if change.passage else None,
    )


def _change(
    uuid: str, kind: str, payload: Any, batch: Batch, handlers: Mapping[str, Handler]
) -> Change:
    """What is to be written, or a refusal before anything was: a change of words only reads.

    A handler writes as it goes, so what it wrote before it refused is taken back here.
    """
    if not isinstance(payload, Mapping):
        raise DomainError("This change could not be read, so it was not saved.", rule="unreadable")
    _check_open(batch, kind, payload)
    known = {**payload, "operation": uuid}
    if kind in CHANGES:
        return CHANGES[kind](known, batch)
    if kind not in handlers:
        raise DomainError(
            "This kind of change is not known here, so it was not saved.", rule="unknown"
        )
    with transaction.atomic():
        told = handlers[kind](known, record=batch.record, by=batch.by, at=batch.at)
    return Change(payload=told)


def _check_open(batch: Batch, kind: str, payload: Mapping[str, Any]) -> None:
    if batch.record.closed_at is None:
        return
    is_addendum = kind == "passage.add" and payload.get("addendum_to")
    if kind not in ALLOWED_WHEN_CLOSED or (kind == "passage.add" and not is_addendum):
        raise DomainError("The record is closed. Add a correction instead.", rule="record_closed")


def _finish(
    batch: Batch, results: Sequence[Result], operations: Sequence[Mapping[str, Any]]
) -> None:
    """Keep the last number, and write one audit event for the batch; never the words."""
    fresh = {OperationStatus.APPLIED, OperationStatus.CONFLICT}
    pairs = zip(results, operations, strict=True)
    done = [[r.seq, str(o.get("kind", ""))] for r, o in pairs if r.status in fresh]
    if not done:
        return
    Record.objects.filter(pk=batch.record.pk).update(next_seq=batch.record.next_seq)
    write_audit(
        Action.CHANGED,
        "disclosure.apply",
        by=batch.by,
        subjects=[batch.record],
        children=batch.network.children,
        detail={"operations": done},
    )
