"""Which files of the private store are gone or changed: after a restore above all.

The database comes back to the last word, the files only to the last night. Numbers are given out
and no names: whoever looks after the machine sees no case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from disclosure.domain.rendering import draw_again
from disclosure.enums import CHANGEABLE, PackState
from disclosure.models import Pack, Upload
from disclosure.rendering import store
from notifications.domain import letters
from notifications.models import PrintedLetter

ASK_AGAIN = "Ask for the file, add it as a new document, and seal this one."
DRAWN_AGAIN = "Nothing to do: it is drawn again within minutes."
LEFT = "Nobody can open it here. Look in older copies of the backups, or ask who has it on paper."
POSTED = "Nothing to do: it was posted, or is held."


@dataclass(frozen=True)
class Lost:
    """`what` is lost, and what `to_do` about it."""

    what: str
    to_do: str


def lost_files() -> Iterator[Lost]:
    """Reads every file once. What can be drawn again is marked, so that a worker draws it."""
    for upload in Upload.objects.select_related("uploaded_by").order_by("pk").iterator():
        if not store.is_whole(store.upload_place(upload.uuid), sha256=upload.sha256):
            added = f"{timezone.localtime(upload.uploaded_at):%d/%m/%Y %H:%M}"
            what = f"Document {upload.pk}, added on {added} by {upload.uploaded_by.name}"
            yield Lost(what, ASK_AGAIN)
    for pack in Pack.objects.exclude(sha256="").exclude(state=PackState.VOID).iterator():
        if not store.is_whole(store.pack_place(pack.pk, pack.sha256), sha256=pack.sha256):
            yield Lost(f"Pack {pack.number}", _pack_again(pack))
    for copy in PrintedLetter.objects.exclude(sha256="").select_related("message").iterator():
        if not store.is_whole(store.letter_place(copy.message_id, copy.sha256), sha256=copy.sha256):
            yield Lost(
                f"Letter {copy.message.number}, copy {copy.copy_number}", _letter_again(copy)
            )


def _pack_again(pack: Pack) -> str:
    if pack.state not in CHANGEABLE:
        return LEFT
    draw_again(pack)
    return DRAWN_AGAIN


def _letter_again(copy: PrintedLetter) -> str:
    return DRAWN_AGAIN if letters.draw_again(copy) else POSTED
