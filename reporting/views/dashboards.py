"""Pages to read at a glance: the service, an area, a team, a chair, business support."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from reporting import rules
from reporting.asked import Asked
from reporting.domain.charted import AtOnce, charted, read_at_once
from reporting.domain.refresh import refresh_changed
from reporting.enums import Grain, ScopeKind
from reporting.forms.periods import PeriodFilter
from reporting.measures.measure import Measure
from reporting.presenters.boards import also_on, charted_on, tabs, within
from reporting.presenters.charts import ChartShown, Line
from reporting.presenters.scopes import area_scope, chair_scope, team_scope
from reporting.scope import WHOLE_SERVICE, Scope
from timescales.domain import today_in_london

NOT_A_READER = "Figures are for the staff of the conference service and for managers."
NOT_THIS_CHAIR = "The figures of one chair are for that chair and for the head of service."

View = Callable[..., HttpResponse]


def figures_reader(view: View) -> View:
    """Numbers only: no child is named."""

    @login_required
    @require_safe
    @wraps(view)
    def page(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_read(request)
        return view(request, *args, **kwargs)

    return page


def figures_page(view: View) -> View:
    """The facts follow the records before anything is said; the pictures of the page then agree."""

    @figures_reader
    @wraps(view)
    def page(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refresh_changed()
        return view(request, *args, **kwargs)

    return page


def may_read(request: SignedInRequest, scope: Scope = WHOLE_SERVICE) -> None:
    """Raises `Refused`, and keeps it in the audit."""
    allowed = rules.reads_figures(request.user)
    require(allowed, "reporting.dashboards", by=request.user, message=NOT_A_READER)
    if scope.kind == ScopeKind.CHAIR:
        allowed = rules.sees_chair(request.user, scope.pk)
        require(allowed, "reporting.dashboards.chair", by=request.user, message=NOT_THIS_CHAIR)


@figures_page
def service(request: SignedInRequest) -> HttpResponse:
    smaller = within(request.user)
    return _board(request, "service", WHOLE_SERVICE, "The service", within=smaller)


@figures_page
def area(request: SignedInRequest, pk: int) -> HttpResponse:
    scope = area_scope(pk)
    return _board(request, "area", scope, scope.name)


@figures_page
def team(request: SignedInRequest, pk: int) -> HttpResponse:
    scope = team_scope(pk)
    return _board(request, "team", scope, scope.name)


@figures_page
def chair(request: SignedInRequest, pk: int) -> HttpResponse:
    may_read(request, Scope(ScopeKind.CHAIR, pk))
    scope = chair_scope(pk)
    return _board(request, "chair", scope, f"Caseload of {scope.name}")


@figures_page
def support(request: SignedInRequest) -> HttpResponse:
    return _board(request, "support", WHOLE_SERVICE, "Business support")


def _board(
    request: SignedInRequest, board: str, scope: Scope, heading: str, **more: Any
) -> HttpResponse:
    form = PeriodFilter(request.GET, user=request.user)
    asked = replace(form.asked(), scope=scope)
    drawn, lines = charted_on(board), also_on(board)
    read = read_at_once([*drawn, *lines], asked.period, scope, known_on=asked.known_on)
    charts = [shown(each, asked, read=read) for each in drawn]
    more_lines = [shown(each, asked, number=2, read=read) for each in lines]
    context = {
        "form": form,
        "heading": heading,
        "asked": asked,
        "charts": [chart for chart in charts if chart.is_available],
        "lines": [Line(chart) for chart in (*charts, *more_lines)],
        "tabs": tabs(request.user),
        "pack_url": _pack_url(asked) if board == "service" else "",
        **more,
    }
    return render(request, "reporting/dashboard.html", context)


def shown(
    measure: Measure, asked: Asked, *, number: int | None = None, read: AtOnce | None = None
) -> ChartShown:
    found = charted(
        measure, asked.period, asked.scope, known_on=asked.known_on, number=number, read=read
    )
    return ChartShown(found, asked)


def _pack_url(asked: Asked) -> str:
    """Of a month that has ended; a longer or unended period has no pack."""
    if asked.period.grain != Grain.MONTH or asked.period.last >= today_in_london():
        return ""
    return reverse("reporting:monthly_pack", args=[asked.period.code])
