"""Records, passages, uploads, recipients and packs."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from disclosure.domain.operations import Handler, Result, apply
from disclosure.enums import Basis, Capacity
from disclosure.models import Passage, PassageClearance, Recipient, Record
from people.enums import CaseRoleKind, Role
from people.models import Child, Family, Person
from tests.factories.accounts import make_user
from tests.factories.people import make_case_role, make_family, make_staff


def make_record(family: Family | None = None, **fields: Any) -> Record:
    fields.setdefault("label", "Initial conference")
    return Record.objects.create(family=family or make_family(), **fields)


def make_chair(family: Family, **fields: Any) -> User:
    """A principal officer who chairs this family's conference."""
    chair = make_staff(Role.PRINCIPAL_OFFICER, **fields)
    make_case_role(family, chair, kind=CaseRoleKind.CHAIR)
    return chair


def make_passage(
    record: Record,
    text: str = "Some words.",
    *,
    audience: Iterable[Person] = (),
    about: Iterable[Person | Child] = (),
    basis: Basis = Basis.PRESENT_IN_PART,
    **fields: Any,
) -> Passage:
    """A passage cleared for `audience`, written without the operation log."""
    author = fields.pop("author", None) or make_user()
    seq = record.next_seq
    record.next_seq += 1
    record.save(update_fields=["next_seq"])
    fields = {"heading": "worries", "position": seq, **fields}
    passage = Passage.objects.create(record=record, text=text, seq=seq, author=author, **fields)
    passage.about.set([person.pk for person in about])
    PassageClearance.objects.bulk_create(
        PassageClearance(passage=passage, person=person, basis=basis, granted_by=author)
        for person in audience
    )
    return passage


def make_recipient(record: Record, person: Person, **fields: Any) -> Recipient:
    fields = {"capacity": Capacity.FAMILY, "in_the_room": True, **fields}
    return Recipient.objects.create(record=record, person=person, **fields)


def operation(kind: str, **payload: Any) -> dict[str, Any]:
    """One operation as a browser sends it, with a UUID of its own."""
    return {"uuid": str(uuid.uuid4()), "kind": kind, "payload": payload}


def add_operation(text: str = "Some words.", **payload: Any) -> dict[str, Any]:
    payload = {"passage": str(uuid.uuid4()), "heading": "worries", "text": text, **payload}
    return operation("passage.add", **payload)


def send(
    record: Record,
    *operations: Mapping[str, Any],
    by: User,
    present: Iterable[Person] = (),
    handlers: Mapping[str, Handler] | None = None,
) -> list[Result]:
    """Apply operations with `present` in every part of the meeting."""
    ids = [person.pk for person in present]
    return apply(record, operations, by=by, audience_for=lambda part: ids, handlers=handlers)
