"""Setting a target, a comparator, or how many children live here."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError
from accounts.views.request import SignedInRequest
from govuk.forms import GovukForm
from people.domain.permission import require
from reporting import rules
from reporting.domain import targets
from reporting.forms.targets import ComparatorForm, PopulationForm, TargetForm
from reporting.views.measures import measure_or_404


@login_required
@require_http_methods(["GET", "POST"])
def target(request: SignedInRequest, code: str) -> HttpResponse:
    measure = measure_or_404(code)
    form = TargetForm(request.POST or None)

    def keep() -> None:
        targets.set_target(
            measure=measure,
            from_on=form.cleaned_data["from_on"],
            aim=form.aim(),
            by=request.user,
        )

    title = f"Set a target: {measure.name}"
    return _page(request, form, title, keep, "reporting:measure", measure.code)


@login_required
@require_http_methods(["GET", "POST"])
def comparator(request: SignedInRequest, code: str) -> HttpResponse:
    measure = measure_or_404(code)
    form = ComparatorForm(request.POST or None)

    def keep() -> None:
        targets.set_comparator(measure=measure, by=request.user, **form.cleaned_data)

    title = f"Add what others reach: {measure.name}"
    return _page(request, form, title, keep, "reporting:measure", measure.code)


@login_required
@require_http_methods(["GET", "POST"])
def population(request: SignedInRequest) -> HttpResponse:
    form = PopulationForm(request.POST or None)

    def keep() -> None:
        targets.note_population(by=request.user, **form.cleaned_data)

    return _page(request, form, "How many children live here", keep, "reporting:measures")


def _page(
    request: SignedInRequest,
    form: GovukForm,
    title: str,
    keep: Callable[[], None],
    then: str,
    *args: str,
) -> HttpResponse:
    """One form, kept on an error, and back to where it is shown."""
    allowed = rules.sets_targets(request.user)
    require(allowed, "reporting.set_target", by=request.user, message=targets.NOT_A_KEEPER)
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Saved.")
            return redirect(then, *args)
    return render(request, "reporting/set.html", {"form": form, "title": title})
