"""Who is told that something waits. Never what it says, nor from whom it came."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from feedback.models import Comment, Reader
from notifications.domain import queue
from notifications.enums import Channel, RecipientKind
from notifications.links import absolute
from people.domain.queries import posted
from people.enums import Role


def readers() -> list[User]:
    """Those named to read; the heads of service while nobody is."""
    named = Reader.objects.current().filter(user__is_active=True).select_related("user")
    return [reader.user for reader in named] or posted(Role.HEAD_OF_SERVICE)


def readers_of(comment: Comment) -> list[User]:
    """Those of them who may read it; the heads of service where it is of a family of theirs."""
    seen = Comment.objects.filter(pk=comment.pk)
    may = [reader for reader in readers() if seen.visible_to(reader).exists()]
    return may or posted(Role.HEAD_OF_SERVICE)


def duty_officers() -> list[User]:
    """To whom harm that somebody tells of goes; the heads of service where nobody is on duty."""
    return posted(Role.DUTY_PRINCIPAL_OFFICER) or posted(Role.HEAD_OF_SERVICE)


def words_to_read(comment: Comment) -> None:
    """At most one email a day to each reader."""
    _tell(
        readers_of(comment),
        key=f"feedback:to-read:{timezone.localdate()}",
        kind="feedback_to_read",
        subject="Feedback waits to be read",
        body="Somebody wrote something about a conference. Please read it in time.",
        path=reverse("feedback:to_read"),
    )


def harm_disclosed(comment: Comment) -> None:
    """Every duty officer, at once."""
    _tell(
        duty_officers(),
        key=f"{comment.about}:duty",
        kind="feedback_for_duty",
        subject="Feedback needs the duty officer now",
        body="Somebody who read feedback thinks a child may be in danger. Please look at it now.",
        path=reverse("feedback:comment", args=[comment.pk]),
    )


def _tell(
    people: Iterable[User], *, key: str, kind: str, subject: str, body: str, path: str
) -> None:
    for person in people:
        queue(
            key=f"{key}:{person.pk}",
            channel=Channel.EMAIL,
            kind=kind,
            to_kind=RecipientKind.STAFF,
            to_name=person.name,
            to_address=person.email,
            subject=subject,
            body=f"{body}\n\n{absolute(path)}\n",
        )
