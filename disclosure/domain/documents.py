"""Look at an uploaded document, say that its pictures were read, let one person have it.

Nothing of the file itself runs in a browser: its pages are drawn here and shown as pictures.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.domain.building import NOT_TO_GIVE_OUT, build_document_pack
from disclosure.domain.network import capacity_of, network_of
from disclosure.domain.uploads import PDF
from disclosure.enums import Capacity, Restriction, SourceKind
from disclosure.models import Pack, Recipient, Upload, UploadClearance, UploadOpening
from disclosure.rendering import store
from disclosure.rendering.printing import watermarked
from disclosure.rendering.reading import page_count
from disclosure.rendering.showing import document_page, picture
from disclosure.rules import (
    may_download_document,
    may_prepare_documents,
    may_read_document,
    may_read_documents,
    may_say_read,
)
from people.domain.permission import require
from people.domain.reading import list_all
from people.models import Family, Person

NOT_TO_READ = "You do not have permission to read the documents of this family."
NOT_TO_DOWNLOAD = "Only the chair, business support or a duty officer may download documents."
NOT_ANOTHER = (
    "Somebody else must read it: the chair, business support at the hub of the meeting who are "
    "trained, a duty officer or an assistant head who did not add this document."
)


def reports_since(family: Family, day: date | None, *, by: User) -> list[Upload]:
    """The agencies' reports added on this day or after it, newest first, for whoever may read
    them; nobody else learns that there are any."""
    if not may_read_documents(by, family):
        return []
    rows = Upload.objects.visible_to(by).filter(
        family=family, source_kind=SourceKind.REPORT, sealed_at=None
    )
    return list_all(
        rows.filter(uploaded_at__date__gte=day) if day else rows,
        by=by,
        verb="disclosure.reports_since",
        children=family.children_concerned(),
    )


@transaction.atomic
def open_upload(upload: Upload, *, by: User) -> int:
    """Open it to read, and keep who did. The number of pages that can be shown (Word: none)."""
    may = may_read_document(by, upload)
    _allow(may, "disclosure.open_upload", upload, by, NOT_TO_READ)
    UploadOpening.objects.create(upload=upload, by=by)
    _audit(Action.OPENED, "disclosure.open_upload", upload, by)
    if upload.content_type == PDF:
        return page_count(_bytes(upload))
    return 1 if upload.is_picture else 0


def upload_picture(upload: Upload, page: int, *, by: User) -> bytes:
    """One page as PNG, counted from 1. Raises `CannotRead` where there is no such page."""
    may = may_read_document(by, upload)
    _allow(may, "disclosure.upload_picture", upload, by, NOT_TO_READ)
    _audit(Action.OPENED, "disclosure.upload_picture", upload, by)
    content = _bytes(upload)
    return picture(content) if upload.is_picture else document_page(content, page)


@transaction.atomic
def download_upload(upload: Upload, *, by: User) -> bytes:
    """The file as it came; a PDF is marked with who took it (quality.md, A9)."""
    may = may_download_document(by, upload)
    _allow(may, "disclosure.download_upload", upload, by, NOT_TO_DOWNLOAD)
    _audit(Action.DOWNLOADED, "disclosure.download_upload", upload, by)
    content = _bytes(upload)
    if upload.content_type != PDF:
        return content
    return watermarked(content, f"{by.name} {timezone.localtime():%d/%m/%Y %H:%M}")


@transaction.atomic
def mark_read(upload: Upload, *, by: User) -> Upload:
    """A second person has read the pages that cannot be searched.

    Raises `NotAllowed` for whoever added it, `WrongState` for one who has not opened it.
    """
    locked: Upload = Upload.objects.select_for_update().get(pk=upload.pk)
    _allow(may_say_read(by, locked), "disclosure.mark_read", locked, by, NOT_ANOTHER)
    if not UploadOpening.objects.filter(upload=locked, by=by).exists():
        raise WrongState("Open the document and read every page first.")
    locked.read_by, locked.read_at = by, timezone.now()
    locked.save(update_fields=["read_by", "read_at"])
    _audit(Action.DECIDED, "disclosure.mark_read", locked, by)
    return locked


@transaction.atomic
def clear_upload(upload: Upload, *, person: Person, by: User) -> UploadClearance:
    """Let one person have this file. Another person needs a clearance of their own (A6)."""
    may = may_prepare_documents(by, upload.family)
    _allow(may, "disclosure.clear_upload", upload, by, NOT_TO_GIVE_OUT)
    if Upload.objects.select_for_update().get(pk=upload.pk).sealed_at:  # as it stands by now
        raise WrongState("It is sealed, so nobody may be given it.")
    network = network_of(upload.family_id)
    capacity = capacity_of(person.pk, network)
    if capacity is None:
        raise DomainError(f"{person.name} does not belong to this family's network.")
    if network.is_barred(person.pk, network.children):
        raise NotAllowed(f"{person.called} must not be told about a child of this family.")
    if upload.restriction == Restriction.RESTRICTED and capacity != Capacity.PROFESSIONAL:
        raise DomainError("This document is restricted: a family member may not be given it.")
    if upload.is_image_only and upload.read_at is None:
        raise WrongState("Some pages cannot be searched. Somebody must read them and say so first.")
    clearance, _ = UploadClearance.objects.get_or_create(
        upload=upload, person=person, revoked_at=None, defaults={"granted_by": by}
    )
    _audit(Action.DECIDED, "disclosure.clear_upload", upload, by)
    return clearance


@transaction.atomic
def give_document(upload: Upload, *, recipient: Recipient, by: User) -> Pack:
    """Clear it for this one person and make their pack of it; a second person releases that."""
    clear_upload(upload, person=recipient.person, by=by)
    return build_document_pack(recipient=recipient, upload=upload, by=by)


def _bytes(upload: Upload) -> bytes:
    return store.read(store.upload_place(upload.uuid), sha256=upload.sha256)


def _allow(allowed: bool, verb: str, upload: Upload, by: User, message: str) -> None:
    children = upload.children_concerned()
    require(
        allowed, verb, by=by, subjects=[upload], children=children, reason=message, message=message
    )


def _audit(action: Action, verb: str, upload: Upload, by: User) -> None:
    write_audit(action, verb, by=by, subjects=[upload], children=upload.children_concerned())
