"""Record what a panel of a long plan thought, or a peer of a plan that repeats an earlier one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from people.domain.queries import case_roles_of
from people.enums import AgencyKind, CaseRoleKind
from people.forms.saving import saved
from people.models import Professional
from plans import rules
from plans.domain.long_plans import record_long_plan_review, record_repeat_review
from plans.enums import PeerView, RepeatReason
from plans.forms.long_plans import LongPlanForm, RepeatPlanForm
from plans.models import Plan
from plans.views.opening import open_plan


def _open(request: SignedInRequest, pk: int, verb: str) -> Plan:
    plan = open_plan(request, pk, verb)
    user = request.user
    allowed = rules.may_review_long_plans(user, plan.child.family)
    require(allowed, verb, by=user, subjects=[plan])
    return plan


def _staff() -> list[Professional]:
    own = Professional.objects.filter(agency__kind=AgencyKind.SOCIAL_CARE, user__isnull=False)
    return list(own.select_related("person", "user"))


def _on_the_case(plan: Plan) -> dict[str, Any]:
    """The chair and the team manager are known; the head is chosen."""
    kinds = {CaseRoleKind.CHAIR: "chair", CaseRoleKind.TEAM_MANAGER: "team_manager"}
    roles = case_roles_of(plan.child.family)
    return {
        kinds[CaseRoleKind(role.kind)]: role.professional_id for role in roles if role.kind in kinds
    }


@login_required
@require_http_methods(["GET", "POST"])
def panel(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _open(request, pk, "plans.record_long_review")
    form = LongPlanForm(request.POST or None, staff=_staff(), initial=_on_the_case(plan))
    if request.method == "POST" and form.is_valid():
        day, user = form.cleaned_data["held_on"], request.user
        if saved(
            form,
            lambda: record_long_plan_review(
                plan=plan, held_on=day, panel=form.panel(), words=form.words(), by=user
            ),
        ):
            success(request, "Recorded. The next one is dated.")
            return redirect("plans:plan", plan.child.family_id)
    heading = f"Long plan review for {plan.child.person.name}"
    context = {"form": form, "family": plan.child.family, "heading": heading}
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def peer(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = _open(request, pk, "plans.record_repeat_review")
    form = RepeatPlanForm(request.POST or None, staff=_staff())
    if request.method == "POST" and form.is_valid():
        answers, user = form.cleaned_data, request.user
        if saved(
            form,
            lambda: record_repeat_review(
                plan=plan,
                reviewed_on=answers["reviewed_on"],
                peer=form.person(),
                reason=RepeatReason(answers["reason"]),
                view=PeerView(answers["view"]),
                learning=answers["learning"],
                by=user,
            ),
        ):
            success(request, "Recorded.")
            return redirect("plans:plan", plan.child.family_id)
    heading = f"Repeat plan for {plan.child.person.name}: a peer’s look"
    context = {"form": form, "family": plan.child.family, "heading": heading}
    return render(request, "plans/form.html", context)
