"""Seal a passage that was filed where it does not belong, and log the breach.

From then on it is out of every screen, pack, history view and export; only the data officer sees
it. Packs that held it are voided, or recalled where they have left.
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from audit.domain import record as write_audit
from audit.domain import refuse
from audit.enums import Action
from disclosure.domain.releasing import recall_now
from disclosure.enums import CHANGEABLE, LEFT, PackState
from disclosure.models import Breach, Operation, Pack, Passage, Record
from disclosure.rules import may_seal
from people.enums import Role
from people.rules import has_role

NOT_TO_SEAL = "Only the data officer, a duty officer or an assistant head may seal."
RECALL_REASON = "It holds words that do not belong in it."


@transaction.atomic
def seal_passage(passage: Passage, *, by: User, reason: str) -> Breach:
    """Seal `passage`, what stands beside it in a conflict, and every copy in another record.

    `breach.packs` lists the packs that held any of them.

    The reason must not repeat the words. Raises `NotAllowed` for anybody but a data officer,
    duty officer or assistant head.
    """
    if not may_seal(by, passage):
        refuse("disclosure.seal_passage", by=by, subjects=[passage], reason="not allowed")
        raise NotAllowed(NOT_TO_SEAL)
    if not reason.strip():
        raise DomainError("Say why it must be sealed, without repeating it.", field="reason")
    sealed = _every_text_of(passage)
    wanted = {one.record_id for one in sealed}
    locked = Record.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    records = {record.pk: record for record in locked}
    for one in sealed:
        _seal(one, records[one.record_id], by)
    for record in records.values():
        record.save(update_fields=["next_seq"])
    record = passage.record
    breach = Breach.objects.create(record=record, reason=reason.strip(), by=by)
    breach.passages.set(sealed)
    breach.packs.set(_take_back_packs(sealed, by))
    write_audit(
        Action.DECIDED,
        "disclosure.seal_passage",
        by=by,
        subjects=sealed,
        children=record.children_concerned(),
        detail={"breach": breach.pk},
    )
    return breach


def _every_text_of(passage: Passage) -> list[Passage]:
    """The passage, every text kept beside it, and every copy: versions of the same words."""
    known: set[int] = set()
    found = {passage.pk}
    while found - known:
        known |= found
        same = Q(pk__in=known) | Q(conflict_with__in=known) | Q(carried_from__in=known)
        rows = Passage.objects.filter(same).values_list("pk", "conflict_with", "carried_from")
        found = {pk for row in rows for pk in row if pk}
    return list(Passage.objects.filter(pk__in=known, sealed_at=None).order_by("pk"))


def _seal(passage: Passage, record: Record, by: User) -> None:
    passage.sealed_at = timezone.now()
    passage.seq = record.next_seq
    passage.save(update_fields=["sealed_at", "seq"])
    Operation.objects.create(
        record=record,
        uuid=uuids.uuid4(),
        seq=record.next_seq,
        kind="passage.seal",
        passage=passage,
        by=by,
    )
    record.next_seq += 1


def _take_back_packs(sealed: Sequence[Passage], by: User) -> list[Pack]:
    held = _packs_holding(sealed)
    for pack in held.select_for_update():
        if pack.state in LEFT:
            recall_now(pack, by=by, reason=RECALL_REASON)
        elif pack.state in CHANGEABLE:
            pack.state = PackState.VOID
            pack.save(update_fields=["state"])
    return list(_packs_holding(sealed))


def _packs_holding(sealed: Sequence[Passage]) -> QuerySet[Pack]:
    """By the passages named in the content, in any pack of the family."""
    condition = Q(pk__in=[])
    for passage in sealed:
        item = {"sections": [{"items": [{"passage": str(passage.uuid)}]}]}
        condition |= Q(content__contains=item)
    families = {passage.record.family_id for passage in sealed}
    packs: QuerySet[Pack] = Pack.objects.filter(condition, record__family__in=families)
    return packs.order_by("pk")


def sealed_passages(*, by: User) -> QuerySet[Passage]:
    """For the data officer alone."""
    if not has_role(by, Role.DATA_OFFICER):
        refuse("disclosure.sealed_passages", by=by, reason="not a data officer")
        raise NotAllowed("Only the data officer may see sealed passages.")
    passages: QuerySet[Passage] = Passage.objects.visible_to(by).filter(sealed_at__isnull=False)
    return passages
