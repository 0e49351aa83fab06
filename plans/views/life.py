"""Note an earlier plan, set local practice."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from people.forms.saving import saved
from people.views.opening import open_child
from plans import rules
from plans.domain.earlier_plans import add_earlier_plan
from plans.domain.local_practice import save_local_practice
from plans.forms.life import EarlierPlanForm, LocalPracticeForm
from plans.models import LocalPractice
from plans.views.opening import require_worker


@login_required
@require_http_methods(["GET", "POST"])
def earlier(request: SignedInRequest, pk: int) -> HttpResponse:
    child = open_child(request, pk, "plans.add_earlier")
    require_worker(request, child.family, "plans.add_earlier")
    form = EarlierPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        if saved(form, lambda: add_earlier_plan(child=child, by=user, **form.answers())):
            success(request, "Noted. It is counted from now on.")
            return redirect("plans:plan", child.family_id)
    heading = f"An earlier plan for {child.person.name}"
    context = {"form": form, "family": child.family, "heading": heading}
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def practice(request: SignedInRequest) -> HttpResponse:
    user = request.user
    require(rules.may_set_local_practice(user), "plans.local_practice", by=user)
    form = LocalPracticeForm(request.POST or None, instance=LocalPractice.current())
    save = lambda: save_local_practice(practice=form.instance, by=user)  # noqa: E731
    if request.method == "POST" and form.is_valid() and saved(form, save):
        success(request, "Saved.")
        return redirect("plans:local_practice")
    return render(request, "plans/local_practice.html", {"form": form})
