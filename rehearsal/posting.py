"""Letters leave by post, and guests read their mail: what happens outside of the service."""

from __future__ import annotations

import re

from accounts.models import User
from conferences.domain.letters_to_print import (
    draw_waiting,
    hubs_of,
    mark_posted,
    print_letters,
    visible_letters,
)
from notifications.enums import State
from notifications.models import Message
from rehearsal.mail import let_mail_leave


def post_letters(*abouts: str, kind: str, by: User) -> None:
    """Business support print what waits of this kind, and take it to the post the same day."""
    waiting = visible_letters(by).filter(about__in=abouts, kind=kind, state=State.WAITING)
    letters = list(waiting.order_by("pk"))
    if not letters:
        return
    [hub, *_] = hubs_of(letters).values()
    printed = print_letters(messages=letters, place=hub.name, by=by)
    if printed.run is not None:
        draw_waiting()
        mark_posted(run=printed.run, by=by)


def link_in_mail(key: str) -> str:
    """The secret at the end of the link that this message carries."""
    found = re.search(r"https?://\S+", _read(key))
    assert found is not None, key
    return found[0].rstrip("/").rpartition("/")[2]


def code_in_mail(key: str) -> str:
    found = re.search(r"\b\d{6}\b", _read(key))
    assert found is not None, key
    return found[0]


def _read(key: str) -> str:
    """As it comes: we keep the words no longer."""
    words = Message.objects.get(key=key).body
    let_mail_leave()
    return words
