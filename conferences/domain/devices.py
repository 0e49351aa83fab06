"""Keys for words that wait on a device, and what happens when they wait too long.

A key is HKDF-SHA256 (RFC 5869) of one person's stored secret and the week, so it changes weekly
and a device alone, without a sign-in as the same person, can open nothing (design.md, section 5).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import uuid

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from conferences.models import Conference, DeviceSecret, KeptLines
from notifications.domain.outbox import queue
from notifications.enums import Channel
from people.enums import Role
from people.models import Posting

TELL_A_MANAGER_AFTER = dt.timedelta(days=7)
PERIOD = re.compile(r"\d{4}-W\d{2}")


def this_period(today: dt.date | None = None) -> str:
    """The week whose key new words are kept under, as 2026-W47."""
    year, week, _ = (today or timezone.localdate()).isocalendar()
    return f"{year}-W{week:02}"


def key_for(user: User, period: str) -> bytes:
    """32 bytes. Keys of earlier weeks stay available to the same person: losing words is worse."""
    if not PERIOD.fullmatch(period):
        raise DomainError("This key is not known.", rule="unknown")
    kept, _ = DeviceSecret.objects.get_or_create(user=user)
    return _hkdf(bytes(kept.secret), f"chairside live room {user.pk} {period}".encode())


def _hkdf(secret: bytes, info: bytes) -> bytes:
    """RFC 5869 with SHA-256, no salt, one block: 32 bytes."""
    pseudorandom = hmac.digest(bytes(hashlib.sha256().digest_size), secret, "sha256")
    return hmac.digest(pseudorandom, info + b"\x01", "sha256")


@transaction.atomic
def note_kept_lines(
    *, conference: Conference, device: uuid.UUID, lines: int, by: User
) -> KeptLines | None:
    """Remember how many lines a device still keeps; none: forget it."""
    kept = KeptLines.objects.filter(conference=conference, user=by, device=device)
    if lines == 0:
        kept.delete()
        return None
    row, _ = KeptLines.objects.update_or_create(
        conference=conference, user=by, device=device, defaults={"lines": lines}
    )
    return row


def tell_managers_of_kept_lines(now: dt.datetime | None = None) -> int:
    """Tell heads of service of words kept for seven days. Returns how many devices; reruns add 0.

    The message holds no case content: a count, a name and a link.
    """
    now = now or timezone.now()
    told = 0
    for row in _overdue(now).select_related("user"):
        with transaction.atomic():
            for head in _heads_of_service():
                _tell(row, head)
            KeptLines.objects.filter(pk=row.pk).update(manager_told_at=now, told_at=F("told_at"))
        told += 1
    return told


def _overdue(now: dt.datetime) -> QuerySet[KeptLines]:
    before = now - TELL_A_MANAGER_AFTER
    rows: QuerySet[KeptLines] = KeptLines.objects.filter(since__lte=before, manager_told_at=None)
    return rows


def _heads_of_service() -> list[User]:
    posts = Posting.objects.of_people().filter(role=Role.HEAD_OF_SERVICE, user__is_active=True)
    return [post.user for post in posts.select_related("user").distinct()]


def _tell(row: KeptLines, head: User) -> None:
    queue(
        key=f"kept-lines:{row.pk}:{head.pk}",
        channel=Channel.EMAIL,
        kind="kept_lines",
        to_name=str(head),
        to_address=head.email,
        subject="Words from a meeting are still on a device",
        body=(
            f"{row.user} has {row.lines} unsent lines on a device since "
            f"{timezone.localtime(row.since):%-d %B %Y}. They are safe and locked. They are sent "
            f"when {row.user} signs in on that device and opens the meeting.\n"
        ),
        about=row.conference.about,
    )
