"""Children on our plan who moved away: ask the receiving authority, wait, and end our plan when it
has held its conference, not before (Norfolk; Bolton).

The clock is ours: whether they keep their 15 working days is theirs to answer for, but while they
do not the child has two authorities and none, so the social worker is reminded and asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import notices
from conferences.domain.ending_plans import end_taken_over
from conferences.models import TransferOut
from people.domain.permission import require
from people.enums import CaseRoleKind
from people.models import Family
from plans import rules
from plans.models import Plan
from timescales.domain import meet_deadline, start_deadline, today_in_london, withdraw_deadline
from timescales.due import Dates
from timescales.models import Deadline

RULE = "transfer_out"
NOT_YOURS = "Only the family’s social worker and their managers do this."
PLAN_IS_VOID = "The decision that made our plan was taken back, so that plan is void."
NOT_A_MANAGER = "Only a manager ends a plan without a review conference."


@dataclass(frozen=True)
class Receiving:
    """Who was asked there, and when."""

    authority: str
    contact: str
    asked_on: dt.date
    their_conference_on: dt.date | None = None


def waiting_for(family: Family) -> list[TransferOut]:
    """Those of this family's children that nobody has confirmed or called off."""
    rows = TransferOut.objects.open().filter(plan__child__family=family)
    return list(rows.select_related("plan__child__person"))


@transaction.atomic
def ask_transfer(*, plans: Sequence[Plan], receiving: Receiving, by: User) -> list[TransferOut]:
    """The receiving authority was told in writing. Our plans, visits and reviews run on.

    Raises `NotAllowed`, `WrongState` for an ended plan or one asked about already, `DomainError`
    with the field that is wrong.
    """
    if not plans:
        raise DomainError("Choose which children have moved.", field="children", rule="needed")
    _check_receiving(receiving)
    return [_ask(plan, receiving, by) for plan in plans]


def _ask(plan: Plan, receiving: Receiving, by: User) -> TransferOut:
    verb = "conferences.ask_transfer"
    _require_worker(plan, verb, by)
    if plan.ended_on is not None or plan.voided_at is not None or not plan.is_protection:
        raise WrongState(
            f"{plan.child} is not on a child protection plan of ours.", rule="not_on_a_plan"
        )
    if TransferOut.objects.open().filter(plan=plan).exists():
        raise WrongState(
            f"Another authority was asked already to take over {plan.child}’s plan.",
            rule="already_done",
        )
    if receiving.asked_on < plan.started_on:
        raise DomainError(
            "That is before the plan began.", field="asked_on", rule="before_the_plan"
        )
    made = TransferOut.objects.create(plan=plan, asked_by=by, **vars(receiving))
    start_deadline(
        rule=RULE,
        dates=Dates(start=made.asked_on),
        child=plan.child,
        about=made.about,
        owner_role=CaseRoleKind.LEAD_SOCIAL_WORKER,
        by=by,
    )
    record(Action.CREATED, verb, by=by, subjects=[made], children=[plan.child_id])
    return made


def _check_receiving(receiving: Receiving) -> None:
    if not receiving.authority.strip():
        raise DomainError(
            "Say which authority the children moved to.", field="authority", rule="needed"
        )
    if not receiving.contact.strip():
        raise DomainError("Say who is responsible there.", field="contact", rule="needed")
    if receiving.asked_on > today_in_london():
        raise DomainError(
            "The day must be today or in the past.", field="asked_on", rule="in_the_future"
        )
    _check_their_day(receiving.their_conference_on, receiving.asked_on)


def _check_their_day(day: dt.date | None, asked_on: dt.date) -> None:
    if day is not None and day < asked_on:
        raise DomainError(
            "That is before they were asked.",
            field="their_conference_on",
            rule="before_it_was_asked",
        )


@transaction.atomic
def note_their_conference(
    *, transfer: TransferOut, on: dt.date | None, contact: str, by: User
) -> TransferOut:
    """They gave a day for their conference, or another person to ask. The clock runs on."""
    verb = "conferences.note_their_conference"
    transfer = _locked(transfer)
    _require_worker(transfer.plan, verb, by)
    _check_open(transfer)
    if not contact.strip():
        raise DomainError("Say who is responsible there.", field="contact", rule="needed")
    _check_their_day(on, transfer.asked_on)
    transfer.their_conference_on, transfer.contact = on, contact.strip()
    transfer.save()
    record(Action.CHANGED, verb, by=by, subjects=[transfer], children=[transfer.plan.child_id])
    return transfer


