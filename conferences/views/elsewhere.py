"""Plans of other authorities, kept apart from ours; the days a clock runs from, put right."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences.domain.strategy import NOT_TO_CORRECT, correct_strategy_discussion
from conferences.domain.transfer import correct_transfer, transfer_of
from conferences.forms.elsewhere import (
    CorrectDiscussionForm,
    EndTheirPlanForm,
    TheirPlanForm,
)
from conferences.forms.transfer import CorrectTransferForm
from conferences.models import StrategyDiscussion
from conferences.rules import may_request
from conferences.views.case_page import only_if, open_family, open_request
from people.domain.permission import MESSAGE
from people.domain.queries import standing_children
from people.domain.reading import open_one
from people.forms.saving import attempt
from people.rules import may_edit_family
from plans.domain.elsewhere import end_their_plan, keep_their_plan, their_plans
from plans.models import Plan


@login_required
@require_http_methods(["GET", "POST"])
def plans(request: SignedInRequest, family_pk: int) -> HttpResponse:
    """What other authorities' plans we know of; note one for a child who stays here for a time."""
    family = open_family(request, family_pk, "conferences.their_plans")
    if request.method == "POST":
        only_if(may_edit_family(request.user, family), request, "conferences.their_plans", MESSAGE)
    form = TheirPlanForm(request.POST or None, children=standing_children(family))
    if request.method == "POST" and attempt(
        form,
        lambda: keep_their_plan(about=f"family:{family.pk}", by=request.user, **form.answers()),
    ):
        messages.success(request, "Their plan is noted. It is not counted as ours.")
        return redirect("conferences:their_plans", family.pk)
    context = {
        "family": family,
        "plans": their_plans(family, reader=request.user),
        "form": form,
        "may_keep": may_edit_family(request.user, family),
        "may_request": may_request(request.user),
    }
    return render(request, "conferences/elsewhere/plans.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Plan.objects.of_another_authority().select_related("child__family", "child__person")
    plan: Plan = open_one(rows, by=request.user, verb="conferences.end_their_plan", pk=pk)
    may = may_edit_family(request.user, plan.child.family)
    only_if(may, request, "conferences.end_their_plan", MESSAGE)
    form = EndTheirPlanForm(request.POST or None, plan=plan)
    if request.method == "POST" and attempt(
        form, lambda: end_their_plan(plan=plan, by=request.user, **form.answers())
    ):
        messages.success(request, "Recorded.")
        return redirect("conferences:their_plans", plan.child.family_id)
    context = {"plan": plan, "family": plan.child.family, "form": form}
    return render(request, "conferences/elsewhere/end.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct_discussion(request: SignedInRequest, pk: int) -> HttpResponse:
    """The day was recorded wrongly: its clocks are counted again. Whoever came from a draft goes
    back there."""
    rows = StrategyDiscussion.objects.select_related("family")
    discussion: StrategyDiscussion = open_one(
        rows, by=request.user, verb="conferences.correct_discussion", pk=pk
    )
    only_if(may_request(request.user), request, "conferences.correct_discussion", NOT_TO_CORRECT)
    form = CorrectDiscussionForm(request.POST or None, discussion=discussion)
    if request.method == "POST" and attempt(
        form,
        lambda: correct_strategy_discussion(
            discussion=discussion, by=request.user, **form.cleaned_data
        ),
    ):
        messages.success(request, "The day is corrected. Clocks that still run are counted again.")
        return redirect(_draft(request) or discussion.family)
    context = {
        "family": discussion.family,
        "form": form,
        "heading": "Correct a strategy discussion",
        "draft": _draft(request),
    }
    return render(request, "conferences/elsewhere/correct.html", context)


def _draft(request: SignedInRequest) -> str:
    """The step of the draft they came from; empty from anywhere else."""
    address = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if here else ""


@login_required
@require_http_methods(["GET", "POST"])
def correct_transfer_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the other authority told us was recorded wrongly."""
    asked = open_request(request, pk, "conferences.correct_transfer_page")
    only_if(may_request(request.user), request, "conferences.correct_transfer_page", NOT_TO_CORRECT)
    transfer = transfer_of(asked)
    if transfer is None:
        raise Http404("This request is not about a transfer.")
    form = CorrectTransferForm(request.POST or None, transfer=transfer)
    if request.method == "POST" and attempt(
        form,
        lambda: correct_transfer(
            request=asked,
            details=form.details(),
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    ):
        messages.success(request, "Corrected, and the clocks are counted again.")
        return redirect("conferences:request", asked.pk)
    context = {"family": asked.family, "form": form, "heading": "Correct the transfer"}
    return render(request, "conferences/elsewhere/correct.html", context)
