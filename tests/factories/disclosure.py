"""Records, passages, uploads, recipients and packs."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf
from django.utils import timezone
from django.utils.html import escape
from PIL import Image

from accounts.models import User
from disclosure.document import Document, Item, Section, Word
from disclosure.domain.building import build_packs
from disclosure.domain.checking import run_checks
from disclosure.domain.operations import Handler, Result, apply
from disclosure.domain.rendering import bytes_of
from disclosure.domain.uploads import take_upload
from disclosure.enums import Basis, Capacity, Layout, PackKind
from disclosure.models import (
    ClearingTraining,
    Pack,
    Passage,
    PassageClearance,
    Recipient,
    Record,
    Upload,
)
from disclosure.rendering.pdf import html_to_pdf
from disclosure.rendering.reading import hidden_parts, pages_of
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


def make_training(user: User, **fields: Any) -> ClearingTraining:
    """Somebody in business support, trained to clear packs."""
    fields = {"trained_on": timezone.localdate(), "recorded_by": make_user(), **fields}
    return ClearingTraining.objects.create(user=user, **fields)


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
    return apply(record, operations, by=by, audience_for=lambda part, at: ids, handlers=handlers)


def document_of(
    *passages: Passage,
    kind: PackKind = PackKind.OUTLINE_PLAN,
    heading: str = "section.worries",
    **fields: Any,
) -> Document:
    """A document of one section that holds these passages."""
    items = tuple(Item(passage.uuid) for passage in passages)
    return Document(kind=kind, sections=(Section(Word(heading), items=items),), **fields)


def make_pack(recipient: Recipient, *passages: Passage, by: User, **fields: Any) -> Pack:
    """A pack of one recipient, rendered and checked. `document` replaces `passages`."""
    document = fields.pop("document", None) or document_of(*passages, **fields)
    packs = build_packs(
        record=recipient.record,
        documents_for=lambda other: [document] if other.pk == recipient.pk else [],
        by=by,
    )
    [pack] = packs
    run_checks(pack.pk)
    pack.refresh_from_db()
    return pack


def text_of(pack: Pack) -> str:
    """Everything written in the pack's bytes, hidden parts too."""
    pdf = bytes_of(pack)
    return "\n".join([*pages_of(pdf), hidden_parts(pdf).metadata])


def make_upload(family: Family, text: str = "A report.", *, by: User, **fields: Any) -> Upload:
    """A one-page PDF that says `text`."""
    fields = {"name": "report.pdf", "content": make_pdf(text), **fields}
    return take_upload(family=family, by=by, **fields)


def make_pdf(text: str) -> bytes:
    html = f'<html lang="en"><title>Report</title><p>{escape(text)}</p></html>'
    return html_to_pdf(html, layout=Layout.STANDARD, identifier="test")


def make_scan(text: str, *, covers: float = 1.0) -> bytes:
    """A page with `text` in its text layer, and a picture over this share of its width and
    height."""
    picture, kept = io.BytesIO(), io.BytesIO()
    Image.new("L", (300, 400), 200).save(picture, "PDF")
    with pikepdf.open(io.BytesIO(make_pdf(text))) as pdf, pikepdf.open(picture) as scanned:
        page = pdf.pages[0]
        width, height = (float(edge) for edge in page.mediabox[2:])
        box = pikepdf.Rectangle(0, 0, width * covers, height * covers)
        page.add_underlay(scanned.pages[0], box)
        pdf.save(kept)
    return kept.getvalue()
