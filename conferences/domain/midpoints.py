"""Half-way to the next review: dated by the day booked for it, else the day set, else its limit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from accounts.models import User
from conferences.domain.limits import review_clock
from conferences.enums import ConferenceState
from conferences.models import Conference
from people.models import Child
from timescales.domain import explain, restart_deadline
from timescales.models import Deadline


def redate_midpoints(review: Conference, *, by: User) -> None:
    """The day of the review changed, so half-way to it did. A check that was made stays made."""
    for row in review.children.select_related("child"):
        redate_midpoint(row.child, day_of(review), by=by)


def redate_midpoint(child: Child, day: dt.date | None, *, by: User) -> None:
    """`day` None: the limit of the child's review.

    Only the check on the way to this review: one missed before the last conference stays late.
    """
    clock = review_clock(child)
    if clock is None:
        return
    to = day or explain(clock).due_on
    on_the_way = Deadline.objects.open().filter(child=child, rule="midpoint", about=clock.about)
    for midpoint in on_the_way:
        dates = midpoint.clock_dates()
        if to > dates.start:
            restart_deadline(
                deadline=midpoint,
                dates=replace(dates, to=to),
                by=by,
                reason="The day of the review changed",
            )


def day_of(review: Conference) -> dt.date | None:
    """The day booked for it, when firm; else the day that was set."""
    if review.booking is not None and review.state == ConferenceState.BOOKED:
        return timezone.localdate(review.booking.starts_at)
    return review.planned_on
