"""Render a pack ahead of its hand-over. Whole pack or none; never another person's (F12).

The bytes come from the pack's own content and nothing else. They are written under their hash,
flushed to disk, and only then named by the row: a worker that dies on the way leaves the row as
it was. Rendering twice, or in two workers at once, has the effect of once.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.enums import Action
from disclosure.domain.steps import audited, lock
from disclosure.enums import CHANGEABLE, PackKind, PackState
from disclosure.models import Pack
from disclosure.rendering import store
from disclosure.rendering.page import pack_html
from disclosure.rendering.pdf import html_to_pdf, page_count
from disclosure.rendering.stamping import stamp


def render(pack_id: int) -> Pack:
    """Bring the stored bytes in step with the content. Does nothing when they are.

    Raises OSError when the disk is full: the pack is then simply not rendered yet.
    """
    pack: Pack = Pack.objects.select_related("recipient__person", "upload").get(pk=pack_id)
    if pack.is_rendered or pack.state not in CHANGEABLE:
        return pack
    return keep(pack, _bytes(pack))


def keep(pack: Pack, pdf: bytes) -> Pack:
    """Store what was drawn from the words this pack had when it was read. Raises OSError."""
    sha256 = store.digest(pdf)
    store.write(store.pack_place(pack.pk, sha256), pdf)
    # If the words changed meanwhile this names nothing, and the next rendering takes its place.
    Pack.objects.filter(pk=pack.pk, fingerprint=pack.fingerprint, state__in=CHANGEABLE).update(
        rendered_fingerprint=pack.fingerprint,
        sha256=sha256,
        pages=page_count(pdf),
        rendered_at=timezone.now(),
    )
    pack.refresh_from_db()
    return pack


def _bytes(pack: Pack) -> bytes:
    if pack.kind == PackKind.DOCUMENT and pack.upload:
        upload = pack.upload
        source = store.read(store.upload_place(upload.uuid), sha256=upload.sha256)
        return stamp(source, pack)
    return html_to_pdf(pack_html(pack), layout=pack.layout, identifier=pack.fingerprint)


def bytes_of(pack: Pack) -> bytes:
    """The very bytes that were checked. Raises `store.Missing`, and `store.Changed` if the file was
    tampered with."""
    return store.read(store.pack_place(pack.pk, pack.sha256), sha256=pack.sha256)


@transaction.atomic
def draw_again(pack: Pack) -> None:
    """Its file is lost: a worker draws it, and whoever read or cleared it does so anew."""
    locked = lock(pack)
    if locked.state in CHANGEABLE and locked.sha256 == pack.sha256:
        locked.state, locked.rendered_fingerprint = PackState.DRAFT, ""
        locked.awaiting_since = locked.cleared_at = None
        locked.save()
        audited(Action.CHANGED, "disclosure.draw_again", locked, by=None, reason="its file is lost")


def waiting() -> Iterable[int]:
    """Packs whose bytes are behind their words or unchecked, or whose record closed meanwhile."""
    behind = ~Q(rendered_fingerprint=F("fingerprint")) | ~Q(checked_sha256=F("sha256"))
    closed = Q(state=PackState.DRAFT, record__closed_at__gt=F("checked_at"))
    packs = Pack.objects.filter(behind | closed, state__in=CHANGEABLE)
    return packs.order_by("pk").values_list("pk", flat=True)
