"""How long packs waited for a second person, of those that were let go lately (design.md, 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import median

from django.utils import timezone

from accounts.models import User
from disclosure.models import Pack

LATELY = dt.timedelta(days=30)


@dataclass(frozen=True)
class Waits:
    """Of the packs that a second person cleared. `without`: how many a manager released without
    one. `middle` and `longest` are None where none was cleared."""

    cleared: int
    middle: dt.timedelta | None
    longest: dt.timedelta | None
    without: int


def waits_lately(user: User) -> Waits:
    """Of the families this person may see, in the last 30 days."""
    since = timezone.now() - LATELY
    packs = Pack.objects.visible_to(user)
    cleared = packs.filter(awaiting_since__isnull=False, cleared_at__gte=since).order_by()
    times = [end - start for start, end in cleared.values_list("awaiting_since", "cleared_at")]
    without = packs.filter(released_at__gte=since, cleared_at=None)
    return Waits(
        cleared=len(times),
        middle=median(times) if times else None,
        longest=max(times, default=None),
        without=without.exclude(released_without_clearance_reason="").count(),
    )
