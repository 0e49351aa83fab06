"""The list of reasons: for everybody to read, for a head of service to change."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from escalations import rules
from escalations.domain import reasons as steps
from escalations.forms.reasons import AddReasonForm, EndReasonForm
from escalations.presenters import raised as shown
from escalations.views.lists import NOT_STAFF
from people.domain.permission import require
from people.forms.saving import attempt
from timescales.domain import today_in_london


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    allowed = rules.may_see_lists(request.user)
    require(allowed, "escalations.reasons", by=request.user, message=NOT_STAFF)
    context = {
        "tabs": shown.tabs(),
        "reasons": shown.reason_rows(today_in_london()),
        "may_keep": rules.may_keep_reasons(request.user),
    }
    return render(request, "escalations/reasons.html", context)


def _require_keeper(request: SignedInRequest) -> None:
    allowed = rules.may_keep_reasons(request.user)
    require(allowed, "escalations.keep_reasons", by=request.user, message=steps.NOT_A_HEAD)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    _require_keeper(request)
    form = AddReasonForm(request.POST or None, initial={"from_on": today_in_london()})
    if request.method == "POST" and attempt(
        form, lambda: steps.add_reason(by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The reason is in the list.")
        return redirect("escalations:reasons")
    return render(request, "escalations/add_reason.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, code: str) -> HttpResponse:
    _require_keeper(request)
    reason = steps.all_reasons().get(code)
    if reason is None:
        raise Http404("There is no such reason.")
    form = EndReasonForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: steps.end_reason(code=code, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The reason ends on that day.")
        return redirect("escalations:reasons")
    return render(request, "escalations/end_reason.html", {"form": form, "reason": reason})
