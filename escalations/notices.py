"""Who is told what, through the outbox. No case content: a link, and what kind of thing waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import User
from notifications.domain import queue
from notifications.enums import Channel
from notifications.links import absolute
from people.domain.queries import managers_of
from people.enums import AgencyKind
from people.rules import may_see_family

if TYPE_CHECKING:
    from escalations.models import Praise


def praise_given(praise: Praise) -> None:
    """Our own worker, and their manager. A partner hears it from the chair."""
    if praise.agency.kind != AgencyKind.SOCIAL_CARE:
        return
    worker = praise.professional.user if praise.professional else None
    readers = [*([worker] if worker else []), *managers_of(praise.family)]
    _tell(
        [reader for reader in readers if may_see_family(reader, praise.family)],
        key=praise.about,
        kind="praise",
        subject="Good work was noted",
        body="Somebody noted good work of yours, or of your team.",
        path=reverse("escalations:praise", args=[praise.pk]),
        about=praise.about,
    )


def _tell(
    readers: Iterable[User],
    *,
    key: str,
    kind: str,
    subject: str,
    body: str,
    path: str,
    about: str,
) -> None:
    """One email for each active reader; the same `key` again is the same email."""
    for reader in {reader.pk: reader for reader in readers if reader.is_active}.values():
        queue(
            key=f"{key}:{kind}:{reader.pk}",
            channel=Channel.EMAIL,
            kind=kind,
            to_name=str(reader),
            to_address=reader.email,
            subject=f"Chairside: {subject}",
            body=f"{body}\n\n{absolute(path)}\n",
            about=about,
        )
