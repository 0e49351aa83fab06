"""The clocks that run while a plan does, kept in step with what was done.

Core groups and visits are recorded late, out of order, imported, and sometimes taken back. So the
clocks are not moved on by each record: they are brought in step with all of them. Running it
again changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from people.enums import CaseRoleKind
from plans.domain.previous import standings_of
from plans.models import Plan
from timescales.domain import (
    meet_deadline,
    reopen_deadline,
    start_deadline,
    withdraw_deadline,
)
from timescales.due import Dates
from timescales.models import Deadline

LONG_PLAN_RULES = ("long_plan_first", "long_plan_second", "long_plan_third")
REPEAT_RULE = "repeat_plan_review"
# Every clock that has no sense once the plan has ended, whoever starts it.
RUN_WITH_THE_PLAN = (
    "first_review",
    "later_review",
    "midpoint",
    "first_core_group",
    "core_group",
    "statutory_visit",
    *LONG_PLAN_RULES,
    REPEAT_RULE,
    "transfer_out",
)


@dataclass(frozen=True)
class Done:
    """One time the duty was done: the day, and how deadlines name it ("visit:12")."""

    on: dt.date
    about: str


@dataclass(frozen=True)
class Duty:
    """A duty that comes round again: `first` runs from the start of the plan, `again` from each
    time it was done. `prefix` begins the name of each time."""

    first: str
    again: str
    prefix: str


CORE_GROUPS = Duty("first_core_group", "core_group", "core_group:")
VISITS = Duty("statutory_visit", "statutory_visit", "visit:")


def start_clocks(plan: Plan, *, by: User) -> None:
    """A child protection plan has begun: its first core group, first visit and first long review,
    and a peer's look where it repeats an earlier plan.

    Part of opening the plan.
    """
    for duty in (CORE_GROUPS, VISITS):
        _start(plan, duty.first, plan.started_on, plan.opened_by, by)
    start_for_chair(plan, LONG_PLAN_RULES[0], by=by)
    if standings_of([plan])[plan.pk].repeats_soon:
        start_for_chair(plan, REPEAT_RULE, by=by)


def start_for_chair(plan: Plan, rule: str, *, by: User | None) -> Deadline:
    """A clock from the start of the plan, owned by its chair; started again it is left as it is."""
    return start_deadline(
        rule=rule,
        dates=Dates(start=plan.started_on),
        child=plan.child,
        about=plan.opened_by,
        owner_role=CaseRoleKind.CHAIR,
        by=by,
    )


def stop_clocks(plan: Plan, *, reason: str, by: User) -> None:
    """The plan has ended, or is void: nothing of it is due any more."""
    for deadline in Deadline.objects.open().filter(child=plan.child, rule__in=RUN_WITH_THE_PLAN):
        withdraw_deadline(deadline=deadline, reason=reason, by=by)


def keep_in_step(plan: Plan, duty: Duty, done: Iterable[Done], *, by: User | None) -> None:
    """Bring the plan's clocks of one duty in step with every time it was done.

    Each clock is met by the first time after it started. `done` in order of the day. A plan that
    is void has none.
    """
    if plan.voided_at is not None:
        return
    times = list(done)
    if plan.ended_on is None:
        _start_missing(plan, duty, times, by)
    for deadline in _clocks_of(plan, duty):
        _settle(deadline, duty, times, by)


def _start_missing(plan: Plan, duty: Duty, times: Sequence[Done], by: User | None) -> None:
    """Also one that stopped with a plan that was void, where this one took its place."""
    known = Deadline.objects.filter(
        child=plan.child, rule__in=(duty.first, duty.again), withdrawn_at__isnull=True
    )
    abouts = set(known.values_list("about", flat=True))
    if plan.opened_by not in abouts:
        _start(plan, duty.first, plan.started_on, plan.opened_by, by)
    for time in times:
        if time.about not in abouts:
            _start(plan, duty.again, time.on, time.about, by)


def _start(plan: Plan, rule: str, on: dt.date, about: str, by: User | None) -> None:
    limit = plan.visit_limit if rule == VISITS.again else None
    start_deadline(
        rule=rule,
        dates=Dates(start=on, own_limit=limit),
        child=plan.child,
        about=about,
        owner_role=CaseRoleKind.LEAD_SOCIAL_WORKER,
        by=by,
    )


def _clocks_of(plan: Plan, duty: Duty) -> list[Deadline]:
    """This plan's clocks that still run or were met; an earlier plan's are left alone."""
    rows = Deadline.objects.filter(
        child=plan.child,
        rule__in=(duty.first, duty.again),
        withdrawn_at__isnull=True,
        started_on__gte=plan.started_on,
    )
    if plan.ended_on is not None:
        rows = rows.filter(started_on__lte=plan.ended_on)
    return list(rows.order_by("started_on", "pk"))


def _settle(deadline: Deadline, duty: Duty, times: Sequence[Done], by: User | None) -> None:
    if _was_taken_back(deadline, duty, times):
        _drop(deadline, by)
        return
    wanted = _met_by(deadline, times)
    is_ours = not deadline.met_by or deadline.met_by.startswith(duty.prefix)
    if not is_ours or _is_so(deadline, wanted):
        return
    if deadline.met_on is not None:
        deadline = reopen_deadline(deadline=deadline, reason="Put right", by=by)
    if wanted is not None:
        meet_deadline(deadline=deadline, met_on=wanted.on, met_by=wanted.about, by=by)


def _was_taken_back(deadline: Deadline, duty: Duty, times: Sequence[Done]) -> bool:
    by_this_duty = deadline.about.startswith(duty.prefix)
    return by_this_duty and deadline.about not in {time.about for time in times}


def _drop(deadline: Deadline, by: User | None) -> None:
    reason = "What started it was recorded by mistake"
    if deadline.met_on is not None:
        deadline = reopen_deadline(deadline=deadline, reason=reason, by=by)
    withdraw_deadline(deadline=deadline, reason=reason, by=by)


def _met_by(deadline: Deadline, times: Sequence[Done]) -> Done | None:
    """The first time after the one that started it; without one, the first since it started."""
    names = [time.about for time in times]
    later = times[names.index(deadline.about) + 1 :] if deadline.about in names else times
    return next((time for time in later if time.on >= deadline.started_on), None)


def _is_so(deadline: Deadline, wanted: Done | None) -> bool:
    if wanted is None:
        return deadline.met_on is None
    return (deadline.met_on, deadline.met_by) == (wanted.on, wanted.about)
