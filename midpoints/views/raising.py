"""Out of a check: a concern, a Resolution Form, an early review. Nothing is typed twice."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.request import SignedInRequest
from escalations.domain.concerns import raise_concern
from escalations.domain.raising_form import raise_form
from escalations.domain.reasons import reasons_on
from escalations.forms.raising import ConcernForm
from escalations.forms.resolution_form import RaiseForm
from escalations.models import Concern, ResolutionForm
from midpoints import rules
from midpoints.domain.checking import MAY_NOT_CHECK
from midpoints.domain.early_review import ask_for_early_review, words_of
from midpoints.models import MidpointCheck
from midpoints.presenters.checks import carried_over
from midpoints.views.checks import open_check
from people.domain.permission import require
from people.forms.saving import attempt
from timescales.domain import today_in_london


def _check(request: SignedInRequest, pk: int, verb: str) -> MidpointCheck:
    check = open_check(request, pk, verb)
    allowed = rules.may_check(request.user, check.family)
    require(allowed, verb, by=request.user, subjects=[check], message=MAY_NOT_CHECK)
    return check


@login_required
@require_http_methods(["GET", "POST"])
def concern(request: SignedInRequest, pk: int) -> HttpResponse:
    check = _check(request, pk, "midpoints.raise_concern_page")
    form = ConcernForm(
        request.POST or None,
        family=check.family,
        raised_from=check.about,
        given=carried_over(check),
        reasons=reasons_on(today_in_london()),
    )
    raised: list[Concern] = []

    def act() -> None:
        raised.append(
            raise_concern(
                origin=form.origin(),
                reason=form.cleaned_data["reason"],
                impact=form.cleaned_data["impact"],
                danger=form.told(),
                by=request.user,
            )
        )

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The concern is recorded.")
        return redirect("escalations:concern", raised[0].pk)
    context = {"family": check.family, "form": form}
    return render(request, "escalations/raise_concern.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def form(request: SignedInRequest, pk: int) -> HttpResponse:
    check = _check(request, pk, "midpoints.raise_form_page")
    asked = RaiseForm(
        request.POST or None,
        family=check.family,
        raised_from=check.about,
        given=carried_over(check),
        reasons=reasons_on(today_in_london()),
    )
    raised: list[ResolutionForm] = []

    def act() -> None:
        raised.append(
            raise_form(
                origin=asked.origin(), what=asked.what(), danger=asked.told(), by=request.user
            )
        )

    if request.method == "POST" and attempt(asked, act):
        messages.success(request, "The Resolution Form is sent.")
        return redirect("escalations:form", raised[0].pk)
    return render(request, "escalations/raise_form.html", {"family": check.family, "form": asked})


@login_required
@require_POST
def early_review(request: SignedInRequest, pk: int) -> HttpResponse:
    check = _check(request, pk, "midpoints.early_review")
    asked = ask_for_early_review(check=check, by=request.user)
    with_words = ", with the words of the check in it" if words_of(check) else ""
    messages.success(request, f"A request for an early review has begun{with_words}.")
    return redirect("conferences:request", asked.pk)
