"""Build one pack for each recipient and document, and keep it in step while the words change.

Idempotent: building again with nothing changed writes nothing. A pack that has left is never
touched; new words make a new version that replaces it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.document import Document
from disclosure.domain.projection import Projection, Source, project, source_of
from disclosure.domain.recipients import check_writable
from disclosure.domain.wording_review import is_draft
from disclosure.enums import CHANGEABLE, PackKind, PackState
from disclosure.models import Pack, Recipient, Record, Upload
from disclosure.rules import may_prepare_documents
from people.domain.permission import require

NOT_TO_GIVE_OUT = "Only the chair, business support or a duty officer gives documents out."
DocumentsFor = Callable[[Recipient], Sequence[Document]]


@transaction.atomic
def build_packs(*, record: Record, documents_for: DocumentsFor, by: User) -> list[Pack]:
    """The packs of every recipient of `record`, in distribution order; some may be unchanged.

    A document of which nothing may reach the recipient makes no pack.
    """
    check_writable(record, by=by, verb="disclosure.build_packs")
    sheet = Recipient.objects.on_the_sheet().filter(record=record)
    source = cache(lambda document: source_of(document, record.family_id))
    made = _made_before(record)
    packs, touched = [], []
    for recipient in sheet.select_related("person", "record"):
        for document in documents_for(recipient):
            before = made.get((recipient.pk, document.kind, document.about_key), [])
            pack, changed = _build(source(document), recipient, before, by)
            packs += [pack] if pack else []
            touched += [pack] if pack and changed else []
    if touched:
        write_audit(
            Action.CHANGED,
            "disclosure.build_packs",
            by=by,
            subjects=touched,
            children=record.children_concerned(),
        )
    return packs


def _made_before(record: Record) -> dict[tuple[int, str, str], list[Pack]]:
    """Every version of each recipient's packs of this record, oldest first, held until we end."""
    rows = Pack.objects.filter(record=record).select_for_update().order_by("version", "pk")
    made = defaultdict(list)
    for pack in rows:
        made[pack.recipient_id, pack.kind, pack.about].append(pack)
    return made


def _build(
    source: Source, recipient: Recipient, before: list[Pack], by: User
) -> tuple[Pack | None, bool]:
    projection = project(source, recipient)
    document = source.document
    where = {"recipient": recipient, "kind": document.kind, "about": document.about_key}
    current = next((pack for pack in before if pack.state in CHANGEABLE), None)
    if not projection.content["sections"]:
        return _nothing_to_give(current)
    content = {**projection.content, "draft_wording": is_draft(recipient.language)}
    mark = fingerprint(content, recipient)
    last = before[-1] if before else None
    if current is None and last is not None and last.fingerprint == mark and _still_good(last):
        return last, False
    if current is not None and current.fingerprint == mark:
        return _keep_absent(current, projection), False
    pack = current or _new_pack(where, recipient, last, by)
    return _fill(pack, content, projection, mark, recipient), True


def _still_good(pack: Pack) -> bool:
    return pack.state in {PackState.RELEASED, PackState.HANDED_OVER}


def _nothing_to_give(current: Pack | None) -> tuple[None, bool]:
    if current is not None:
        current.state = PackState.VOID
        current.save(update_fields=["state"])
    return None, False


def _keep_absent(pack: Pack, projection: Projection) -> Pack:
    left_out = [absent.as_json() for absent in projection.left_out]
    if pack.left_out != left_out:
        pack.left_out = left_out
        pack.save(update_fields=["left_out"])
    return pack


def _new_pack(where: dict[str, Any], recipient: Recipient, last: Pack | None, by: User) -> Pack:
    if last is not None:
        return new_version(last, by=by)
    return Pack(**where, record=recipient.record, created_by=by)


def new_version(last: Pack, *, by: User) -> Pack:
    """The next version of a pack that has left, not saved yet and without content."""
    return Pack(
        record=last.record,
        recipient=last.recipient,
        kind=last.kind,
        about=last.about,
        upload=last.upload,
        layout=last.layout,
        language=last.language,
        version=last.version + 1,
        replaces=None if hasattr(last, "replaced_by") else last,
        created_by=by,
    )


def _fill(
    pack: Pack, content: dict[str, Any], projection: Projection, mark: str, recipient: Recipient
) -> Pack:
    """New words: whatever was opened, found or cleared before no longer counts."""
    pack.content = content
    pack.left_out = [absent.as_json() for absent in projection.left_out]
    pack.fingerprint = mark
    pack.layout = recipient.layout
    pack.language = recipient.language
    pack.state = PackState.DRAFT
    pack.awaiting_since = pack.cleared_at = None
    pack.save()
    return pack


def fingerprint(content: dict[str, Any], recipient: Recipient) -> str:
    """Names the words and the form: the same again means there is nothing to render."""
    form = [recipient.person.name, recipient.layout, recipient.language]
    held = json.dumps([content, form], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(held.encode()).hexdigest()


@transaction.atomic
def build_document_pack(*, recipient: Recipient, upload: Upload, by: User) -> Pack:
    """A pack made of one uploaded PDF, for one recipient who has been cleared for it (A6)."""
    require(
        may_prepare_documents(by, recipient.record.family),
        "disclosure.build_document_pack",
        by=by,
        subjects=[recipient],
        children=recipient.children_concerned(),
        message=NOT_TO_GIVE_OUT,
    )
    _check_may_be_given(upload, recipient)
    content = {"kind": PackKind.DOCUMENT.value, "opening": [], "sections": []}
    mark = fingerprint({**content, "upload": upload.sha256}, recipient)
    where = {"recipient": recipient, "kind": PackKind.DOCUMENT, "upload": upload}
    pack = Pack.objects.filter(**where, state__in=CHANGEABLE).first()
    if pack is None:
        pack = Pack(**where, record=recipient.record, created_by=by, fingerprint=mark)
        pack.content, pack.layout, pack.language = content, recipient.layout, recipient.language
        pack.save()
        write_audit(
            Action.CREATED,
            "disclosure.build_document_pack",
            by=by,
            subjects=[pack],
            children=pack.children_concerned(),
        )
    return pack


def _check_may_be_given(upload: Upload, recipient: Recipient) -> None:
    if upload.family_id != recipient.record.family_id:
        raise DomainError("This document belongs to another family.")
    if upload.content_type != "application/pdf":
        raise DomainError("Only a PDF can be given out. Save the document as a PDF first.")
    if not upload.clearances.filter(person=recipient.person_id, revoked_at=None).exists():
        raise DomainError(f"{recipient.called} has not been cleared for this document.")
