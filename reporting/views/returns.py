"""Statutory returns: asked for, checked, corrected, and handed out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from reporting.forms.returns import AskForm, HandOutForm
from reporting.models import ReturnRun
from reporting.returns.census.rules import BY_CODE
from reporting.returns.domain.making import file_name
from reporting.returns.domain.reading import Broken, broken_rules, unmatched
from reporting.returns.domain.runs import ask_for_return, file_to_hand_out, require_sender
from reporting.returns.enums import ReturnKind, ReturnState
from reporting.returns.not_held import NOT_HELD
from reporting.returns.presenters import child_of, records_of
from reporting.returns.tasks import make_soon
from timescales.domain import today_in_london

MOST_SHOWN = 100  # places for each rule
MOST_RUNS = 20


def _sender(request: SignedInRequest, verb: str) -> User:
    user = request.user
    require_sender(user, verb)
    return user


@login_required
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    user = _sender(request, "reporting.returns")
    form = AskForm(request.POST or None, today=today_in_london())
    if request.method == "POST" and form.is_valid():
        kind = ReturnKind(form.cleaned_data["kind"])
        run = ask_for_return(kind=kind, as_at=form.as_at, by=user)
        make_soon(run)
        return redirect("reporting:return", run.pk)
    runs = ReturnRun.objects.select_related("asked_by")[:MOST_RUNS]
    return render(request, "reporting/returns.html", {"form": form, "runs": runs})


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    user = _sender(request, "reporting.return")
    return _show(request, get_object_or_404(ReturnRun, pk=pk), user, HandOutForm())


def _show(request: SignedInRequest, run: ReturnRun, user: User, form: HandOutForm) -> HttpResponse:
    counted = sorted(run.not_checkable.items())
    context: dict[str, Any] = {
        "run": run,
        "form": form,
        "is_census": run.kind == ReturnKind.CENSUS,
        "is_under_way": run.state in {ReturnState.WAITING, ReturnState.MAKING},
        "has_file": run.state == ReturnState.MADE and run.sha256,
        "broken": [_shown(broken) for broken in broken_rules(run=run, by=user)],
        "beyond": [(BY_CODE[code], n) for code, n in counted if code in BY_CODE],
        "not_held": [(name, NOT_HELD[name], n) for name, n in counted if name in NOT_HELD],
    }
    return render(request, "reporting/return.html", context)


def _shown(broken: Broken) -> dict[str, Any]:
    first = broken.findings[:MOST_SHOWN]
    return {
        "rule": broken.rule,
        "number": broken.number,
        "places": [
            {"child": child_of(finding), "record": record}
            for finding, record in zip(first, records_of(first), strict=True)
        ],
        "more": len(broken.findings) - len(first),
        "hidden": broken.hidden,
    }


@login_required
@require_POST
def hand_out(request: SignedInRequest, pk: int) -> HttpResponse | FileResponse:
    """The file itself, once they said that they will keep it safe."""
    user = _sender(request, "reporting.export_return")
    run, form = get_object_or_404(ReturnRun, pk=pk), HandOutForm(request.POST)
    if not form.is_valid():
        return _show(request, run, user, form)
    path = file_to_hand_out(run=run, by=user)
    return FileResponse(path.open("rb"), as_attachment=True, filename=file_name(run))


@login_required
@require_safe
def cp_is(request: SignedInRequest) -> HttpResponse:
    """Children on a plan whom CP-IS could not find."""
    return render(request, "reporting/cp_is.html", {"told": unmatched(by=request.user)})
