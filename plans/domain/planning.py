"""Fix the day of a core group, or say why a planned one was not held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.enums import Action
from people.models import Family
from plans.domain.core_group_steps import (
    advance,
    audit,
    keep_core_group_clocks,
    locked,
    require_worker,
    sign,
)
from plans.domain.queries import open_plans_of, plans_to_write_up
from plans.domain.visits import keep_visit_clocks
from plans.enums import CoreGroupState, NotHeldReason
from plans.models import CoreGroup, Plan, Visit
from timescales.closed_days import closed_words
from timescales.domain import current_clock, today_in_london


@transaction.atomic
def plan_core_group(
    *, family: Family, at: dt.datetime, place: str, by: User, plans: Iterable[Plan] = ()
) -> CoreGroup:
    """Fix the day of the next core group, for these plans or every open one of the family.

    Fixed already for that time it is the same one, at the place that was said last. Raises
    `NotAllowed`, `DomainError` for a day that is over or on which our offices are shut,
    `WrongState` with no open plan.
    """
    require_worker(by, family, "plans.plan_core_group")
    _check_day(at)
    Family.objects.select_for_update().get(pk=family.pk)
    about = list(plans) or open_plans_of(family)
    if group := _planned_for(family, at, about):
        if place.strip() in ("", group.place):
            return group
        return move_core_group(core_group=group, at=at, place=place, by=by)
    group = fix_date(family=family, plans=about, at=at, place=place)
    audit(Action.CREATED, "plans.plan_core_group", group, by)
    return group


def _planned_for(family: Family, at: dt.datetime, about: Sequence[Plan]) -> CoreGroup | None:
    """The core group that is planned for this time, about the same plans."""
    rows = CoreGroup.objects.planned().filter(family=family, planned_at=at)
    return next((group for group in rows if set(group.plans.all()) == set(about)), None)


@transaction.atomic
def move_core_group(*, core_group: CoreGroup, at: dt.datetime, place: str, by: User) -> CoreGroup:
    """Another day or place for a core group that is planned. Raises what planning one raises."""
    require_worker(by, core_group.family, "plans.move_core_group")
    group = locked(core_group)
    if group.state != CoreGroupState.PLANNED:
        raise WrongState("Only a planned core group can be moved.", rule="no_such_step")
    _check_day(at)
    group.planned_at, group.place = at, place.strip()
    group.save()
    audit(Action.CHANGED, "plans.move_core_group", group, by)
    return group


def _check_day(at: dt.datetime) -> None:
    day = timezone.localdate(at)
    if day < today_in_london():
        raise DomainError("The core group must be today or later.", field="on", rule="in_the_past")
    if closed := closed_words(day, current_clock().calendar.following_closures()):
        raise DomainError(
            f"A core group cannot be held that day: {closed}", field="on", rule="day_closed"
        )


def fix_date(
    *,
    family: Family,
    plans: Sequence[Plan],
    at: dt.datetime,
    place: str,
    planned_by: str = "",
    just_given: bool = False,
) -> CoreGroup:
    """Part of a larger step, which permits and audits it.

    One for each occasion: fixed before, it keeps the day it was moved to or held on, and only
    becomes about these plans while it is still to come. `just_given`: somebody has said `at` in
    this step, so a day after the one it was held on is that of another.
    """
    if not plans:
        raise WrongState(
            "No child of this family is on a child protection plan.", rule="not_on_a_plan"
        )
    group = fixed_by(family=family, planned_by=planned_by) if planned_by else None
    if group is None or (just_given and _was_held_before(group, at)):
        group = CoreGroup.objects.create(
            family=family, planned_by=planned_by, planned_at=at, place=place.strip()
        )
    if group.state == CoreGroupState.PLANNED:
        group.plans.set(plans)
    return group


def fixed_by(*, family: Family, planned_by: str) -> CoreGroup | None:
    """The core group whose day this occasion fixed: planned still, or held."""
    rows = CoreGroup.objects.filter(family=family, planned_by=planned_by)
    standing = rows.filter(state__in=[CoreGroupState.PLANNED, CoreGroupState.HELD])
    found: CoreGroup | None = standing.order_by("planned_at", "pk").last()
    return found


def _was_held_before(group: CoreGroup, at: dt.datetime) -> bool:
    return group.held_on is not None and group.held_on < timezone.localdate(at)


def put_in_place_of_void_plans(*, family: Family, opened_by: str, by: User) -> None:
    """A core group of a plan that was voided is about the plan that stands in its place, and so is
    a visit.

    `opened_by` names the conference whose plans were voided: minutes of one voided long ago stay
    where they are. One still planned that is about no plan is void. Part of a larger step, which
    audits it.
    """
    rows = CoreGroup.objects.filter(
        family=family, plans__voided_at__isnull=False, plans__opened_by=opened_by
    )
    for group in rows.exclude(state=CoreGroupState.VOID).distinct():
        children = set(group.children_concerned())
        about = [plan for plan in open_plans_of(family) if plan.child_id in children]
        if about:
            group.plans.set(about)
        elif group.state == CoreGroupState.PLANNED:
            advance(group, CoreGroupState.VOID)
            group.save()
        for plan in about:
            keep_core_group_clocks(plan, by=by)
    _move_visits(family, opened_by, by)


def _move_visits(family: Family, opened_by: str, by: User) -> None:
    """Whoever visited the child visited them under the plan that stands."""
    for plan in open_plans_of(family):
        rows = Visit.objects.filter(
            plan__child=plan.child_id, plan__voided_at__isnull=False, plan__opened_by=opened_by
        )
        moved = list(rows.filter(visited_on__gte=plan.started_on))
        for visit in moved:
            visit.plan = plan
            visit.save()
        if moved:
            keep_visit_clocks(plan, by=by)


def drop_planned(*, family: Family, planned_by: str) -> None:
    """What fixed the date was undone. Part of a larger step, which audits it."""
    for group in CoreGroup.objects.planned().filter(family=family, planned_by=planned_by):
        advance(group, CoreGroupState.VOID)
        group.save()


@transaction.atomic
def record_not_held(
    *, core_group: CoreGroup, reason: NotHeldReason, note: str = "", by: User
) -> CoreGroup:
    """The planned core group did not happen. The clock goes on running: plan another day."""
    require_worker(by, core_group.family, "plans.record_not_held")
    group = locked(core_group)
    _say_why(group, reason, note, by)
    audit(Action.CHANGED, "plans.record_not_held", group, by)
    return group


@transaction.atomic
def record_missed(
    *, family: Family, on: dt.date, reason: NotHeldReason, note: str = "", by: User
) -> CoreGroup:
    """None was held when there should have been one, and its day was never fixed here.

    It is kept at the beginning of its day: nobody knows an hour. Raises `NotAllowed`, `WrongState`
    where one is recorded for that day, and `DomainError` with the field that is wrong.
    """
    require_worker(by, family, "plans.record_missed")
    Family.objects.select_for_update().get(pk=family.pk)
    about = [plan for plan in plans_to_write_up(family) if plan.ran_on(on)]
    if on > today_in_london():
        raise DomainError("The day must be today or in the past.", field="on", rule="in_the_future")
    if not about:
        raise DomainError(
            "No child of this family was on a plan that day.", field="on", rule="outside_the_plan"
        )
    if _is_known(family, on):
        raise WrongState(
            "A core group of that day is on the page of the plan already.",
            field="on",
            rule="already_done",
        )
    at = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    group = CoreGroup(family=family, planned_at=at)
    _say_why(group, reason, note, by)
    group.plans.set(about)
    audit(Action.CREATED, "plans.record_missed", group, by)
    return group


def _is_known(family: Family, on: dt.date) -> bool:
    rows = CoreGroup.objects.filter(family=family).exclude(state=CoreGroupState.VOID)
    return rows.filter(Q(held_on=on) | Q(held_on=None, planned_at__date=on)).exists()


def _say_why(group: CoreGroup, reason: NotHeldReason, note: str, by: User) -> None:
    if reason not in NotHeldReason.values:
        raise DomainError("Choose why it was not held.", field="reason", rule="needed")
    if reason == NotHeldReason.OTHER and not note.strip():
        raise DomainError("Say why it was not held.", field="note", rule="needed")
    advance(group, CoreGroupState.NOT_HELD)
    group.not_held_reason, group.note = reason, note.strip()
    sign(group, by)
    group.save()
