"""End a plan without a review: the listed exceptions, each with who authorised it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from people.domain.permission import require
from plans import rules
from plans.domain.clocks import stop_clocks
from plans.domain.life import end_plan
from plans.enums import EndReason
from plans.models import LocalPractice, Plan
from timescales.domain import today_in_london

# Who must authorise each. Leaving the country: Sussex. The others: no source located. A death is
# none of them: recording it ends the plan, and stops what must not reach a bereaved family.
EXCEPTIONS: dict[EndReason, str] = {
    EndReason.TURNED_18: "The team manager",
    EndReason.LEFT_UK: "The chair and the heads of safeguarding (Sussex)",
    EndReason.LOOKED_AFTER: "The head of service",
}


def exceptions_here() -> dict[EndReason, str]:
    """The exceptions this service allows, each with who authorises it."""
    practice = LocalPractice.current()
    return {
        reason: who
        for reason, who in EXCEPTIONS.items()
        if reason != EndReason.LOOKED_AFTER or practice.looked_after_ends_a_plan
    }


@transaction.atomic
def end_without_review(
    *,
    plan: Plan,
    on: dt.date,
    reason: EndReason,
    authorised_by: str,
    by: User,
    taken_over_by: str = "",
) -> Plan:
    """End a plan for one of the exceptions. Every clock of it stops.

    `taken_over_by` names the authority that has held its conference, and goes with that reason
    alone: it is given by the step that keeps the transfer.

    Raises `NotAllowed`, `WrongState` when it has ended, and `DomainError` with the field: a day
    before the start, an exception not allowed here, a death, nobody who authorised it.
    """
    require(
        rules.may_end_without_review(by, plan.child.family),
        "plans.end_without_review",
        by=by,
        subjects=[plan],
        children=[plan.child_id],
        message="Only a manager can end a plan without a review conference.",
    )
    plan = (
        Plan.objects.select_for_update(of=("self",)).select_related("child__person").get(pk=plan.pk)
    )
    if reason == EndReason.DIED:
        raise DomainError(
            "Record the death from the family’s page. That ends the plan too, and withdraws the "
            "letters that have not gone.",
            field="reason",
            rule="death_recorded_elsewhere",
        )
    is_taken_over = reason == EndReason.TRANSFERRED and bool(taken_over_by)
    if reason not in exceptions_here() and not is_taken_over:
        raise DomainError(
            "Only a review conference ends a plan for this reason.",
            field="reason",
            rule="only_a_review_ends_it",
        )
    if not authorised_by.strip():
        raise DomainError(
            "Say who authorised ending the plan.", field="authorised_by", rule="needed"
        )
    if reason == EndReason.TURNED_18:
        _check_grown_up(plan, on)
    plan.taken_over_by = taken_over_by
    ended = end_plan(plan=plan, on=on, reason=reason, authorised_by=authorised_by.strip(), by=by)
    stop_clocks(ended, reason=f"The plan ended: {reason.label.lower()}", by=by)
    return ended


def _check_grown_up(plan: Plan, on: dt.date) -> None:
    born = plan.child.person.date_of_birth
    if born is None or eighteenth_birthday(born) > min(on, today_in_london()):
        raise DomainError(f"{plan.child} is not 18 on that day.", field="on", rule="not_of_age")


def eighteenth_birthday(born: dt.date) -> dt.date:
    """Somebody born on 29 February comes of age on 1 March where there is no such day."""
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return dt.date(born.year + 18, 3, 1)
