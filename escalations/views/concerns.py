"""Raise a concern in a minute, look at it, resolve it; note good work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from conferences.views.case_page import open_family
from escalations import rules
from escalations.domain import concerns as steps
from escalations.domain import praise as praising
from escalations.domain.clocks import clock_of
from escalations.domain.raised import MAY_NOT_RAISE
from escalations.domain.reasons import all_reasons, reasons_on
from escalations.forms.raising import (
    ChooseFamilyForm,
    ConcernForm,
    PraiseForm,
    ResolveConcernForm,
)
from escalations.models import Concern, Praise
from escalations.models.raised import Raised
from escalations.presenters import raised as shown
from people.domain.permission import require
from people.domain.reading import list_all, open_one
from people.forms.saving import attempt
from people.models import Child, Family
from timescales.domain import explain, today_in_london
from timescales.presenters import why


@login_required
@require_safe
def choose_family(request: SignedInRequest) -> HttpResponse:
    """From the start page: which family is it about?"""
    verb = "escalations.choose_family"
    require(rules.may_raise(request.user), verb, by=request.user, message=MAY_NOT_RAISE)
    families = Family.objects.visible_to(request.user)
    list_all(families, by=request.user, verb=verb, children=[])
    form = ChooseFamilyForm(request.GET or None, families=families)
    if form.is_bound and form.is_valid():
        return redirect("escalations:raise_concern", form.cleaned_data["family"].pk)
    return render(request, "escalations/choose_family.html", {"form": form})


def family_to_raise_about(request: SignedInRequest, pk: int, verb: str) -> Family:
    family = open_family(request, pk, verb)
    allowed = rules.may_raise_about(request.user, family)
    require(allowed, verb, by=request.user, subjects=[family], message=MAY_NOT_RAISE)
    return family


def asked_from(request: SignedInRequest, family: Family) -> dict[str, Any]:
    """What the link that led here says: where it stands, and about which child."""
    child = request.GET.get("child", "")
    of_family = Child.objects.visible_to(request.user).filter(family=family)
    return {
        "family": family,
        "raised_from": request.GET.get("from", ""),
        "child": of_family.filter(pk=child).first() if child.isdigit() else None,
    }


@login_required
@require_http_methods(["GET", "POST"])
def raise_one(request: SignedInRequest, family_pk: int) -> HttpResponse:
    family = family_to_raise_about(request, family_pk, "escalations.raise_concern_page")
    form = ConcernForm(
        request.POST or None,
        reasons=reasons_on(today_in_london()),
        given={"reason": request.GET.get("reason", "")},
        **asked_from(request, family),
    )
    raised: list[Concern] = []

    def act() -> None:
        answers = form.cleaned_data
        raised.append(
            steps.raise_concern(
                origin=form.origin(),
                reason=answers["reason"],
                impact=answers["impact"],
                danger=form.told(),
                by=request.user,
            )
        )

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The concern is recorded.")
        return redirect("escalations:concern", raised[0].pk)
    return render(request, "escalations/raise_concern.html", {"family": family, "form": form})


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = open_concern(request, pk, "escalations.concern")
    clock = clock_of(concern)
    context = {
        "concern": concern,
        "reason": all_reasons()[concern.reason],
        "colour": shown.CONCERN_COLOURS[concern.state],
        "noticed_at": shown.noticed_at(concern.raised_from),
        "clock": clock,
        "why": why(explain(clock), stored_due_on=clock.due_on) if clock else None,
        "calls": concern.danger_calls.select_related("by"),
        "today": today_in_london(),
        "may_settle": rules.may_settle(request.user, concern),
    }
    return render(request, "escalations/concern.html", context)


def open_concern(request: SignedInRequest, pk: int, verb: str) -> Concern:
    rows = Concern.objects.select_related(
        "family", "agency", "professional__person", "raised_by", "settled_by", "area", "team"
    ).prefetch_related("children__person")
    opened: Concern = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def concern_to_settle(request: SignedInRequest, pk: int, verb: str) -> Concern:
    concern = open_concern(request, pk, verb)
    require_settler(request, concern, verb)
    return concern


def require_settler(request: SignedInRequest, raised: Raised, verb: str) -> None:
    """Turned away at the door: whoever may not take the step is not shown its form."""
    require(
        rules.may_settle(request.user, raised),
        verb,
        by=request.user,
        subjects=[raised],
        children=raised.children_concerned(),
        message=steps.MAY_NOT_SETTLE,
    )


@login_required
@require_http_methods(["GET", "POST"])
def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_to_settle(request, pk, "escalations.resolve_concern_page")
    form = ResolveConcernForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.resolve_concern(concern=concern, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "The concern is resolved.")
        return redirect("escalations:concern", concern.pk)
    return render(request, "escalations/resolve_concern.html", {"concern": concern, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def give_praise(request: SignedInRequest, family_pk: int) -> HttpResponse:
    family = family_to_raise_about(request, family_pk, "escalations.give_praise_page")
    form = PraiseForm(request.POST or None, **asked_from(request, family))
    given: list[Praise] = []

    def act() -> None:
        words = form.cleaned_data["words"]
        given.append(praising.give_praise(origin=form.origin(), words=words, by=request.user))

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The good work is noted.")
        return redirect("escalations:praise", given[0].pk)
    return render(request, "escalations/give_praise.html", {"family": family, "form": form})


@login_required
@require_safe
def praise(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Praise.objects.select_related(
        "family", "agency", "professional__person", "raised_by"
    ).prefetch_related("children__person")
    praise: Praise = open_one(rows, by=request.user, verb="escalations.praise", pk=pk)
    noticed = shown.noticed_at(praise.raised_from)
    return render(request, "escalations/praise.html", {"praise": praise, "noticed_at": noticed})
