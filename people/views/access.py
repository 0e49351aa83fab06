"""Who may open a family: restriction, named people, conflicts, broken glass, roles on the case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from people import rules
from people.domain import access
from people.domain.case_roles import hand_over
from people.domain.permission import require
from people.domain.queries import case_roles_of, family_numbered, named_people
from people.forms.access import (
    BreakGlassForm,
    ConflictForm,
    HandOverForm,
    NamePersonForm,
    OwnConflictForm,
    ReasonForm,
    RestrictForm,
)
from people.forms.saving import saved
from people.models import ConflictOfInterest, Family, NamedAccess
from people.views.opening import open_family


@login_required
@require_safe
def access_page(request: SignedInRequest, pk: int) -> HttpResponse:
    family = open_family(request, pk, "people.access")
    user = request.user
    sees_reasons = rules.may_see_who_viewed(user)
    context = {
        "family": family,
        "named": named_people(family),
        "roles": case_roles_of(family),
        "may_restrict": rules.may_restrict(user, family),
        "may_hand_over": rules.may_hand_over_case(user, family),
        "sees_reasons": sees_reasons,
        "conflicts": _conflicts(family) if sees_reasons else [],
        "broken": family.broken_glass.select_related("user")[:20] if sees_reasons else [],
    }
    return render(request, "people/access.html", context)


def _conflicts(family: Family) -> Any:
    standing = family.conflicts.filter(withdrawn_at__isnull=True)
    return standing.select_related("user", "declared_by")


@login_required
@require_http_methods(["GET", "POST"])
def restrict(request: SignedInRequest, pk: int) -> HttpResponse:
    family = _to_restrict(request, pk)
    form = (
        ReasonForm(request.POST or None)
        if family.is_restricted
        else RestrictForm(request.POST or None, initial={"named": _working_on(family)})
    )
    if request.method == "POST" and form.is_valid():
        user = request.user
        act = access.lift_restriction if family.is_restricted else access.restrict_family
        if saved(form, lambda: act(family=family, by=user, **form.cleaned_data)):
            success(request, "Saved.")
            return redirect("people:access", pk=pk)
    heading = "Lift the restriction" if family.is_restricted else "Restrict this family"
    return _form(request, family, form, heading)


@login_required
@require_http_methods(["GET", "POST"])
def name_person(request: SignedInRequest, pk: int) -> HttpResponse:
    family = _to_restrict(request, pk)
    form = NamePersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        if saved(form, lambda: access.name_person(family=family, by=user, **form.cleaned_data)):
            success(request, "Saved.")
            return redirect("people:access", pk=pk)
    return _form(request, family, form, "Name somebody who may open this family")


@login_required
@require_POST
def end_named(request: SignedInRequest, pk: int, access_pk: int) -> HttpResponse:
    family = _to_restrict(request, pk)
    named = get_object_or_404(NamedAccess, family=family, pk=access_pk, ended_at__isnull=True)
    access.end_named_access(access=named, by=request.user)
    success(request, "They may no longer open this family.")
    return redirect("people:access", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def conflict(request: SignedInRequest, pk: int) -> HttpResponse:
    """One's own; a manager may also choose somebody else (`?for=other`)."""
    family = open_family(request, pk, "people.declare_conflict")
    user = request.user
    for_other = "other" in request.GET.getlist("for") and rules.may_see_who_viewed(user)
    form = (ConflictForm if for_other else OwnConflictForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data.get("user", user)
        reason = form.cleaned_data["reason"]
        if saved(
            form,
            lambda: access.declare_conflict(family=family, user=who, reason=reason, by=user),
        ):
            success(request, "The conflict of interest is recorded.")
            return redirect("people:access", pk=pk) if who != user else redirect("/")
    return _form(request, family, form, "Declare a conflict of interest")


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_conflict(request: SignedInRequest, pk: int, conflict_pk: int) -> HttpResponse:
    family = open_family(request, pk, "people.withdraw_conflict")
    found = get_object_or_404(
        ConflictOfInterest, family=family, pk=conflict_pk, withdrawn_at__isnull=True
    )
    user = request.user
    allowed = rules.may_withdraw_conflict(user, found)
    require(allowed, "people.withdraw_conflict", by=user, subjects=[family])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: access.withdraw_conflict(conflict=found, reason=reason, by=user)):
            success(request, f"{found.user} may open this family again, if their role reaches it.")
            return redirect("people:access", pk=pk)
    return _form(request, family, form, f"No conflict of interest for {found.user}")


@login_required
@require_http_methods(["GET", "POST"])
def roles(request: SignedInRequest, pk: int) -> HttpResponse:
    family = open_family(request, pk, "people.hand_over")
    user = request.user
    allowed = rules.may_hand_over_case(user, family)
    require(allowed, "people.hand_over", by=user, subjects=[family])
    form = HandOverForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: _hand_over(family, user, form))
    ):
        success(request, "Handed over.")
        return redirect("people:access", pk=pk)
    return _form(request, family, form, "Hand a role over")


@login_required
@require_http_methods(["GET", "POST"])
def break_glass(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page names nothing of the family: who comes here may not see it yet."""
    user = request.user
    require(rules.may_break_glass(user), "people.break_glass", by=user)
    form = BreakGlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        family = family_numbered(pk)
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: access.break_glass(family=family, reason=reason, by=user)):
            minutes = int(access.EMERGENCY.total_seconds() // 60)
            success(request, f"The record is open for {minutes} minutes. A manager has been told.")
            return redirect(family)
    return render(request, "people/break_glass.html", {"form": form})


def _to_restrict(request: SignedInRequest, pk: int) -> Family:
    family = open_family(request, pk, "people.restrict_family")
    user = request.user
    allowed = rules.may_restrict(user, family)
    require(allowed, "people.restrict_family", by=user, subjects=[family])
    return family


def _working_on(family: Family) -> list[int]:
    holders = [role.professional.user_id for role in case_roles_of(family)]
    return [pk for pk in holders if pk]


def _form(request: SignedInRequest, family: Family, form: Any, heading: str) -> HttpResponse:
    context = {"form": form, "family": family, "heading": heading}
    return render(request, "people/access_form.html", context)


def _hand_over(family: Family, user: User, form: HandOverForm) -> bool:
    hand_over(family=family, by=user, **form.cleaned_data)
    return True
