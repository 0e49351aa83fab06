"""Start, meet and stop the clock of one concern, stage or complaint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from accounts.models import User
from people.models import Family
from timescales.domain import meet_deadline, start_deadline, today_in_london, withdraw_deadline
from timescales.due import Dates
from timescales.models import Deadline


class Timed(Protocol):
    """Something with a clock: `about` names the occasion, and the family is whose case it is."""

    @property
    def about(self) -> str: ...

    @property
    def family(self) -> Family: ...


def start_clock(*, rule: str, of: Timed, by: User) -> Deadline:
    """It runs from today. Its owner is a named person, not a role on the case, so it has no role:
    the lists of this room bring it before them."""
    dates = Dates(start=today_in_london())
    return start_deadline(rule=rule, dates=dates, by=by, family=of.family, about=of.about)


def clock_of(of: Timed) -> Deadline | None:
    """The clock of this occasion, running or settled."""
    rows = Deadline.objects.filter(family=of.family, about=of.about)
    found: Deadline | None = rows.order_by("-pk").first()
    return found


def due_dates(things: Iterable[Timed]) -> dict[str, dt.date]:
    """When each of these is due, by its `about`, where its clock still runs."""
    known = list(things)
    rows = Deadline.objects.open().filter(
        family__in=[thing.family for thing in known], about__in=[thing.about for thing in known]
    )
    return dict(rows.values_list("about", "due_on"))


def meet_clock(*, of: Timed, by: User | None) -> None:
    """Done today. A clock already stopped stays as it is."""
    clock = clock_of(of)
    if clock is not None and clock.is_open:
        meet_deadline(deadline=clock, met_on=today_in_london(), by=by, met_by=of.about)


def stop_clock(*, of: Timed, reason: str, by: User) -> None:
    """The duty fell away unmet, and stays on record so."""
    clock = clock_of(of)
    if clock is not None and clock.is_open:
        withdraw_deadline(deadline=clock, reason=reason, by=by)
