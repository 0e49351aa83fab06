"""Paper bundles made ahead each morning and kept in the private store, as packs are.

Drawing one takes most of a second; comparing its words with those of the kept one takes a few
queries. So a kept bundle prints at once, and none prints that has changed since.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone

from conferences.domain.bundle import bundle_of, page_of
from conferences.domain.queries import booked_or_held_on
from conferences.models import Conference, KeptBundle
from disclosure.rendering import store
from disclosure.rendering.pdf import html_to_pdf

logger = logging.getLogger(__name__)


def prepare(on: dt.date) -> int:
    """Make the bundles of one day whose words have changed, and forget those of days gone by.

    Returns how many were made. Run again with nothing changed, it makes none.
    """
    _forget_before(on)
    made = 0
    for conference in booked_or_held_on(on).select_related("family", "chair__person"):
        page = _page(conference, on)
        if _kept(conference, on, page) is None:
            _keep(conference, on, page)
            made += 1
    return made


def bundle_bytes(conference: Conference, *, on: dt.date) -> bytes:
    """The bundle of this meeting: the kept one if nothing has changed, else made now.

    A full disk keeps nothing, and stops no paper.
    """
    page = _page(conference, on)
    kept = _kept(conference, on, page)
    if kept is not None:
        return kept
    try:
        return _keep(conference, on, page)
    except OSError as error:
        logger.warning("A paper bundle could not be kept: %s", error)
        return _drawn(conference, on, page)


def _page(conference: Conference, on: dt.date) -> str:
    return page_of([bundle_of(conference, on=on)], on=on)


def _drawn(conference: Conference, on: dt.date, page: str) -> bytes:
    return html_to_pdf(page, layout="bundle", identifier=f"bundle {conference.pk} {on}")


def _kept(conference: Conference, on: dt.date, page: str) -> bytes | None:
    made_from = store.digest(page.encode())
    row = KeptBundle.objects.filter(conference=conference, on=on, made_from=made_from).first()
    if row is None:
        return None
    try:
        return store.read(_place(row), sha256=row.sha256)
    except (OSError, store.Missing, store.Changed) as error:
        logger.warning("A kept paper bundle is made again: %s", error)
        return None


def _keep(conference: Conference, on: dt.date, page: str) -> bytes:
    pdf = _drawn(conference, on, page)
    sha256 = store.digest(pdf)
    row = KeptBundle(conference=conference, on=on, sha256=sha256)
    store.write(_place(row), pdf)
    old = KeptBundle.objects.filter(conference=conference, on=on).first()
    KeptBundle.objects.update_or_create(
        conference=conference,
        on=on,
        defaults={
            "made_from": store.digest(page.encode()),
            "sha256": sha256,
            "made_at": timezone.now(),
        },
    )
    if old is not None and old.sha256 != sha256:
        store.forget(_place(old))
    return pdf


def _forget_before(day: dt.date) -> None:
    for row in KeptBundle.objects.filter(on__lt=day):
        store.forget(_place(row))
        row.delete()


def _place(row: KeptBundle) -> str:
    return f"bundles/{row.conference_id}/{row.sha256}.pdf"
