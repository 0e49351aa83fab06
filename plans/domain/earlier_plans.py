"""Note a plan that a child had before the records kept here."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.models import Child
from plans import rules
from plans.domain.clocks import REPEAT_RULE, start_for_chair
from plans.domain.previous import Span, spans_of, standings_of
from plans.models import EarlierPlan, Plan
from timescales.domain import today_in_london


@transaction.atomic
def add_earlier_plan(
    *,
    child: Child,
    started_on: dt.date,
    ended_on: dt.date,
    by: User,
    authority: str = "",
    category: str = "",
) -> EarlierPlan:
    """Note a plan from before the records kept here. `authority` empty: this one. Where the plan
    that runs repeats it, the clock of a peer's look runs from that plan's start.

    Raises `NotAllowed`, `WrongState` for one known already, `DomainError` with the field.
    """
    require(
        rules.may_work_on_plan(by, child.family),
        "plans.add_earlier",
        by=by,
        subjects=[child],
        children=[child.pk],
    )
    if ended_on < started_on:
        raise DomainError(
            "The plan must end after it started.", field="ended_on", rule="ends_before_start"
        )
    if ended_on > today_in_london():
        raise DomainError("An earlier plan has ended already.", field="ended_on", rule="not_ended")
    _require_unknown(child, Span(started_on, ended_on, not authority.strip()))
    try:
        with transaction.atomic():
            made = EarlierPlan.objects.create(
                child=child,
                authority=authority.strip(),
                started_on=started_on,
                ended_on=ended_on,
                category=category,
                recorded_by=by,
            )
    except IntegrityError as error:
        raise WrongState(
            "This earlier plan is noted already.", field="started_on", rule="already_done"
        ) from error
    record(Action.CREATED, "plans.add_earlier", by=by, subjects=[made], children=[child.pk])
    _have_a_repeat_looked_at(child, by)
    return made


def _require_unknown(child: Child, span: Span) -> None:
    if not all(span.is_beside(known) for known in spans_of([child.pk])[child.pk]):
        raise WrongState(
            "A plan that ran at this time is known here already.",
            field="started_on",
            rule="plan_known_already",
        )


def _have_a_repeat_looked_at(child: Child, by: User) -> None:
    running = list(Plan.objects.child_protection().open().filter(child=child))
    standings = standings_of(running)
    for plan in running:
        if standings[plan.pk].repeats_soon:
            start_for_chair(plan, REPEAT_RULE, by=by)
