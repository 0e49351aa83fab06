"""Open, continue, end and void a plan. Called inside the conference's closing transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from disclosure.models import Record
from people.models import Child, Person
from plans.domain.clocks import start_clocks
from plans.domain.members import sit_again, stand_down
from plans.enums import Category, EndReason, PlanKind
from plans.models import Plan
from timescales.domain import today_in_london

BESIDE_CATEGORY = ("risk_outside_home", "lead_worker_id")


class NoSuchCategory(DomainError):
    """The census has five categories; none is added here."""


class InquorateCannotEnd(WrongState):
    """Only a quorate review ends a plan (Lincolnshire)."""


@transaction.atomic
def open_plan(
    *, child: Child, kind: PlanKind, on: dt.date, words: Record, about: str, by: User, **fields: Any
) -> Plan:
    """Open a plan on the date of its conference. `words` is the record its items are in.

    A child protection plan starts its clocks: first core group, first visit, long plan reviews.
    Raises `WrongState` when the child already has an open child protection plan, `NoSuchCategory`.
    """
    if kind == PlanKind.CHILD_PROTECTION:
        fields.setdefault("category_latest", fields.get("category_initial", ""))
        check_category(fields["category_latest"])
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                child=child, kind=kind, started_on=on, record=words, opened_by=about, **fields
            )
    except IntegrityError as error:
        raise WrongState(
            f"{child} already has an open child protection plan. Hold a review conference instead.",
            rule="plan_open_already",
        ) from error
    if plan.is_protection:
        start_clocks(plan, by=by)
    record(Action.CREATED, "plans.open", by=by, subjects=[plan], children=[child.pk])
    return plan


@transaction.atomic
def continue_plan(
    *,
    plan: Plan,
    category: Category,
    constituents: list[str],
    risk_outside_home: bool,
    lead_worker: Person | None,
    words: Record,
    by: User,
    about: str = "",
) -> Plan:
    """A conference continues the plan, and says anew what it is for and who leads it; the category
    may change only here.

    `about` names the conference ("conference:12"); without one the category stays as it is.
    Raises `WrongState`, `NoSuchCategory`.
    """
    check_category(category)
    if category != plan.category_latest:
        if not about:
            raise WrongState(
                "The category of a plan changes only at a conference.", rule="only_at_a_conference"
            )
        plan.category_changed_by = about
    plan.category_latest = category
    plan.constituent_categories = constituents
    plan.risk_outside_home, plan.lead_worker = risk_outside_home, lead_worker
    plan.record = words
    plan.save()
    record(Action.CHANGED, "plans.continue", by=by, subjects=[plan], children=[plan.child_id])
    return plan


@transaction.atomic
def end_plan(
    *,
    plan: Plan,
    on: dt.date,
    reason: EndReason,
    by: User,
    authorised_by: str = "",
    quorate: bool = True,
) -> Plan:
    """End a plan. Only a quorate review conference decides this (Norfolk; Lincolnshire); other
    reasons name who authorised it. The caller stops the clocks; with the family's last plan its
    core group stands down.

    Raises `WrongState` when it has ended or is void, `InquorateCannotEnd`, `DomainError` for a
    day that cannot be right.
    """
    if plan.ended_on is not None:
        raise WrongState("This plan has already ended.", rule="plan_ended")
    if plan.voided_at is not None:
        raise WrongState(
            "This plan is void. Open the family’s page to see the plan that stands.",
            rule="plan_ended",
        )
    _check_end(plan, on)
    if reason == EndReason.REVIEW_DECISION and not quorate:
        raise InquorateCannotEnd(
            "A review that was not quorate cannot end a plan. Continue the plan, and hold a "
            "review with enough agencies."
        )
    if reason != EndReason.REVIEW_DECISION and not authorised_by:
        raise WrongState(
            "Say who authorised ending the plan.", field="authorised_by", rule="needed"
        )
    plan.ended_on, plan.end_reason, plan.end_authorised_by = on, reason, authorised_by
    plan.save()
    if plan.is_protection:
        stand_down(family=plan.child.family, on=on, by=by)
    record(Action.CHANGED, "plans.end", by=by, subjects=[plan], children=[plan.child_id])
    return plan


def _check_end(plan: Plan, on: dt.date) -> None:
    if on < plan.started_on:
        raise DomainError(
            f"The plan for {plan.child} started on {plan.started_on:%-d %B %Y}, so it cannot end "
            "before that day.",
            field="on",
            rule="ends_before_start",
        )
    if on > today_in_london():
        raise DomainError("A plan cannot end on a day to come.", field="on", rule="in_the_future")


def check_category(category: str) -> None:
    """Raises `NoSuchCategory` for a code the census does not have. ROTH is a marker beside it."""
    if category and category not in Category.values:
        raise NoSuchCategory(
            f"There is no category “{category}”. Choose one of the census: "
            f"{', '.join(label.lower() for label in Category.labels)}.",
            field="category",
        )


@transaction.atomic
def correct_category(
    *, plan: Plan, category: Category, constituents: list[str], words: Record, about: str, by: User
) -> Plan:
    """The conference `about`, whose words these are, had decided another category than was kept.

    The plan runs on with its visits and clocks. A category given by a later conference stays.
    Raises `NoSuchCategory`.
    """
    check_category(category)
    made_here = plan.opened_by == about
    if made_here:
        plan.category_initial = category
    if not plan.category_changed_by if made_here else plan.record_id == words.pk:
        if not made_here and category != plan.category_latest:
            plan.category_changed_by = about
        plan.category_latest, plan.constituent_categories = category, constituents
    plan.save()
    record(
        Action.CHANGED, "plans.correct_category", by=by, subjects=[plan], children=[plan.child_id]
    )
    return plan


@transaction.atomic
def correct_beside_category(
    *, plan: Plan, before: Mapping[str, Any], after: Mapping[str, Any], words: Record, by: User
) -> None:
    """The same for what else a decision says of the plan that runs on: the risk outside the home,
    and who leads it. What a later conference's correction has put there since stays."""
    is_latest = plan.record_id == words.pk
    wrong = [name for name in BESIDE_CATEGORY if before[name] != after[name]]
    mended = [name for name in wrong if is_latest or getattr(plan, name) == before[name]]
    if not mended:
        return
    for name in mended:
        setattr(plan, name, after[name])
    plan.save()
    record(Action.CHANGED, "plans.correct", by=by, subjects=[plan], children=[plan.child_id])


