"""One chart by itself: as a picture of a page, or to take along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse

from accounts.views.request import SignedInRequest
from reporting.charts import drawing
from reporting.forms.periods import PeriodFilter
from reporting.measures import BY_CODE
from reporting.period import parse
from reporting.presenters.chart_sheet import KIND as XLSX
from reporting.presenters.chart_sheet import chart_sheet
from reporting.presenters.charts import SIZES, ChartShown
from reporting.presenters.monthly_pack import pack_of
from reporting.presenters.scopes import scope_of
from reporting.views.dashboards import figures_reader, may_read, shown

SVG, PNG = "image/svg+xml", "image/png"
# A drawing brings its letters with it; opened by itself it may use them, and nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"


@figures_reader
def chart(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """Raises Http404 where there is nothing to draw: a page does not ask for that."""
    found = _asked(request, code)
    if kind == "xlsx":
        return file_of(request, chart_sheet(found), XLSX, f"{code}.xlsx")
    spec = found.spec(SIZES.get(request.GET.get("size", ""), SIZES[""]))
    if kind == "png":
        return file_of(request, drawing.png(spec), PNG, f"{code}.png")
    return svg_file(request, drawing.svg(spec, title=found.finding), f"{code}.svg")


def svg_file(request: SignedInRequest, content: bytes, name: str) -> HttpResponse:
    response = file_of(request, content, SVG, name)
    response["Content-Security-Policy"] = POLICY
    return response


@figures_reader
def monthly_pack(request: SignedInRequest, code: str) -> HttpResponse:
    """The month on paper. Raises Http404 for a month that has not ended, or has nothing to tell."""
    try:
        content = pack_of(parse(code))
    except ValueError as error:
        raise Http404 from error
    if content is None:
        raise Http404
    return file_of(request, content, "application/pdf", f"figures-{code}.pdf")


def _asked(request: SignedInRequest, code: str) -> ChartShown:
    if code not in BY_CODE:
        raise Http404
    scope = scope_of(request.GET.get("scope", ""))
    may_read(request, scope)
    asked = PeriodFilter(request.GET, user=request.user).asked()
    found = shown(BY_CODE[code], replace(asked, scope=scope))
    if not found.is_available:
        raise Http404
    return found


def file_of(request: SignedInRequest, content: bytes, kind: str, name: str) -> HttpResponse:
    """Shown, or with `download` in the address taken along under its name."""
    headers: dict[str, Any] = {"Cache-Control": "no-store"}
    if "download" in request.GET:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers=headers)
