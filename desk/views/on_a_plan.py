"""Is this child on a plan? And the list on paper for nights when nothing works."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from desk.domain.kept_list import FILE, last_kept, printed
from desk.domain.nightly import nightly_list
from desk.domain.on_a_plan import is_on_a_plan
from desk.forms.on_a_plan import OnAPlanForm
from people.domain.permission import require
from people.forms.saving import saved
from people.presenters.person import born_or_expected
from people.rules import may_look_up_plans


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Asked by POST: what is typed must not stand in the address bar or the server's log."""
    user = request.user
    require(may_look_up_plans(user), "desk.on_a_plan", by=user)
    form = OnAPlanForm(request.POST or None)
    context: dict[str, object] = {"form": form, "answers": None}
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        answers = saved(
            form, lambda: is_on_a_plan(criteria=form.criteria(), reason=reason, by=user)
        )
        if answers is not None:
            context["answers"] = [(answer, born_or_expected(answer.child)) for answer in answers]
    return render(request, "desk/on_a_plan.html", context)


@login_required
@require_safe
def paper(request: SignedInRequest) -> HttpResponse:
    lines = nightly_list(by=request.user)
    context = {"lines": lines, "made_at": timezone.now(), "kept": last_kept()}
    return render(request, "desk/nightly_list.html", context)


@login_required
@require_safe
def paper_pdf(request: SignedInRequest) -> HttpResponse:
    """The same as a PDF, each page marked with who printed it."""
    response = HttpResponse(printed(by=request.user), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    response["Cache-Control"] = "no-store"
    return response
