"""Every measure with its figure, and one measure with all that is known of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from reporting import rules
from reporting.domain.refresh import refresh_changed
from reporting.domain.targets import measure_coded, targets_of
from reporting.forms.filters import FiguresFilter
from reporting.measures.measure import Measure
from reporting.presenters.boards import tabs
from reporting.presenters.measure_page import groups_of, page_of

NOT_A_READER = "Figures are for the staff of the conference service and for managers."


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Numbers only: no child is named here."""
    only_readers(request)
    refresh_changed()
    form = FiguresFilter(request.GET, user=request.user)
    asked = form.asked()
    context = {
        "form": form,
        "asked": asked,
        "groups": groups_of(asked.period, asked.scope, asked.known_on),
        "may_set": rules.sets_targets(request.user),
        "may_send": rules.sends_returns(request.user),
        "may_import": rules.brings_history_in(request.user),
        "tabs": tabs(request.user),
    }
    return render(request, "reporting/measures.html", context)


@login_required
@require_safe
def one(request: SignedInRequest, code: str) -> HttpResponse:
    """Numbers only: the children behind it are a page of their own."""
    only_readers(request)
    measure = measure_or_404(code)
    refresh_changed()
    form = FiguresFilter(request.GET, user=request.user)
    asked = form.asked()
    context = {
        "form": form,
        "asked": asked,
        "page": page_of(measure, asked, user=request.user),
        "measure": measure,
        "targets": targets_of(measure),
        "may_set": rules.sets_targets(request.user),
    }
    return render(request, "reporting/measure.html", context)


def only_readers(request: SignedInRequest) -> None:
    allowed = rules.reads_figures(request.user)
    require(allowed, "reporting.measures", by=request.user, message=NOT_A_READER)


def measure_or_404(code: str) -> Measure:
    measure = measure_coded(code)
    if measure is None:
        raise Http404("There is no such measure")
    return measure
