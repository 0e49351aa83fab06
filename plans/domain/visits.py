"""Visits to a child on a plan, against how often the plan asks for them.

The clock runs from the last visit at which the child was seen, by the plan's own frequency or the
service's (Liverpool, Central Bedfordshire: 10 working days). A core group is not a visit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.enums import AgencyKind, CaseRoleKind
from people.models import Person, Professional
from plans import rules
from plans.domain.clocks import VISITS, Done, keep_in_step
from plans.enums import NotSeenReason, SeenAnswer
from plans.models import Plan, Visit
from timescales.domain import meet_deadline, restart_deadline, start_deadline, today_in_london
from timescales.due import Dates
from timescales.enums import Unit
from timescales.models import Deadline
from timescales.rule import Amount

FREQUENCY_UNITS = (Unit.WORKING_DAYS, Unit.DAYS, Unit.WEEKS)


class OutsideThePlan(DomainError):
    """A visit before the plan began or after it ended is no visit of this plan."""


@dataclass(frozen=True)
class Seen:
    """What one visit found for one child. For an unborn baby: whether the mother was seen."""

    was_seen: bool
    alone: SeenAnswer = SeenAnswer.UNKNOWN
    bedroom: SeenAnswer = SeenAnswer.UNKNOWN
    not_seen_reason: NotSeenReason | None = None
    not_alone_reason: str = ""


def visitors() -> QuerySet[Professional]:
    """Who may have visited: everybody of social care, also those who have left since."""
    rows = Professional.objects.filter(agency__kind=AgencyKind.SOCIAL_CARE)
    return rows.select_related("person", "agency")


@transaction.atomic
def record_visit(
    *, visited_on: dt.date, seen: Mapping[Plan, Seen], visited_by: Person, by: User
) -> list[Visit]:
    """One visit to the home, for each child it was to. Its clocks move on. Sent twice, it is one.

    Raises `NotAllowed`, `OutsideThePlan`, and `DomainError` with the field that is wrong.
    """
    if not seen:
        raise DomainError(
            "Choose which children the visit was to.", field="children", rule="needed"
        )
    _wait_for_others(seen)
    visits, made = [], []
    for plan, what in seen.items():
        _require(by, plan, "plans.record_visit")
        check_visit(plan, visited_on, what)
        visit = _same(plan, visited_on, what, visited_by)
        if visit is None:
            visit = save_visit(plan, visited_on, what, visited_by, by)
            write_up(visit, by=by)
            keep_visit_clocks(plan, by=by)
            made.append(visit)
        visits.append(visit)
    if made:
        _audit(Action.CREATED, "plans.record_visit", made, by)
    return visits


@transaction.atomic
def take_back_visit(*, visit: Visit, reason: str, by: User) -> Visit:
    """It was recorded by mistake. What it met runs again; the record of the mistake stays."""
    visit = Visit.objects.select_for_update().select_related("plan__child__family").get(pk=visit.pk)
    require(
        rules.may_take_back(by, visit.plan.child.family),
        "plans.take_back_visit",
        by=by,
        subjects=[visit],
        children=visit.children_concerned(),
        message="Only a manager can take back a visit.",
    )
    if visit.voided_at is not None:
        raise WrongState("This visit has been taken back already.", rule="already_done")
    if not reason.strip():
        raise DomainError("Say why it is taken back.", field="reason", rule="needed")
    visit.voided_at, visit.voided_reason = timezone.now(), reason.strip()
    visit.save()
    keep_visit_clocks(visit.plan, by=by)
    _audit(Action.CHANGED, "plans.take_back_visit", [visit], by, reason)
    return visit


@transaction.atomic
def set_frequency(*, plan: Plan, every: Amount | None, by: User) -> Plan:
    """How often this plan asks for a visit; None: as often as the service does.

    The visit that is due now is dated again. Raises `NotAllowed`, `WrongState` for an ended plan,
    and `DomainError` for a number that cannot be right.
    """
    plan = (
        Plan.objects.select_for_update(of=("self",)).select_related("child__family").get(pk=plan.pk)
    )
    _require(by, plan, "plans.set_frequency")
    if plan.ended_on is not None:
        raise WrongState("This plan has ended.", rule="plan_ended")
    if every is not None and (every.unit not in FREQUENCY_UNITS or not 1 <= every.number <= 60):
        raise DomainError("Enter a number from 1 to 60.", field="every", rule="out_of_range")
    plan.visit_every = every.number if every else None
    plan.visit_unit = every.unit.value if every else ""
    plan.save()
    for deadline in Deadline.objects.open().filter(child=plan.child, rule=VISITS.again):
        dates = Dates(start=deadline.started_on, own_limit=every)
        restart_deadline(deadline=deadline, dates=dates, by=by, reason="Frequency changed")
    record(
        Action.CHANGED,
        "plans.set_frequency",
        by=by,
        subjects=[plan],
        children=[plan.child_id],
        detail={"every": str(every or "")},
    )
    return plan


def check_visit(plan: Plan, visited_on: dt.date, what: Seen, *, imported: bool = False) -> None:
    """Raises `OutsideThePlan`, or `DomainError` with the field that is wrong.

    What was imported may lack reasons that the other system never asked for.
    """
    _check_day(plan, visited_on)
    if imported:
        return
    if not what.was_seen and what.not_seen_reason not in NotSeenReason.values:
        raise DomainError(
            f"Say why {plan.child} was not seen.",
            field="not_seen_reason",
            rule="not_seen_unexplained",
        )
    if what.alone == SeenAnswer.NO and what.was_seen and not what.not_alone_reason.strip():
        raise DomainError(
            f"Say why {plan.child} was not seen alone.",
            field="not_alone_reason",
            rule="not_alone_unexplained",
        )


def _check_day(plan: Plan, day: dt.date) -> None:
    if day > today_in_london():
        raise DomainError(
            "The day of the visit cannot be in the future.",
            field="visited_on",
            rule="in_the_future",
        )
    if day < plan.started_on:
        raise OutsideThePlan(
            f"The plan for {plan.child} began on {plan.started_on:%-d %B %Y}. "
            "A visit before that day is not a visit under it.",
            field="visited_on",
        )
    if plan.ended_on is not None and day > plan.ended_on:
        raise OutsideThePlan(
            f"The plan for {plan.child} ended on {plan.ended_on:%-d %B %Y}. "
            "A visit after that day is not a visit under it.",
            field="visited_on",
        )


def _wait_for_others(plans: Iterable[Plan]) -> None:
    """A second press of the button sees the visit of the first."""
    rows = Plan.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    list(rows.filter(pk__in=[plan.pk for plan in plans]))


def _same(plan: Plan, visited_on: dt.date, what: Seen, visited_by: Person) -> Visit | None:
    """The visit of that day by this person that found the same."""
    rows = Visit.objects.standing().filter(plan=plan, visited_on=visited_on, visited_by=visited_by)
    found: Visit | None = rows.filter(**_found(what)).first()
    return found


def save_visit(
    plan: Plan,
    visited_on: dt.date,
    what: Seen,
    visited_by: Person | None,
    by: User | None,
    **more: Any,
) -> Visit:
    """Part of a step that has checked and permitted it."""
    return Visit.objects.create(
        plan=plan,
        visited_on=visited_on,
        visited_by=visited_by,
        recorded_by=by,
        **_found(what),
        **{"recorded_on": today_in_london(), **more},
    )


def _found(what: Seen) -> dict[str, Any]:
    """As it is kept."""
    return {
        "was_seen": what.was_seen,
        "seen_alone": what.alone if what.was_seen else SeenAnswer.NO,
        "not_alone_reason": what.not_alone_reason.strip() if what.was_seen else "",
        "bedroom_seen": what.bedroom,
        "not_seen_reason": "" if what.was_seen else what.not_seen_reason or "",
    }


def write_up(visit: Visit, *, by: User | None) -> None:
    """Recorded within 2 working days (Liverpool), or late; counted either way."""
    if visit.recorded_on is None or visit.recorded_on < visit.visited_on:
        return
    deadline = start_deadline(
        rule="visit_recording",
        dates=Dates(start=visit.visited_on),
        child=visit.plan.child,
        about=visit.about,
        owner_role=CaseRoleKind.LEAD_SOCIAL_WORKER,
        by=by,
    )
    meet_deadline(deadline=deadline, met_on=visit.recorded_on, met_by=visit.about, by=by)


def keep_visit_clocks(plan: Plan, *, by: User | None) -> None:
    """Bring the plan's visit clock in step with the visits at which the child was seen."""
    seen = Visit.objects.seen().filter(plan=plan).order_by("visited_on", "pk")
    keep_in_step(plan, VISITS, [Done(visit.visited_on, visit.about) for visit in seen], by=by)


def _require(by: User, plan: Plan, verb: str) -> None:
    require(
        rules.may_work_on_plan(by, plan.child.family),
        verb,
        by=by,
        subjects=[plan],
        children=[plan.child_id],
        message="Only the family’s social worker and their team manager can record visits.",
    )


def _audit(action: Action, verb: str, visits: list[Visit], by: User, reason: str = "") -> None:
    children = {visit.plan.child_id for visit in visits}
    record(action, verb, by=by, subjects=visits, children=children, reason=reason)
