"""Seal a passage or a document that was filed where it does not belong, and log the breach.

From then on it is out of every screen, pack, history view and export; only the data officer sees
it. Packs that held it are voided, or recalled where they have left.
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.domain import refuse
from audit.enums import Action
from disclosure.domain.releasing import recall_now
from disclosure.enums import CHANGEABLE, LEFT, PackState
from disclosure.models import Breach, Operation, Pack, Passage, Record, Upload
from disclosure.rules import may_seal, may_seal_upload
from people.enums import Role
from people.rules import has_role

NOT_TO_SEAL = "Only the data officer, a duty officer or an assistant head may seal."
SEALED = "It is sealed already."
RECALL_REASON = "It holds words that do not belong in it."


@transaction.atomic
def seal_passage(passage: Passage, *, by: User, reason: str) -> Breach:
    """Seal `passage`, what stands beside it in a conflict, what corrects it, and every copy in
    another record.

    `breach.packs` lists the packs that held any of them.

    The reason must not repeat the words. Raises `NotAllowed` for anybody but a data officer,
    duty officer or assistant head.
    """
    _check(may_seal(by, passage), passage, reason, by=by)
    _hold_records(passage.record.family_id)
    if Passage.objects.filter(pk=passage.pk, sealed_at__isnull=False).exists():
        raise WrongState(SEALED)
    return _seal_all(_every_text_of([passage.pk]), (), passage.record, by=by, reason=reason)


@transaction.atomic
def seal_upload(upload: Upload, *, record: Record, by: User, reason: str) -> Breach:
    """Seal a document that belongs to somebody else, and every passage taken from it.

    `record` is the meeting whose log keeps the breach. Raises what `seal_passage` raises.
    """
    _check(may_seal_upload(by, upload), upload, reason, by=by)
    _hold_records(upload.family_id)
    held: Upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.sealed_at is not None:
        raise WrongState(SEALED)
    held.sealed_at = timezone.now()
    held.save(update_fields=["sealed_at"])
    quoted = held.passages.values_list("pk", flat=True)
    return _seal_all(_every_text_of(quoted), (held,), record, by=by, reason=reason)


def _hold_records(family: int) -> None:
    """Whatever else is written to them waits, so that no copy or correction comes in between. They
    are held before the document, as whoever quotes it holds them."""
    held = Record.objects.select_for_update(no_key=True)  # what only points at one goes on
    list(held.filter(family=family).order_by("pk"))


def _check(may: bool, what: Passage | Upload, reason: str, *, by: User) -> None:
    if not may:
        refuse("disclosure.seal", by=by, subjects=[what], reason="not allowed")
        raise NotAllowed(NOT_TO_SEAL)
    if not reason.strip():
        raise DomainError("Say why it must be sealed, without repeating it.", field="reason")


def _seal_all(
    sealed: Sequence[Passage],
    uploads: Sequence[Upload],
    record: Record,
    *,
    by: User,
    reason: str,
) -> Breach:
    wanted = {one.record_id for one in sealed}
    locked = Record.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    records = {each.pk: each for each in locked}
    for one in sealed:
        _seal(one, records[one.record_id], by)
    for each in records.values():
        each.save(update_fields=["next_seq"])
    breach = Breach.objects.create(record=record, reason=reason.strip(), by=by)
    breach.passages.set(sealed)
    breach.uploads.set(uploads)
    breach.packs.set(_take_back_packs(sealed, uploads, by))
    write_audit(
        Action.DECIDED,
        "disclosure.seal",
        by=by,
        subjects=[*sealed, *uploads],
        children=record.children_concerned(),
        detail={"breach": breach.pk},
    )
    return breach


def _every_text_of(passages: Iterable[int]) -> list[Passage]:
    """The passages, every text kept beside them and every copy, which are versions of the same
    words; and what corrects any of these. A correction is sealed without what it corrects."""
    known: set[int] = set()
    found = set(passages)
    while found - known:
        known |= found
        same = Q(pk__in=known) | Q(conflict_with__in=known) | Q(carried_from__in=known)
        rows = Passage.objects.filter(same | Q(addendum_to__in=known))
        versions = rows.values_list("pk", "conflict_with", "carried_from")
        found = {pk for row in versions for pk in row if pk}
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


def _take_back_packs(sealed: Sequence[Passage], uploads: Sequence[Upload], by: User) -> list[Pack]:
    held = _packs_holding(sealed, uploads)
    for pack in held.select_for_update():
        if pack.state in LEFT:
            recall_now(pack, by=by, reason=RECALL_REASON)
        elif pack.state in CHANGEABLE:
            pack.state = PackState.VOID
            pack.save(update_fields=["state"])
    return list(_packs_holding(sealed, uploads))


def _packs_holding(sealed: Sequence[Passage], uploads: Sequence[Upload]) -> QuerySet[Pack]:
    """By the passages named in the content, in any pack of the family, or as the document that
    they are."""
    condition = Q(upload__in=uploads)
    for passage in sealed:
        item = {"sections": [{"items": [{"passage": str(passage.uuid)}]}]}
        condition |= Q(content__contains=item)
    families = {passage.record.family_id for passage in sealed}
    families |= {upload.family_id for upload in uploads}
    packs: QuerySet[Pack] = Pack.objects.filter(condition, record__family__in=families)
    return packs.order_by("pk")


def sealed_passages(*, by: User) -> QuerySet[Passage]:
    """For the data officer alone."""
    _check_data_officer(by)
    passages: QuerySet[Passage] = Passage.objects.visible_to(by).filter(sealed_at__isnull=False)
    return passages


def sealed_uploads(*, by: User) -> QuerySet[Upload]:
    """For the data officer alone."""
    _check_data_officer(by)
    uploads: QuerySet[Upload] = Upload.objects.visible_to(by).filter(sealed_at__isnull=False)
    return uploads


def _check_data_officer(by: User) -> None:
    if not has_role(by, Role.DATA_OFFICER):
        refuse("disclosure.sealed", by=by, reason="not a data officer")
        raise NotAllowed("Only the data officer may see what was sealed.")
