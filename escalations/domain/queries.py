"""What pages of this and other rooms ask. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from accounts.models import User
from escalations.enums import ConcernState
from escalations.models import Concern
from timescales.models import Deadline


def open_concerns_of(user: User) -> list[Concern]:
    """Raised by this person and not settled, oldest first."""
    rows = Concern.objects.visible_to(user).filter(raised_by=user, state=ConcernState.OPEN)
    return list(
        rows.select_related("family").prefetch_related("children").order_by("raised_at", "pk")
    )


def due_dates(abouts: Iterable[str]) -> dict[str, dt.date]:
    """When each of these is due, where its clock still runs."""
    clocks = Deadline.objects.open().filter(about__in=list(abouts))
    return dict(clocks.values_list("about", "due_on"))
