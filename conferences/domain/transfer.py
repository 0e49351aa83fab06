"""Children on another authority's plan who came to live here: their own conference and clock.

Asked for without a section 47 enquiry. 15 working days from the day this service counts from
(Norfolk, Bolton: written notification; Tees: referral received or accepted). The originating
authority keeps its plan until the conference is held.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.domain.strategy import may_correct_clock
from conferences.models import ConferenceRequest, RequestedChild, Transfer
from people.enums import CaseRoleKind
from people.models import Child
from plans.domain.elsewhere import TheirPlan, end_their_plan, keep_their_plan, their_plan_for
from plans.domain.life import undo_end
from plans.enums import Category, EndReason
from plans.models import Plan
from timescales.domain import current_clock, restart_deadline, start_deadline, today_in_london
from timescales.due import Dates, DueDate
from timescales.models import Deadline
from timescales.rules import rule_named
from timescales.rules.conferences import (
    CHILD_MOVED,
    REFERRAL_ACCEPTED,
    REFERRAL_RECEIVED,
    WRITTEN_NOTIFICATION,
)

TRANSFER_IN = "transfer_in"
KEY = "transfer:"
# Which of the days given is the event that a local choice names.
DAY_OF: dict[str, str] = {
    WRITTEN_NOTIFICATION: "notified_on",
    REFERRAL_RECEIVED: "referred_on",
    REFERRAL_ACCEPTED: "accepted_on",
    CHILD_MOVED: "moved_on",
}


@dataclass(frozen=True)
class TransferDetails:
    """What the other authority told us. `moved_on` is the day the children came to live here."""

    authority: str
    contact: str = ""
    moved_on: dt.date | None = None
    notified_on: dt.date | None = None
    referred_on: dt.date | None = None
    accepted_on: dt.date | None = None


def trigger(on: dt.date | None = None) -> str:
    """The field of the day the clock starts from, for a clock that starts on this day."""
    day = on or today_in_london()
    return DAY_OF[current_clock().values.terms(rule_named(TRANSFER_IN, on=day), day).starts]


def check_details(details: TransferDetails) -> None:
    """Raises `DomainError` for what cannot be, or without the day the clock starts from."""
    if not details.authority.strip():
        raise DomainError(
            "Say which authority the children come from.", field="authority", rule="needed"
        )
    for name in sorted(DAY_OF.values()):
        day = getattr(details, name)
        if day is not None and day > today_in_london():
            raise DomainError(
                "The day must be today or in the past.", field=name, rule="in_the_future"
            )
    wanted = trigger()
    if getattr(details, wanted) is None:
        raise DomainError(
            "Enter this day: the 15 working days run from it in this service.",
            field=wanted,
            rule="clock_needs_its_day",
        )


def keep_transfer(*, request: ConferenceRequest, details: TransferDetails) -> Transfer:
    """Keep it beside the request. Part of the step that permits and audits it."""
    check_details(details)
    transfer, _ = Transfer.objects.update_or_create(
        request=request, defaults={**vars(details), "authority": details.authority.strip()}
    )
    return transfer


def transfer_of(request: ConferenceRequest | None) -> Transfer | None:
    found: Transfer | None = getattr(request, "transfer", None)
    return found


def starts_on(transfer: Transfer) -> dt.date | None:
    """Day 0: the day of the event chosen by the local value in force on that very day.

    Where practice changed in between and no day fits, the value of today decides.
    """
    for name in DAY_OF.values():
        day: dt.date | None = getattr(transfer, name)
        if day is not None and trigger(day) == name:
            return day
    found: dt.date | None = getattr(transfer, trigger())
    return found


def transfer_due(transfer: Transfer) -> DueDate | None:
    """When the conference is due, and why; None while the day it runs from is not known."""
    start = starts_on(transfer)
    return current_clock().due(TRANSFER_IN, Dates(start=start)) if start else None


def clock_key(request: ConferenceRequest) -> str:
    """What each child's clock is about: it runs on through a request sent back and a new date."""
    return f"{KEY}{request.pk}"


def transfer_clock(child: Child, request: ConferenceRequest) -> Deadline | None:
    """The running, met or withdrawn clock of this child, if it was started."""
    found: Deadline | None = Deadline.objects.filter(
        rule=TRANSFER_IN, child=child, about=clock_key(request)
    ).first()
    return found


def their_plan_of(row: RequestedChild) -> TheirPlan | None:
    """What was given of the other authority's plan for this child."""
    if not row.their_category or row.their_plan_started_on is None:
        return None
    return TheirPlan(Category(row.their_category), row.their_plan_started_on)


def begin_transfer(*, row: RequestedChild, by: User) -> None:
    """The request is sent: the child's clock starts, and their plan is noted, apart from ours.

    Part of `submit_request`.
    """
    request, their_plan = row.request, their_plan_of(row)
    start = starts_on(request.transfer)
    assert start is not None, "the step asks for the day the clock starts from"
    assert their_plan is not None, "the step asks for the other authority's plan"
    start_deadline(
        rule=TRANSFER_IN,
        dates=Dates(start=start),
        child=row.child,
        about=clock_key(request),
        owner_role=CaseRoleKind.LEAD_SOCIAL_WORKER,
        by=by,
    )
    keep_their_plan(
        child=row.child,
        authority=request.transfer.authority,
        their_plan=their_plan,
        about=request.about,
        by=by,
    )


@transaction.atomic
def correct_transfer(
    *, request: ConferenceRequest, details: TransferDetails, reason: str, by: User
) -> Transfer:
    """What was recorded was wrong: every clock it started is counted again.

    Raises `NotAllowed`, `DomainError` without a reason, and what `check_details` raises.
    """
    may_correct_clock("conferences.correct_transfer", request.family, by)
    if not reason.strip():
        raise DomainError("Say why it is corrected.", field="reason", rule="needed")
    transfer = keep_transfer(request=request, details=details)
    start = starts_on(transfer)
    assert start is not None, "checked with the details"
    for deadline in Deadline.objects.open().filter(rule=TRANSFER_IN, about=clock_key(request)):
        restart_deadline(deadline=deadline, dates=Dates(start=start), by=by, reason=reason)
    record(
        Action.CHANGED,
        "conferences.correct_transfer",
        by=by,
        subjects=[request],
        children=request.children_concerned(),
        reason=reason,
        detail=_dates_in_words(transfer),
    )
    return transfer


def _dates_in_words(transfer: Transfer) -> dict[str, Any]:
    days = {name: getattr(transfer, name) for name in DAY_OF.values()}
    return {name: day.isoformat() for name, day in days.items() if day}


def take_over(*, child: Child, on: dt.date, by: User) -> None:
    """Our conference was held: the other authority's plan is over, whatever we decided."""
    plan = their_plan_for(child)
    if plan is not None:
        end_their_plan(plan=plan, on=on, reason=EndReason.TRANSFERRED, by=by)


def give_back(*, child: Child, on: dt.date, reason: str, by: User) -> None:
    """The conference turned out not to be over: their plan stands again."""
    ended = Plan.objects.of_another_authority().filter(
        child=child, ended_on=on, end_reason=EndReason.TRANSFERRED
    )
    for plan in ended:
        undo_end(plan=plan, reason=reason, by=by)