@transaction.atomic
def void_plan(*, plan: Plan, reason: str, by: User) -> Plan:
    """Void a plan that a corrected decision says should never have been made."""
    plan.voided_at, plan.voided_reason = timezone.now(), reason
    plan.save()
    record(
        Action.CHANGED,
        "plans.void",
        by=by,
        subjects=[plan],
        children=[plan.child_id],
        reason=reason,
    )
    return plan


@transaction.atomic
def undo_end(*, plan: Plan, reason: str, by: User) -> Plan:
    """The decision that ended the plan was wrong, so the plan never ended, nor its core group."""
    ended_on = plan.ended_on
    plan.ended_on, plan.end_reason, plan.end_authorised_by = None, "", ""
    plan.save()
    if plan.is_protection and ended_on is not None:
        sit_again(family=plan.child.family, since=ended_on, by=by)
    record(
        Action.CHANGED,
        "plans.undo_end",
        by=by,
        subjects=[plan],
        children=[plan.child_id],
        reason=reason,
    )
    return plan


@transaction.atomic
def undo_continue(*, plan: Plan, before: dt.datetime, by: User) -> Plan:
    """Give the plan back what the conference decided of it, and its words, as just before
    `before`."""
    earlier = plan.history.filter(history_date__lt=before).order_by("-history_date").first()
    if earlier is None:
        raise WrongState(
            "This plan has no earlier version to go back to.", rule="no_earlier_version"
        )
    plan.category_latest = earlier.category_latest
    plan.category_changed_by = earlier.category_changed_by
    plan.constituent_categories = earlier.constituent_categories
    plan.record_id = earlier.record_id
    for name in BESIDE_CATEGORY:
        setattr(plan, name, getattr(earlier, name))
    plan.save()
    record(Action.CHANGED, "plans.undo_continue", by=by, subjects=[plan], children=[plan.child_id])
    return plan
