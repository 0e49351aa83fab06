"""Record a visit, take one back, say how often a plan asks for one."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import WrongState
from accounts.views.request import SignedInRequest
from people.forms.saving import saved
from plans.domain.clocks import VISITS
from plans.domain.members import lead_worker_of
from plans.domain.queries import NOTHING_TO_WRITE_UP, plans_to_write_up
from plans.domain.visits import record_visit, set_frequency, take_back_visit, visitors
from plans.forms.core_groups import TakeBackForm
from plans.forms.visits import FrequencyForm, VisitForm
from plans.models import Plan
from plans.views.opening import (
    family_to_work_on,
    open_plan,
    open_visit,
    require_manager,
    require_worker,
)
from timescales.domain import current_clock, today_in_london
from timescales.rules import rule_named


@login_required
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_work_on(request, pk, "plans.record_visit")
    plans = plans_to_write_up(family)
    if not plans:
        raise WrongState(NOTHING_TO_WRITE_UP, rule="not_on_a_plan")
    lead = lead_worker_of(family)
    form = VisitForm(
        request.POST or None,
        plans=plans,
        professionals=list(visitors()),
        initial={"visited_by": lead.pk if lead else None},
    )
    if request.method == "POST" and form.is_valid():
        day, user = form.cleaned_data["visited_on"], request.user
        visitor = form.visitors[form.cleaned_data["visited_by"]]
        if saved(
            form,
            lambda: record_visit(visited_on=day, seen=form.seen(), visited_by=visitor, by=user),
        ):
            success(request, _visit_saved(form.seen()))
            return redirect("plans:plan", family.pk)
    context = {"form": form, "family": family}
    return render(request, "plans/record_visit.html", context)


def _visit_saved(plans: Iterable[Plan]) -> str:
    if any(plan.ended_on is None for plan in plans):
        return "The visit is recorded, and the next one is dated."
    return "The visit is recorded. The plan has ended, so none is due."


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    visit = open_visit(request, pk, "plans.take_back_visit")
    family = visit.plan.child.family
    require_manager(request, family, "plans.take_back_visit")
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, user = form.cleaned_data["reason"], request.user
        if saved(form, lambda: take_back_visit(visit=visit, reason=reason, by=user)):
            success(request, "Taken back. What it met runs again.")
            return redirect("plans:plan", family.pk)
    context = {"form": form, "family": family, "heading": f"Take back: {visit}"}
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def frequency(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = open_plan(request, pk, "plans.set_frequency")
    family = plan.child.family
    require_worker(request, family, "plans.set_frequency")
    today = today_in_london()
    terms = current_clock().values.terms(rule_named(VISITS.again, on=today), today)
    form = FrequencyForm(request.POST or None, plan=plan, service=str(terms.amount))
    if request.method == "POST" and form.is_valid():
        every, user = form.amount(), request.user
        if saved(form, lambda: set_frequency(plan=plan, every=every, by=user)):
            success(request, "Saved. The next visit is dated again.")
            return redirect("plans:plan", family.pk)
    context = {"form": form, "family": family, "heading": f"Visits to {plan.child.person.name}"}
    return render(request, "plans/form.html", context)
