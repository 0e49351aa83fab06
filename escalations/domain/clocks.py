"""Start, meet and stop the clock of one concern, stage or complaint."""

from __future__ import annotations

from accounts.models import User
from people.models import Family
from timescales.domain import meet_deadline, start_deadline, today_in_london, withdraw_deadline
from timescales.due import Dates
from timescales.models import Deadline


def start_clock(*, rule: str, family: Family, about: str, by: User) -> Deadline:
    """It runs from today. Its owner is a named person, not a role on the case, so it has no role:
    the lists of this room bring it before them."""
    return start_deadline(
        rule=rule, dates=Dates(start=today_in_london()), by=by, family=family, about=about
    )


def clock_of(about: str) -> Deadline | None:
    """The clock of this occasion, running or settled."""
    found: Deadline | None = Deadline.objects.filter(about=about).order_by("-pk").first()
    return found


def meet_clock(*, about: str, by: User | None) -> None:
    """Done today. A clock already stopped stays as it is."""
    clock = clock_of(about)
    if clock is not None and clock.is_open:
        meet_deadline(deadline=clock, met_on=today_in_london(), by=by, met_by=about)


def stop_clock(*, about: str, reason: str, by: User) -> None:
    """The duty fell away unmet, and stays on record so."""
    clock = clock_of(about)
    if clock is not None and clock.is_open:
        withdraw_deadline(deadline=clock, reason=reason, by=by)
