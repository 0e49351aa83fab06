"""Transfer out: whom we asked, what they said, that they held their conference."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import WrongState
from accounts.views.request import SignedInRequest
from conferences.domain import transfer_out as steps
from conferences.forms.transfer_out import (
    AskTransferForm,
    CallOffForm,
    HeldForm,
    TheirConferenceForm,
)
from conferences.models import TransferOut
from govuk.forms import GovukForm
from people.domain.permission import require
from people.domain.reading import open_one
from people.forms.saving import attempt
from people.views.opening import open_family
from plans import rules
from plans.domain.queries import open_plans_of
from timescales.models import Deadline


def _open(request: SignedInRequest, pk: int, verb: str) -> TransferOut:
    rows = TransferOut.objects.select_related("plan__child__family", "plan__child__person")
    transfer: TransferOut = open_one(rows, by=request.user, verb=verb, pk=pk)
    return transfer


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    verb = "conferences.ask_transfer"
    family, user = open_family(request, pk, verb), request.user
    allowed = rules.may_work_on_plan(user, family) or rules.may_end_without_review(user, family)
    require(allowed, verb, by=user, subjects=[family], message=steps.NOT_YOURS)
    asked = {transfer.plan_id for transfer in steps.waiting_for(family)}
    plans = [plan for plan in open_plans_of(family) if plan.pk not in asked]
    if not plans:
        raise WrongState(
            "No child of this family is on a plan that nobody was asked to take over.",
            rule="not_on_a_plan",
        )
    form = AskTransferForm(request.POST or None, plans=plans)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.ask_transfer(plans=form.chosen(), receiving=form.receiving(), by=user),
    ):
        messages.success(request, "Noted. Our plan runs on until they have held their conference.")
        return redirect("plans:plan", family.pk)
    context = {"form": form, "family": family, "heading": "Another authority takes the plan over"}
    return render(request, "plans/form.html", context)


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    transfer, user = _open(request, pk, "conferences.transfer_out"), request.user
    family = transfer.plan.child.family
    manages = rules.may_end_without_review(user, family)
    clock = Deadline.objects.visible_to(user).filter(rule=steps.RULE, about=transfer.about).first()
    context = {
        "transfer": transfer,
        "family": family,
        "clock": clock,
        "may_work": transfer.is_open and (rules.may_work_on_plan(user, family) or manages),
        "may_confirm": transfer.is_open and manages,
    }
    return render(request, "conferences/transfer_out.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def their_conference(request: SignedInRequest, pk: int) -> HttpResponse:
    transfer = _worker(request, pk, "conferences.note_their_conference")
    form = TheirConferenceForm(request.POST or None, transfer=transfer)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.note_their_conference(
            transfer=transfer, by=request.user, **form.cleaned_data
        ),
    ):
        return redirect("conferences:transfer_out", pk)
    return _form(request, transfer, form, "Their conference")


@login_required
@require_http_methods(["GET", "POST"])
def held(request: SignedInRequest, pk: int) -> HttpResponse:
    verb = "conferences.confirm_transfer"
    transfer = _open(request, pk, verb)
    allowed = rules.may_end_without_review(request.user, transfer.plan.child.family)
    message = steps.NOT_A_MANAGER
    require(allowed, verb, by=request.user, subjects=[transfer], message=message)
    form = HeldForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.confirm_transfer(transfer=transfer, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "Our plan has ended, and its clocks have stopped.")
        return redirect("conferences:transfer_out", pk)
    return _form(request, transfer, form, "They held their conference")


@login_required
@require_http_methods(["GET", "POST"])
def call_off(request: SignedInRequest, pk: int) -> HttpResponse:
    transfer = _worker(request, pk, "conferences.call_off_transfer")
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.call_off_transfer(transfer=transfer, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "Called off. Our plan runs on.")
        return redirect("conferences:transfer_out", pk)
    return _form(request, transfer, form, "They do not take the plan over")


def _worker(request: SignedInRequest, pk: int, verb: str) -> TransferOut:
    transfer, user = _open(request, pk, verb), request.user
    family = transfer.plan.child.family
    allowed = rules.may_work_on_plan(user, family) or rules.may_end_without_review(user, family)
    require(allowed, verb, by=user, subjects=[transfer], message=steps.NOT_YOURS)
    return transfer


def _form(
    request: SignedInRequest, transfer: TransferOut, form: GovukForm, heading: str
) -> HttpResponse:
    family = transfer.plan.child.family
    heading = f"{heading}: {transfer.plan.child.person.name}"
    return render(request, "plans/form.html", {"form": form, "family": family, "heading": heading})
