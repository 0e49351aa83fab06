"""One print job for a hub's printer: a cover sheet, then a pack, each on a fresh sheet (A7, A9)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.enums import Action
from disclosure.domain.handing_over import NOT_TO_PRINT, settle_copy
from disclosure.domain.rendering import bytes_of
from disclosure.domain.steps import allow, audited, lock
from disclosure.enums import LEFT, AccessWay, CopyState
from disclosure.models import Pack, PackAccess, PrintedCopy, PrintJob
from disclosure.places import everywhere
from disclosure.rendering.printing import Sheet, job_pdf, marked, watermarked
from disclosure.rules import may_print, may_read_bytes
from notifications.letters import Copy

TO_POST = "To be posted"


@transaction.atomic
def make_print_job(*, packs: Sequence[Pack], printer: str, by: User, reason: str = "") -> PrintJob:
    """Send released packs to a printer. A second copy is a reprint and needs a reason."""
    if not packs:
        raise DomainError("Choose at least one pack to print.")
    job = PrintJob.objects.create(printer=printer, place=_place_of(printer), asked_by=by)
    for pack in packs:
        _add_copy(job, lock(pack), by, reason.strip())
    return job


def _place_of(printer: str) -> str:
    """The hub of this printer, or of this name, as letters are printed by; empty for neither."""
    known = (place.key for place in everywhere() if printer in {place.printer, place.name})
    return next(known, "")


def _add_copy(job: PrintJob, pack: Pack, by: User, reason: str) -> None:
    verb = "disclosure.print"
    allow(may_print(by, pack), verb=verb, pack=pack, by=by, message=NOT_TO_PRINT)
    if pack.state not in LEFT:
        raise WrongState(f"{pack.number} has not been released, so it cannot be printed.")
    earlier = pack.copies.count()
    if earlier and not reason:
        raise DomainError(f"{pack.number} was printed before. Say why again.", field="reason")
    copy = PrintedCopy.objects.create(
        job=job, pack=pack, sha256=pack.sha256, copy_number=earlier + 1, reason=reason
    )
    audited(
        Action.PRINTED,
        verb,
        pack,
        by=by,
        reason=reason,
        printer=job.printer,
        copy=copy.copy_number,
    )


@transaction.atomic
def print_job_bytes(job: PrintJob, *, by: User) -> bytes:
    """The whole job as one PDF, each page marked with its copy and who printed it."""
    copies = job.copies.select_related("pack__recipient__person", "pack__record__family")
    sheets = []
    for copy in copies.order_by("pk"):
        pack = copy.pack
        may = may_print(by, pack) and may_read_bytes(by, pack)
        allow(may, verb="disclosure.print_job", pack=pack, by=by, message=NOT_TO_PRINT)
        if pack.state not in LEFT:
            raise WrongState(f"{pack.number} has been recalled. Do not print it.")
        sheets.append(Sheet(pack, bytes_of(pack), copy.copy_number))
        _log(pack, AccessWay.PRINT_JOB, by)
    return job_pdf(sheets, printed_by=by.name, at=job.at)


@transaction.atomic
def draw_pack(number: int, copy: Copy) -> bytes:
    """A pack that is posted (`notifications.letters`), counted with its other copies."""
    pack = lock(Pack.objects.get(pk=number))
    by = copy.by
    allow(may_read_bytes(by, pack), verb="disclosure.print", pack=pack, by=by, message=NOT_TO_PRINT)
    reason = copy.reason or TO_POST
    job = make_print_job(packs=[pack], printer=copy.place, by=by, reason=reason)
    (made,) = job.copies.all()
    return marked(Sheet(pack, bytes_of(pack), made.copy_number), by.name, job.at)


@transaction.atomic
def fetched_to_post(pack_id: int, *, by: User) -> None:
    """The retrieval log: somebody took the bytes of a posted pack again."""
    _log(lock(Pack.objects.get(pk=pack_id)), AccessWay.PRINT_JOB, by)


@transaction.atomic
def copy_posted(pack_id: int, *, by: User) -> None:
    """The newest printed copy has gone by post."""
    pack = lock(Pack.objects.get(pk=pack_id))
    copy = pack.copies.filter(state=CopyState.PRINTED).order_by("copy_number").last()
    if copy is not None:
        settle_copy(copy, state=CopyState.POSTED, by=by)


@transaction.atomic
def download(pack: Pack, *, by: User) -> bytes:
    """One released pack for somebody of the service, watermarked with their name (A9)."""
    locked = lock(pack)
    may = may_print(by, locked) and may_read_bytes(by, locked)
    allow(may, verb="disclosure.download", pack=locked, by=by, message=NOT_TO_PRINT)
    if locked.state not in LEFT:
        raise WrongState(f"{locked.number} has not been released, so it cannot be downloaded.")
    access = _log(locked, AccessWay.DOWNLOAD, by)
    audited(Action.DOWNLOADED, "disclosure.download", locked, by=by)
    return watermarked(bytes_of(locked), f"{by.name} {access.at:%d/%m/%Y %H:%M}")


def _log(pack: Pack, way: AccessWay, by: User) -> PackAccess:
    return PackAccess.objects.create(pack=pack, way=way, sha256=pack.sha256, by=by)
