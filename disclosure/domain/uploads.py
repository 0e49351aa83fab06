"""Take in a file: what it is, is what its bytes are; it belongs to one family."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

import pikepdf
from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.enums import RESTRICTED_SOURCES, Restriction, SourceKind
from disclosure.models import Upload
from disclosure.rendering import store
from disclosure.rendering.reading import CannotRead, pages_of, pages_of_pictures
from disclosure.rules import may_upload
from disclosure.text import clean
from people.domain.permission import require
from people.models import Family

NOT_TO_UPLOAD = "Only somebody who works on this case may add a document to it."
MAX_BYTES = 20 * 1024 * 1024
MOST_PAGES = 500
FEW_LETTERS = 20
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Kind:
    content_type: str
    label: str
    extensions: tuple[str, ...]


KINDS = (
    Kind(PDF, "a PDF", (".pdf",)),
    Kind("image/png", "a PNG picture", (".png",)),
    Kind("image/jpeg", "a JPEG picture", (".jpg", ".jpeg")),
    Kind(WORD, "a Word document", (".docx",)),
)


@transaction.atomic
def take_upload(
    *,
    family: Family,
    name: str,
    content: bytes,
    by: User,
    source_kind: SourceKind = SourceKind.DOCUMENT,
    restriction: Restriction = Restriction.NONE,
) -> Upload:
    """Store a file for `family`.

    Raises `DomainError` with the field "file" for a file that is empty, too big, of a kind we do
    not take, locked with a password, or not what its name says.
    """
    children = family.children_concerned()
    require(
        may_upload(by, family),
        "disclosure.take_upload",
        by=by,
        subjects=[family],
        children=children,
        message=NOT_TO_UPLOAD,
    )
    tidy = _tidy(name)
    kind = _kind(tidy, content)
    restricted = source_kind in RESTRICTED_SOURCES or restriction == Restriction.RESTRICTED
    upload = Upload.objects.create(
        family=family,
        name=tidy,
        content_type=kind.content_type,
        size=len(content),
        sha256=store.digest(content),
        source_kind=source_kind,
        restriction=Restriction.RESTRICTED if restricted else Restriction.NONE,
        is_image_only=_is_image_only(kind, content),
        uploaded_by=by,
    )
    write_audit(
        Action.CREATED,
        "disclosure.take_upload",
        by=by,
        subjects=[upload],
        children=children,
    )
    _store(upload, content)
    return upload


def _store(upload: Upload, content: bytes) -> None:
    try:
        store.write(store.upload_place(upload.uuid), content)
    except OSError as error:
        message = "The file could not be stored: the disk may be full. Nothing was lost; try later."
        raise DomainError(message, field="file") from error


def _tidy(name: str) -> str:
    """The last part of the name, without control characters."""
    last = PurePosixPath(clean(name).replace("\\", "/").replace("\n", " ")).name
    return last[-200:] or "file"


def _kind(name: str, content: bytes) -> Kind:
    if not content:
        raise DomainError("The file is empty.", field="file")
    if len(content) > MAX_BYTES:
        raise DomainError("The file is too big: the limit is 20 MB.", field="file")
    found = sniff(content)
    if found is None:
        raise DomainError("Upload a PDF, a Word document or a PNG or JPEG picture.", field="file")
    said = PurePosixPath(name.lower()).suffix
    if said not in found.extensions:
        raise DomainError(
            f"This file is not what it says: its name ends in {said or 'nothing'}, but it is "
            f"{found.label}. Check that it is the right file.",
            field="file",
        )
    return found


def sniff(content: bytes) -> Kind | None:
    """What the bytes are, whatever anybody calls them."""
    pdf, png, jpeg, word = KINDS
    if content.startswith(b"%PDF-"):
        return pdf if _opens_as_pdf(content) else None
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return png
    if content.startswith(b"\xff\xd8\xff"):
        return jpeg
    return word if _is_word(content) else None


def _opens_as_pdf(content: bytes) -> bool:
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            pages = len(opened.pages)
    except pikepdf.PasswordError:
        message = "This PDF is locked with a password. Save it without one."
        raise DomainError(message, field="file") from None
    except pikepdf.PdfError:
        return False
    if pages > MOST_PAGES:
        message = f"This PDF has {pages} pages: the limit is {MOST_PAGES}. Split it."
        raise DomainError(message, field="file")
    return pages > 0


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return "word/document.xml" in opened.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        return False


def _is_image_only(kind: Kind, content: bytes) -> bool:
    if kind.content_type != PDF:
        return kind.content_type.startswith("image/")
    try:
        pages, pictures = pages_of(content), pages_of_pictures(content)
    except CannotRead:
        return True
    few = any(sum(letter.isalnum() for letter in page) < FEW_LETTERS for page in pages)
    return few or bool(pictures)
