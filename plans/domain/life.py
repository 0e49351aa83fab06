"""Open, continue, end and void a plan. Called inside the conference's closing transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from disclosure.models import Record
from people.models import Child
from plans.enums import Category, EndReason, PlanKind
from plans.models import Plan


@transaction.atomic
def open_plan(
    *, child: Child, kind: PlanKind, on: dt.date, words: Record, about: str, by: User, **fields: Any
) -> Plan:
    """Open a plan on the date of its conference. `words` is the record its items are in.

    Raises `WrongState` when the child already has an open child protection plan.
    """
    if kind == PlanKind.CHILD_PROTECTION:
        fields.setdefault("category_latest", fields.get("category_initial", ""))
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                child=child, kind=kind, started_on=on, record=words, opened_by=about, **fields
            )
    except IntegrityError as error:
        raise WrongState(
            f"{child} already has an open child protection plan. Hold a review conference instead."
        ) from error
    record(Action.CREATED, "plans.open", by=by, subjects=[plan], children=[child.pk])
    return plan


@transaction.atomic
def continue_plan(
    *, plan: Plan, category: Category, constituents: list[str], words: Record, by: User
) -> Plan:
    """A conference continues the plan; the category may change only here."""
    plan.category_latest = category
    plan.constituent_categories = constituents
    plan.record = words
    plan.save()
    record(Action.CHANGED, "plans.continue", by=by, subjects=[plan], children=[plan.child_id])
    return plan


@transaction.atomic
def end_plan(
    *, plan: Plan, on: dt.date, reason: EndReason, by: User, authorised_by: str = ""
) -> Plan:
    """End a plan. Only a review conference decides this; other reasons name who authorised it."""
    if plan.ended_on is not None:
        raise WrongState("This plan has already ended.")
    if reason != EndReason.REVIEW_DECISION and not authorised_by:
        raise WrongState("Say who authorised ending the plan.", field="authorised_by")
    plan.ended_on, plan.end_reason, plan.end_authorised_by = on, reason, authorised_by
    plan.save()
    record(Action.CHANGED, "plans.end", by=by, subjects=[plan], children=[plan.child_id])
    return plan


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
    """The decision that ended the plan was wrong, so the plan never ended."""
    plan.ended_on, plan.end_reason, plan.end_authorised_by = None, "", ""
    plan.save()
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
    """Give the plan back the category and the words it had just before `before`."""
    earlier = plan.history.filter(history_date__lt=before).order_by("-history_date").first()
    if earlier is None:
        raise WrongState("This plan has no earlier version to go back to.")
    plan.category_latest = earlier.category_latest
    plan.constituent_categories = earlier.constituent_categories
    plan.record_id = earlier.record_id
    plan.save()
    record(Action.CHANGED, "plans.undo_continue", by=by, subjects=[plan], children=[plan.child_id])
    return plan
