"""Open a record, close it, open it again while nothing has left."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.domain.recipients import check_writable
from disclosure.models import Pack, Record
from people.models import Family


@transaction.atomic
def open_record(*, family: Family, label: str, by: User) -> Record:
    """A new, empty record of a family. `label` names no child."""
    record = Record.objects.create(family=family, label=label)
    check_writable(record, by=by, verb="disclosure.open_record")
    _audit(Action.CREATED, "disclosure.open_record", record, by)
    return record


@transaction.atomic
def close_record(record: Record, *, by: User) -> Record:
    """No more words but corrections; packs that need a second person go to the queue."""
    check_writable(record, by=by, verb="disclosure.close_record")
    Record.objects.filter(pk=record.pk, closed_at=None).update(closed_at=timezone.now())
    record.refresh_from_db()
    _audit(Action.CHANGED, "disclosure.close_record", record, by)
    return record


@transaction.atomic
def reopen_record(record: Record, *, by: User, reason: str) -> Record:
    """Raises `WrongState` once a pack has left: then the way is a correction."""
    check_writable(record, by=by, verb="disclosure.reopen_record")
    if not reason.strip():
        raise DomainError("Say why it must be opened again.", field="reason", rule="needed")
    if packs_have_left(record):
        raise WrongState("A pack has already left. Add a correction instead.", rule="pack_has_left")
    Record.objects.filter(pk=record.pk).update(closed_at=None)
    record.refresh_from_db()
    _audit(Action.CHANGED, "disclosure.reopen_record", record, by, reason)
    return record


def packs_have_left(record: Record) -> bool:
    return Pack.objects.filter(record=record, released_at__isnull=False).exists()


def _audit(action: Action, verb: str, record: Record, by: User, reason: str = "") -> None:
    children = record.children_concerned()
    write_audit(action, verb, by=by, subjects=[record], children=children, reason=reason)