@transaction.atomic
def confirm_transfer(
    *, transfer: TransferOut, held_on: dt.date, confirmed_by: str, by: User
) -> TransferOut:
    """They held their conference: our plan ends that day, and the review that was to come is
    called off for this child.

    Raises `NotAllowed` for anybody but a manager, `WrongState`, `DomainError` with the field.
    """
    verb = "conferences.confirm_transfer"
    transfer = _locked(transfer)
    plan = transfer.plan
    allowed = rules.may_end_without_review(by, plan.child.family)
    require(allowed, verb, by=by, subjects=[transfer], message=NOT_A_MANAGER)
    _check_open(transfer)
    if held_on > today_in_london():
        raise DomainError(
            "Our plan ends when their conference has been held, not before.",
            field="held_on",
            rule="their_conference_not_held",
        )
    if held_on < transfer.asked_on:
        raise DomainError(
            "That is before they were asked.", field="held_on", rule="before_it_was_asked"
        )
    if not confirmed_by.strip():
        raise DomainError(
            "Say who there told us that it was held.", field="confirmed_by", rule="needed"
        )
    transfer.held_on, transfer.confirmed_by = held_on, confirmed_by.strip()
    transfer.confirmed_on = today_in_london()
    transfer.save()
    for clock in Deadline.objects.open().filter(rule=RULE, about=transfer.about):
        meet_deadline(deadline=clock, met_on=held_on, met_by=transfer.about, by=by)
    end_taken_over(
        plan=plan, on=held_on, authority=transfer.authority, told_by=transfer.confirmed_by, by=by
    )
    record(Action.DECIDED, verb, by=by, subjects=[transfer], children=[plan.child_id])
    return transfer


@transaction.atomic
def call_off_transfer(*, transfer: TransferOut, reason: str, by: User) -> TransferOut:
    """The child came back, or stays with us after all. Our plan has run on."""
    verb = "conferences.call_off_transfer"
    transfer = _locked(transfer)
    _require_worker(transfer.plan, verb, by)
    _check_open(transfer)
    if not reason.strip():
        raise DomainError("Say why they do not take the plan over.", field="reason", rule="needed")
    _call_off(transfer, reason.strip(), by)
    return transfer


def call_off_with_void(*, plan: Plan, by: User) -> None:
    """Part of voiding the plan, which permits it: nobody is asked to take a void plan over.

    Where another plan takes its place, that one is asked about anew.
    """
    waiting = TransferOut.objects.select_for_update(of=("self",)).select_related("plan")
    for transfer in waiting.filter(plan=plan, held_on=None, called_off_at=None):
        _call_off(transfer, PLAN_IS_VOID, by)
        notices.transfer_called_off(transfer)


def _call_off(transfer: TransferOut, reason: str, by: User) -> None:
    transfer.called_off_at, transfer.called_off_because = timezone.now(), reason
    transfer.save()
    for clock in Deadline.objects.open().filter(rule=RULE, about=transfer.about):
        withdraw_deadline(deadline=clock, reason=reason, by=by)
    verb, children = "conferences.call_off_transfer", [transfer.plan.child_id]
    record(Action.CHANGED, verb, by=by, subjects=[transfer], children=children, reason=reason)


def _locked(transfer: TransferOut) -> TransferOut:
    rows = TransferOut.objects.select_for_update(of=("self",))
    found: TransferOut = rows.select_related("plan__child__family").get(pk=transfer.pk)
    return found


def _check_open(transfer: TransferOut) -> None:
    if transfer.is_open:
        return
    ended_on = transfer.plan.ended_on
    if ended_on is not None and not transfer.is_settled:
        raise WrongState(
            f"This transfer is over: our plan ended on {ended_on:%-d %B %Y}.", rule="over"
        )
    raise WrongState("This transfer is over.", rule="over")


def _require_worker(plan: Plan, verb: str, by: User) -> None:
    family = plan.child.family
    allowed = rules.may_work_on_plan(by, family) or rules.may_end_without_review(by, family)
    require(allowed, verb, by=by, subjects=[plan], children=[plan.child_id], message=NOT_YOURS)
