"""End a plan without a review."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences.domain.ending_plans import end_by_exception
from conferences.domain.next_review import standing_review_of
from people.domain.permission import require
from people.forms.saving import attempt
from plans import rules
from plans.domain.ending import exceptions_here
from plans.enums import EndReason
from plans.forms.life import EndPlanForm
from plans.views.opening import open_plan


@login_required
@require_http_methods(["GET", "POST"])
def end_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """One of the listed exceptions; the review that was to come is called off in the same step."""
    plan = open_plan(request, pk, "plans.end_without_review")
    family, user = plan.child.family, request.user
    allowed = rules.may_end_without_review(user, family)
    require(allowed, "plans.end_without_review", by=user, subjects=[plan])
    form = EndPlanForm(request.POST or None, exceptions=exceptions_here())
    if request.method == "POST" and attempt(
        form,
        lambda: end_by_exception(
            plan=plan,
            on=form.cleaned_data["on"],
            reason=EndReason(form.cleaned_data["reason"]),
            authorised_by=form.cleaned_data["authorised_by"],
            by=user,
        ),
    ):
        messages.success(request, "The plan has ended, and its clocks have stopped.")
        return redirect("plans:plan", family.pk)
    context = {
        "form": form,
        "family": family,
        "plan": plan,
        "review": standing_review_of(plan.child),
    }
    return render(request, "conferences/end_plan.html", context)
