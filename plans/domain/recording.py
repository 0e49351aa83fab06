"""A core group was held, or was recorded by mistake.

First within 10 working days of the conference (Norfolk, Liverpool, Birmingham), then at least
every 6 weeks from the last that was held. Only a core group that was held meets a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.enums import Action
from people.domain.permission import require
from people.models import Family
from plans import rules
from plans.domain.copies import keep_copies_in_step
from plans.domain.core_group_steps import (
    advance,
    audit,
    keep_core_group_clocks,
    locked,
    require_worker,
    sign,
)
from plans.domain.developing import record_of
from plans.domain.members import seat_lead_worker
from plans.domain.minutes import Minutes, keep_minutes
from plans.domain.queries import plans_on
from plans.enums import CAME, CoreGroupState
from plans.models import CoreGroup, Plan
from timescales.domain import today_in_london


class TooEarly(DomainError):
    """A core group of a plan cannot be before the conference that made the plan."""


@transaction.atomic
def record_core_group(
    *,
    family: Family,
    minutes: Minutes,
    by: User,
    planned: CoreGroup | None = None,
    plans: Iterable[Plan] = (),
) -> CoreGroup:
    """A core group was held: who came, what was said, what was reviewed; its clocks move on.

    `planned` is the one it was planned as, if any; `plans` those it was about, else every plan
    that ran on that day. A lead worker who has no seat yet takes it first. Raises
    `NotAllowed`, `TooEarly`, `WrongState`, and `DomainError` with the field that is wrong.
    """
    require_worker(by, family, "plans.record_core_group")
    about = list(plans) or plans_on(family, minutes.held_on)
    _check(family, minutes, about)
    group = locked(planned) if planned else CoreGroup(family=family)
    advance(group, CoreGroupState.HELD)
    group.held_on, group.led_by = minutes.held_on, minutes.led_by
    sign(group, by)
    _save_once(group)
    group.plans.set(about)
    keep_minutes(group, _with_lead(family, minutes, by), about, by=by)
    for plan in about:
        keep_core_group_clocks(plan, by=by)
    for record in {record_of(plan) for plan in about}:
        keep_copies_in_step(record, by=by)
    audit(Action.CREATED, "plans.record_core_group", group, by)
    return group


@transaction.atomic
def take_back_core_group(*, core_group: CoreGroup, reason: str, by: User) -> CoreGroup:
    """It was recorded by mistake: what it met runs again. The record of the mistake stays."""
    require(
        rules.may_take_back(by, core_group.family),
        "plans.take_back_core_group",
        by=by,
        subjects=[core_group],
        children=core_group.children_concerned(),
        message="Only a manager can take back a core group.",
    )
    if not reason.strip():
        raise DomainError("Say why it is taken back.", field="reason", rule="needed")
    group = locked(core_group)
    advance(group, CoreGroupState.VOID)
    group.note = reason.strip()
    group.save()
    for plan in group.plans.all():
        keep_core_group_clocks(plan, by=by)
    audit(Action.CHANGED, "plans.take_back_core_group", group, by, reason=reason)
    return group


def _check(family: Family, minutes: Minutes, about: Sequence[Plan]) -> None:
    if not about:
        raise WrongState(
            "No child of this family is on a child protection plan.", rule="not_on_a_plan"
        )
    if minutes.held_on > today_in_london():
        raise DomainError(
            "The day it was held cannot be in the future.", field="held_on", rule="in_the_future"
        )
    for plan in about:
        _check_day(plan, minutes.held_on)
    if not any(came in CAME for came in (*minutes.came.values(), minutes.lead_came_as)):
        raise DomainError(
            "Say who came. A core group that nobody came to was not held.", rule="nobody_came"
        )
    for member in minutes.came:
        if member.family_id != family.pk:
            raise DomainError(
                "One of these people is not in this core group.", rule="not_in_this_core_group"
            )
    for said in minutes.progress:
        if said.scale is not None and not 0 <= said.scale <= 10:
            raise DomainError("Choose a number from 0 to 10.", rule="out_of_range")


def _with_lead(family: Family, minutes: Minutes, by: User) -> Minutes:
    """With the lead worker among those who came, seated for it."""
    seat = seat_lead_worker(family=family, by=by)
    if minutes.lead_came_as is None:
        return minutes
    if seat is None:
        raise DomainError(
            "No lead worker is without a seat in this core group. Say with the members who came.",
            field="lead_came_as",
            rule="not_in_this_core_group",
        )
    return replace(minutes, came={**minutes.came, seat: minutes.lead_came_as})


def _check_day(plan: Plan, day: dt.date) -> None:
    if day < plan.started_on:
        raise TooEarly(
            f"The core group cannot be before the conference of {plan.started_on:%-d %B %Y} "
            f"that made the plan for {plan.child}.",
            field="held_on",
        )
    if plan.ended_on is not None and day > plan.ended_on:
        raise WrongState(
            f"The plan for {plan.child} ended on {plan.ended_on:%-d %B %Y}. "
            "A core group after that day cannot be about it.",
            field="held_on",
            rule="plan_ended",
        )


def _save_once(group: CoreGroup) -> None:
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        raise WrongState(
            f"A core group on {group.held_on:%-d %B %Y} is already recorded for this family.",
            field="held_on",
            rule="already_done",
        ) from error
