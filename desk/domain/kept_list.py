"""The list on paper, drawn each night, kept in the private store, and laid in a folder where it is
found when Chairside does not work (settings.NIGHTLY_LIST_FOLDER)."""

from __future__ import annotations

import datetime as dt
import logging
import os
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from desk.domain.nightly import Line, lines_for, nightly_list
from desk.models import KeptList
from disclosure.rendering import store
from disclosure.rendering.pdf import html_to_pdf
from disclosure.rendering.printing import watermarked

logger = logging.getLogger(__name__)

FILE = "children-on-a-plan.pdf"


def keep_list(*, as_at: dt.datetime) -> int:
    """Draw the list as it is now, keep it, and forget the one before. Returns how many children.

    Safe to run twice. A full disk or a folder that is away is written to the log and stops nothing
    else; a list that could not be kept leaves the one before where it is.
    """
    lines = lines_for(None)
    page = page_of(lines, as_at)
    content = drawn(page, as_at)
    _lay_out(settings.NIGHTLY_LIST_FOLDER, content)
    made_from, sha256 = store.digest(page.encode()), store.digest(content)
    row = KeptList(made_from=made_from, sha256=sha256, made_at=as_at)
    store.write(_place(row), content)
    with transaction.atomic():
        old = list(KeptList.objects.select_for_update())
        row.save()
        KeptList.objects.filter(pk__in=[each.pk for each in old]).delete()
        ids = [line.child.pk for line in lines]
        record(Action.CREATED, "desk.keep_list", by=None, subjects=[row], children=ids)
    for each in old:
        if each.sha256 != row.sha256:
            store.forget(_place(each))
    return len(lines)


def last_kept() -> KeptList | None:
    found: KeptList | None = KeptList.objects.first()
    return found


def printed(*, by: User) -> bytes:
    """The list on paper as it is now for this reader, each page with their name and the time: the
    kept one where it says the same, else drawn now.

    Audited as printed before anything is handed out. Raises `NotAllowed`.
    """
    lines, now = nightly_list(by=by), timezone.now()
    content = _kept(lines) or drawn(page_of(lines, now), now)
    return watermarked(content, f"Printed by {by.name}, {timezone.localtime(now):%d/%m/%Y %H:%M}")


def page_of(lines: list[Line], made_at: dt.datetime) -> str:
    return render_to_string("pdf/nightly_list.html", {"lines": lines, "made_at": made_at})


def drawn(page: str, made_at: dt.datetime) -> bytes:
    return html_to_pdf(page, layout="nightly_list", identifier=f"list {made_at:%Y%m%d%H%M%S}")


def _kept(lines: list[Line]) -> bytes | None:
    """Last night's, if it would be the same for this reader today: nobody restricted since, nobody
    with whom they have a conflict of interest."""
    row = last_kept()
    if row is None or row.made_from != store.digest(page_of(lines, row.made_at).encode()):
        return None
    try:
        return store.read(_place(row), sha256=row.sha256)
    except (OSError, store.Missing, store.Changed) as error:
        logger.warning("The kept list is drawn again: %s", error)
        return None


def _lay_out(folder: Path, content: bytes) -> None:
    try:
        folder.mkdir(mode=settings.PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
        write_private(folder / FILE, content)
    except OSError as error:
        logger.error("The list of children on a plan could not be laid out: %s", error)


def write_private(path: Path, content: bytes) -> None:
    """Whole or not at all, and private from the first byte."""
    half_made = path.with_suffix(f".{os.getpid()}")
    half_made.unlink(missing_ok=True)  # of a worker that died: in a container they share a number
    descriptor = os.open(
        half_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, settings.PRIVATE_FILE_MODE
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        half_made.replace(path)
    except BaseException:
        half_made.unlink(missing_ok=True)
        raise


def _place(row: KeptList) -> str:
    return f"lists/{row.sha256}.pdf"
