"""Ask for a conference: keep a draft at every step, have it agreed, send it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from conferences import notices
from conferences.domain import request_steps as steps
from conferences.domain.agreement import keep_agreement, let_lapse_if_changed
from conferences.domain.limits import check_wanted_by
from conferences.domain.strategy import start_icpc_clock
from conferences.domain.transfer import (
    TransferDetails,
    begin_transfer,
    keep_transfer,
    their_plan_of,
    transfer_of,
)
from conferences.enums import REQUEST_STEPS, ConferenceKind, RequestState
from conferences.models import (
    ConferenceRequest,
    LeftOutChild,
    RequestedChild,
    RequestedInvitee,
    StrategyDiscussion,
    UnfinishedStep,
)
from conferences.rules import may_answer_diversion, may_ask_for
from people.models import Child, Family
from plans.domain.elsewhere import TheirPlan
from plans.domain.queries import open_plan_for

# Why the conference is about a child: the discussion that started the enquiry, or their plan.
Ground = StrategyDiscussion | TheirPlan | None
Included = dict[Child, Ground]
CAN_CHANGE = (RequestState.DRAFT, RequestState.MORE_WORK)


class AlreadyOnPlan(DomainError):
    """The child is on a plan: what is needed is an early review."""


class NotComplete(DomainError):
    """Something is still missing. `missing` says what, and on which step."""

    def __init__(self, missing: list[steps.Missing]) -> None:
        super().__init__("The request is not complete yet.")
        self.missing = missing


@transaction.atomic
def start_request(
    *, family: Family, kind: ConferenceKind = ConferenceKind.INITIAL, by: User
) -> ConferenceRequest:
    """Open a draft. The same person's open draft of the same kind is picked up again.

    Raises `NotAllowed`.
    """
    if not may_ask_for(by, kind):
        _refuse("conferences.start_request", family, by, "You may not ask for a conference.")
    # One click too many must not make a second draft: the family's row is the lock.
    Family.objects.select_for_update().get(pk=family.pk)
    mine: ConferenceRequest | None = ConferenceRequest.objects.filter(
        family=family, kind=kind, state=RequestState.DRAFT, requested_by=by
    ).first()
    if mine is not None:
        return mine
    request: ConferenceRequest = ConferenceRequest.objects.create(
        family=family, kind=kind, requested_by=by
    )
    if kind == ConferenceKind.REVIEW:
        _add_children_on_plans(request)
    _record(Action.CREATED, "conferences.start_request", request, by)
    return request


def _add_children_on_plans(request: ConferenceRequest) -> None:
    on_plans = [c for c in request.family.children.all() if open_plan_for(c) is not None]
    RequestedChild.objects.bulk_create(RequestedChild(request=request, child=c) for c in on_plans)


@transaction.atomic
def keep_answers(*, request: ConferenceRequest, step: str, by: User, **answers: Any) -> None:
    """Keep the answers of one step in the draft and mark it done.

    Raises `WrongState`, `DomainError` for a day by which no early review can be needed.
    """
    request = _open_for_change(request, by)
    if "wanted_by" in answers:
        check_wanted_by(request, answers["wanted_by"])
    for name, value in answers.items():
        setattr(request, name, value)
    _done(request, step, by, changed=sorted(answers))


@transaction.atomic
def choose_children(
    *,
    request: ConferenceRequest,
    included: Included,
    left_out: dict[Child, str],
    by: User,
) -> None:
    """Say for every child of the family whether the conference is about them, or why not.

    Raises `AlreadyOnPlan` for a child on a plan, `DomainError` for a child nobody spoke of.
    """
    request = _open_for_change(request, by)
    _check_every_child(request, included, left_out)
    request.children.exclude(child__in=included).delete()
    for child, ground in included.items():
        RequestedChild.objects.update_or_create(
            request=request, child=child, defaults=_ground_fields(ground)
        )
    request.left_out.all().delete()
    LeftOutChild.objects.bulk_create(
        LeftOutChild(request=request, child=child, reason=reason)
        for child, reason in left_out.items()
    )
    _done(request, steps.CHILDREN, by, changed=["children"])


def _ground_fields(ground: Ground) -> dict[str, Any]:
    theirs = ground if isinstance(ground, TheirPlan) else None
    return {
        "initiating_discussion": ground if isinstance(ground, StrategyDiscussion) else None,
        "their_category": theirs.category if theirs else "",
        "their_plan_started_on": theirs.started_on if theirs else None,
    }


def _check_every_child(
    request: ConferenceRequest, included: Included, left_out: dict[Child, str]
) -> None:
    if not included:
        raise DomainError("Choose at least one child.", rule="needed")
    for child in request.family.children.select_related("person"):
        if child in included:
            _check_included(request, child, included[child])
        elif not left_out.get(child, "").strip():
            raise DomainError(
                f"Say why the conference is not about {child}.", rule="left_out_unexplained"
            )


def _check_included(request: ConferenceRequest, child: Child, ground: Ground) -> None:
    on_plan = open_plan_for(child) is not None
    if request.kind == ConferenceKind.REVIEW:
        if not on_plan:
            raise DomainError(
                f"{child} is not on a plan. Ask for an initial conference instead.",
                rule="not_on_a_plan",
            )
    elif on_plan:
        raise AlreadyOnPlan(f"{child} is already on a plan. Ask for an early review instead.")
    elif request.kind == ConferenceKind.TRANSFER_IN:
        _check_their_plan(child, ground)
    elif not isinstance(ground, StrategyDiscussion):
        raise DomainError(
            f"Choose the strategy discussion that started the enquiry for {child}.",
            rule="strategy_discussion_needed",
        )


def _check_their_plan(child: Child, ground: Ground) -> None:
    if not isinstance(ground, TheirPlan):
        raise DomainError(
            f"Give the category and start of the other authority’s plan for {child}.",
            rule="their_plan_needed",
        )
    ground.check(child)


@transaction.atomic
def tell_of_transfer(*, request: ConferenceRequest, details: TransferDetails, by: User) -> None:
    """Keep which authority the children come from, and when what came. Raises `DomainError`."""
    request = _open_for_change(request, by)
    keep_transfer(request=request, details=details)
    _done(request, steps.TRANSFER, by, changed=["transfer"])


@transaction.atomic
def keep_papers(*, request: ConferenceRequest, papers: list[str], by: User) -> None:
    """Keep which papers of the other authority have come. Raises `DomainError` out of order."""
    request = _open_for_change(request, by)
    transfer = transfer_of(request)
    if transfer is None:
        raise DomainError("Say first which authority the children come from.", rule="needed")
    transfer.papers = papers
    transfer.save()
    _done(request, steps.PAPERS, by, changed=["papers"])


@transaction.atomic
def choose_invitees(
    *, request: ConferenceRequest, invitees: list[RequestedInvitee], others: str, by: User
) -> None:
    """Replace the list of people to invite. `others` names people who are not recorded yet."""
    request = _open_for_change(request, by)
    request.people_to_invite.all().delete()
    for invitee in invitees:
        invitee.request = request
    RequestedInvitee.objects.bulk_create(invitees)
    request.invitees = others
    _done(request, steps.INVITEES, by, changed=["people_to_invite", "invitees"])


@transaction.atomic
def keep_typed(
    *, request: ConferenceRequest, step: str, typed: dict[str, list[str]], by: User
) -> None:
    """Keep what was typed although it cannot be taken yet, exactly as it was sent.

    PostgreSQL stores no NUL character, so those alone are taken out.
    """
    request = _open_for_change(request, by)
    clean = {name: [v.replace("\x00", "") for v in values] for name, values in typed.items()}
    UnfinishedStep.objects.update_or_create(request=request, step=step, defaults={"typed": clean})
    if step in request.steps_done:
        request.steps_done.remove(step)
        request.save()


def typed_on(request: ConferenceRequest, step: str) -> dict[str, list[str]]:
    """What was typed on a step and could not be taken; empty when nothing waits there."""
    row = request.unfinished.filter(step=step).first()
    typed: dict[str, list[str]] = row.typed if row else {}
    return typed


@transaction.atomic
def agree_request(*, request: ConferenceRequest, by: User) -> None:
    """The team manager, signed in, agrees that a conference is needed. Raises `NotAllowed`."""
    if not may_answer_diversion(by):
        _refuse("conferences.agree_request", request, by, "Only a team manager may agree.")
    request = _open_for_change(request, by)
    if by.pk == request.requested_by_id:
        message = "The request must be agreed by somebody other than the one who asks."
        _refuse("conferences.agree_request", request, by, message)
    _agreed(request, name=str(by), user=by, at=timezone.now(), by=by)


@transaction.atomic
def record_agreement(*, request: ConferenceRequest, name: str, at: dt.datetime, by: User) -> None:
    """The requester records who agreed, and when, where that is local practice."""
    if at > timezone.now():
        raise DomainError(
            "The time of agreement cannot be in the future.",
            field="agreed_at",
            rule="in_the_future",
        )
    _agreed(_open_for_change(request, by), name=name, user=None, at=at, by=by)


def _agreed(
    request: ConferenceRequest, *, name: str, user: User | None, at: dt.datetime, by: User
) -> None:
    keep_agreement(request=request, name=name, user=user, at=at, by=by)
    request.agreed_by, request.agreed_by_name, request.agreed_at = user, name, at
    _done(request, steps.AGREEMENT, by, changed=["agreed_by"])


@transaction.atomic
def submit_request(*, request: ConferenceRequest, by: User) -> ConferenceRequest:
    """Send the request to the duty officer. Each child's clock runs: an ICPC's from the child's
    own strategy discussion, a transfer's from the day this service counts from.

    Raises `NotComplete`, `AlreadyOnPlan`, `WrongState`. Nothing is sent that differs from what the
    team manager agreed to.
    """
    request = _open_for_change(request, by)
    let_lapse_if_changed(request)
    if gaps := steps.missing(request):
        raise NotComplete(gaps)
    for row in request.children.select_related("child__person", "initiating_discussion"):
        _check_included(request, row.child, row.initiating_discussion or their_plan_of(row))
        if row.initiating_discussion is not None:
            start_icpc_clock(child=row.child, discussion=row.initiating_discussion, by=by)
        elif request.kind == ConferenceKind.TRANSFER_IN:
            begin_transfer(row=row, by=by)
    move(request, RequestState.SUBMITTED)
    request.submitted_at = timezone.now()
    request.save()
    _record(Action.CHANGED, "conferences.submit_request", request, by)
    notices.request_to_screen(request)
    return request


@transaction.atomic
def discard_draft(*, request: ConferenceRequest, by: User) -> None:
    """Throw a draft away. Only the person who began it, and only before it was ever sent."""
    request = _open_for_change(request, by)
    if request.state != RequestState.DRAFT or request.requested_by_id != by.pk:
        raise WrongState("Only your own draft can be thrown away.", rule="not_your_draft")
    _record(Action.CHANGED, "conferences.discard_draft", request, by)
    request.delete()


def move(request: ConferenceRequest, to: RequestState) -> None:
    """Take one step of `REQUEST_STEPS`; the caller saves. Raises `WrongState`."""
    if to not in REQUEST_STEPS[request.state]:
        was = RequestState(request.state).label.lower()
        raise WrongState(
            f"This request is “{was}”, so it cannot become “{to.label.lower()}”.",
            rule="no_such_step",
        )
    request.state = to


def locked(request: ConferenceRequest) -> ConferenceRequest:
    """The same request, read again and held until the transaction ends."""
    fresh: ConferenceRequest = ConferenceRequest.objects.select_for_update().get(pk=request.pk)
    return fresh


def _open_for_change(request: ConferenceRequest, by: User) -> ConferenceRequest:
    if not may_ask_for(by, request.kind):
        _refuse("conferences.change_request", request, by, "You may not change this request.")
    fresh = locked(request)
    if fresh.state not in CAN_CHANGE:
        was = RequestState(fresh.state).label.lower()
        raise WrongState(
            f"This request is “{was}”, so it cannot be changed now.", rule="no_such_step"
        )
    return fresh


def _done(request: ConferenceRequest, step: str, by: User, *, changed: list[str]) -> None:
    if step not in request.steps_done:
        request.steps_done.append(step)
    request.unfinished.filter(step=step).delete()
    request.save()
    if let_lapse_if_changed(request):
        request.save()
    record(
        Action.CHANGED,
        "conferences.keep_draft",
        by=by,
        subjects=[request],
        children=request.children_concerned(),
        detail={"step": step, "changed": changed},
    )


def _record(action: Action, verb: str, request: ConferenceRequest, by: User) -> None:
    record(action, verb, by=by, subjects=[request], children=request.children_concerned())


def _refuse(verb: str, about: ConferenceRequest | Family, by: User, message: str) -> None:
    refuse(verb, by=by, subjects=[about], children=about.children_concerned(), reason=message)
    raise NotAllowed(message)
