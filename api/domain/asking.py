"""Ask for a conference in one go: every step of the request that pages ask one by one, then send.

Each step is kept by the domain function its page calls; nothing of it stays unless all of it may.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from accounts.models import User
from conferences.domain import advocacy, invitees, request_steps
from conferences.domain.parents import keep_parental_responsibility
from conferences.domain.requesting import (
    Included,
    choose_children,
    choose_invitees,
    keep_answers,
    keep_papers,
    record_agreement,
    start_request,
    submit_request,
    tell_of_transfer,
)
from conferences.domain.strategy import record_strategy_discussion
from conferences.domain.transfer import TransferDetails
from conferences.enums import ConferenceKind
from conferences.models import ConferenceRequest
from people.models import Child, Family, Person, Professional
from plans.domain.elsewhere import TheirPlan


@dataclass(frozen=True, kw_only=True)
class Advocacy:
    """For a child of 10 or more: which parent agreed and when, else why not."""

    agreed_by: str = ""
    agreed_on: dt.date | None = None
    offered_on: dt.date | None = None
    refused_because: str = ""
    refused_by: str = ""


@dataclass(frozen=True, kw_only=True)
class ChildAsked:
    """A child the conference is to be about. `discussed_on`: the day of the strategy discussion
    that started the enquiry; None for a review. `their_plan`: the other authority's, for a
    transfer in. `parental_responsibility`: who has it, by person id; None leaves it as recorded."""

    child: Child
    discussed_on: dt.date | None = None
    their_plan: TheirPlan | None = None
    parental_responsibility: frozenset[int] | None = None
    advocacy: Advocacy | None = None


@dataclass(frozen=True, kw_only=True)
class TransferAsked:
    """What the other authority told us, and which of its papers have come."""

    details: TransferDetails
    papers: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class WholeRequest:
    """`answers` are the request's own fields, by step."""

    kind: ConferenceKind
    children: Sequence[ChildAsked]
    left_out: Mapping[Child, str]
    answers: Mapping[str, Mapping[str, Any]]
    transfer: TransferAsked | None = None
    relatives: Sequence[Person] = ()
    professionals: Sequence[Professional] = ()
    others: str = ""
    agreed_by: str = ""
    agreed_at: dt.datetime | None = field(default=None)


@transaction.atomic
def ask_for_conference(*, family: Family, asked: WholeRequest, by: User) -> ConferenceRequest:
    """The request, sent to the duty officer. Raises what each step raises, and `NotComplete`."""
    request = start_request(family=family, kind=asked.kind, by=by)
    if asked.transfer is not None:
        tell_of_transfer(request=request, details=asked.transfer.details, by=by)
        keep_papers(request=request, papers=list(asked.transfer.papers), by=by)
    _keep_children(request, asked, by)
    for step, answers in asked.answers.items():
        keep_answers(request=request, step=step, by=by, **answers)
    rows = invitees.rows_for(list(asked.relatives), asked.professionals)
    choose_invitees(request=request, invitees=rows, others=asked.others, by=by)
    _keep_advocacy(request, asked, by)
    if asked.agreed_at is not None:
        record_agreement(request=request, name=asked.agreed_by, at=asked.agreed_at, by=by)
    return submit_request(request=request, by=by)


def _keep_children(request: ConferenceRequest, asked: WholeRequest, by: User) -> None:
    days = {each.discussed_on for each in asked.children if each.discussed_on}
    discussions = {
        day: record_strategy_discussion(family=request.family, held_on=day, by=by) for day in days
    }
    grounds: Included = {
        each.child: each.their_plan
        or (discussions[each.discussed_on] if each.discussed_on else None)
        for each in asked.children
    }
    choose_children(request=request, included=grounds, left_out=dict(asked.left_out), by=by)
    for each in asked.children:
        if each.parental_responsibility is not None:
            holders = each.parental_responsibility
            keep_parental_responsibility(child=each.child, holders=holders, by=by)
    keep_answers(request=request, step=request_steps.PARENTS, by=by)


def _keep_advocacy(request: ConferenceRequest, asked: WholeRequest, by: User) -> None:
    """Only where it is asked; a child of 10 or more of whom nothing is said stays missing."""
    told = {each.child.pk: each.advocacy for each in asked.children if each.advocacy}
    due = request_steps.children_for_advocacy(request)
    for child in due:
        if child.pk in told:
            _keep_one(child, told[child.pk], by)
    if all(child.pk in told for child in due):
        keep_answers(request=request, step=request_steps.ADVOCACY, by=by)


def _keep_one(child: Child, said: Advocacy, by: User) -> None:
    if said.agreed_on is not None:
        advocacy.record_agreement(
            child=child,
            agreed_by=said.agreed_by,
            agreed_on=said.agreed_on,
            offered_on=said.offered_on,
            by=by,
        )
    else:
        advocacy.record_refusal(
            child=child,
            reason=said.refused_because,
            refused_by=said.refused_by,
            offered_on=said.offered_on,
            by=by,
        )
