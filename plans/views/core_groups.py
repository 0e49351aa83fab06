"""Plan a core group, record one, read one, say why one was not held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from accounts.views.request import SignedInRequest
from people.forms.saving import saved
from people.models import Family
from plans import rules
from plans.domain.apart import members_apart
from plans.domain.planning import (
    move_core_group,
    plan_core_group,
    record_missed,
    record_not_held,
)
from plans.domain.reading_core_group import core_group_page
from plans.domain.reading_plan import family_plan
from plans.domain.recording import record_core_group, take_back_core_group
from plans.domain.writing_up import to_write_up
from plans.enums import CoreGroupState, ItemKind, NotHeldReason
from plans.forms.core_groups import (
    MissedForm,
    NotHeldForm,
    PlanCoreGroupForm,
    RecordCoreGroupForm,
    TakeBackForm,
)
from plans.models import CoreGroup, Plan
from plans.views.opening import (
    family_to_work_on,
    open_core_group,
    require_manager,
    require_worker,
)


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_work_on(request, pk, "plans.plan_core_group")
    form = PlanCoreGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at, place, user = form.at(), form.cleaned_data["place"], request.user
        if saved(form, lambda: plan_core_group(family=family, at=at, place=place, by=user)):
            success(request, "The core group is planned.")
            return redirect("plans:plan", family.pk)
    context = {
        "form": form,
        "family": family,
        "heading": "Plan the next core group",
        "would_meet": members_apart(family),
    }
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    group = open_core_group(request, pk, "plans.move_core_group")
    require_worker(request, group.family, "plans.move_core_group")
    planned = timezone.localtime(group.planned_at) if group.planned_at else None
    initial: dict[str, Any] = {"place": group.place}
    if planned:
        initial |= {"on": planned.date(), "time": planned.time()}
    form = PlanCoreGroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        at, place, user = form.at(), form.cleaned_data["place"], request.user
        if saved(form, lambda: move_core_group(core_group=group, at=at, place=place, by=user)):
            success(request, "The core group is moved.")
            return redirect("plans:plan", group.family_id)
    context = {
        "form": form,
        "family": group.family,
        "heading": "Move the core group",
        "would_meet": members_apart(group.family),
    }
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    """One that was not planned here."""
    family = family_to_work_on(request, pk, "plans.record_core_group")
    return _record(request, family, None)


@login_required
@require_http_methods(["GET", "POST"])
def record_planned(request: SignedInRequest, pk: int) -> HttpResponse:
    group = open_core_group(request, pk, "plans.record_core_group")
    require_worker(request, group.family, "plans.record_core_group")
    if group.state != CoreGroupState.PLANNED:
        return redirect("plans:core_group", group.pk)
    return _record(request, group.family, group)


def _record(request: SignedInRequest, family: Family, planned: CoreGroup | None) -> HttpResponse:
    user = request.user
    at_table = to_write_up(family, planned)
    standing = family_plan(family, reader=user)
    day = planned.day if planned else None
    form = RecordCoreGroupForm(
        request.POST or None,
        plans=at_table.plans,
        members=at_table.members,
        lead=at_table.lead,
        outcomes=standing.of_kind(ItemKind.SAFETY_GOAL),
        actions=[item for item in standing.of_kind(ItemKind.ACTION) if item.is_open],
        initial={"held_on": day, "plans": [plan.pk for plan in at_table.about]},
    )
    if request.method == "POST" and form.is_valid():
        group = saved(form, lambda: _keep(form, family, planned, request))
        if group:
            success(request, _core_group_saved(form.chosen_plans()))
            return redirect("plans:core_group", group.pk)
    context = {
        "form": form,
        "family": family,
        "planned": planned,
        "would_meet": members_apart(family),
    }
    return render(request, "plans/record_core_group.html", context)


def _core_group_saved(plans: Iterable[Plan]) -> str:
    if any(plan.ended_on is None for plan in plans):
        return "The core group is recorded, and the next one is dated."
    return "The core group is recorded. The plan has ended, so none is due."


@transaction.atomic
def _keep(
    form: RecordCoreGroupForm, family: Family, planned: CoreGroup | None, request: SignedInRequest
) -> CoreGroup:
    """The one that was held and the one that is next, together or not at all."""
    user = request.user
    group = record_core_group(
        family=family,
        minutes=form.minutes(),
        planned=planned,
        plans=form.chosen_plans(),
        by=user,
    )
    next_at = form.next_at()
    if next_at is not None:
        _plan_next(form, family, next_at, user)
    return group


def _plan_next(form: RecordCoreGroupForm, family: Family, at: dt.datetime, by: User) -> None:
    """For the plans of this one that still run, or else every one of the family that does."""
    place = form.cleaned_data["next_place"]
    plans = [plan for plan in form.chosen_plans() if plan.ended_on is None]
    try:
        plan_core_group(family=family, at=at, place=place, plans=plans, by=by)
    except NotAllowed:
        raise
    except DomainError as objection:
        field = "next_on" if objection.field == "on" else ""
        raise DomainError(objection.message, field=field, rule=objection.rule) from objection


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    group = open_core_group(request, pk, "plans.core_group")
    user = request.user
    context = {
        "group": group,
        "family": group.family,
        "page": core_group_page(group, reader=user),
        "may_work": rules.may_work_on_plan(user, group.family),
        "may_take_back": rules.may_take_back(user, group.family),
    }
    return render(request, "plans/core_group.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def not_held(request: SignedInRequest, pk: int) -> HttpResponse:
    group = open_core_group(request, pk, "plans.record_not_held")
    require_worker(request, group.family, "plans.record_not_held")
    form = NotHeldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers, user = form.cleaned_data, request.user
        reason = NotHeldReason(answers["reason"])
        if saved(
            form,
            lambda: record_not_held(core_group=group, reason=reason, note=answers["note"], by=user),
        ):
            success(request, "Recorded. The clock goes on running: plan another day.")
            return redirect("plans:plan_core_group", group.family_id)
    context = {"form": form, "family": group.family, "heading": f"{group}: not held"}
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def missed(request: SignedInRequest, pk: int) -> HttpResponse:
    """One that should have been held, and whose day was never fixed here."""
    family = family_to_work_on(request, pk, "plans.record_missed")
    form = MissedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers, user = form.cleaned_data, request.user
        if saved(form, lambda: record_missed(family=family, by=user, **answers)):
            success(request, "Recorded. The clock goes on running: plan another day.")
            return redirect("plans:plan", family.pk)
    context = {"form": form, "family": family, "heading": "A core group that was not held"}
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    group = open_core_group(request, pk, "plans.take_back_core_group")
    require_manager(request, group.family, "plans.take_back_core_group")
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, user = form.cleaned_data["reason"], request.user
        if saved(form, lambda: take_back_core_group(core_group=group, reason=reason, by=user)):
            success(request, "Taken back. What it met runs again.")
            return redirect("plans:plan", group.family_id)
    context = {"form": form, "family": group.family, "heading": f"Take back: {group}"}
    return render(request, "plans/form.html", context)
