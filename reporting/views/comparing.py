"""A fair comparison of areas, teams and chairs: escalations first of all, then what was in time."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from reporting import rules
from reporting.charts import drawing
from reporting.domain.compared import compared
from reporting.enums import ScopeKind
from reporting.forms.periods import PeriodFilter
from reporting.measures import BY_CODE
from reporting.period import month_of, year_of
from reporting.presenters.boards import COMPARED, comparisons, own_chair, tabs
from reporting.presenters.chart_sheet import KIND as XLSX
from reporting.presenters.chart_sheet import comparison_sheet
from reporting.presenters.charts import SIZES
from reporting.presenters.comparison import ComparisonShown
from reporting.presenters.links import opens_lists
from reporting.views.dashboards import NOT_THIS_CHAIR, figures_page, figures_reader
from reporting.views.drawings import PNG, file_of, svg_file
from timescales.domain import today_in_london


@figures_page
def compare(request: SignedInRequest, by: str) -> HttpResponse:
    form = _filter(request)
    shown = [_shown(request, by, code, form) for code in COMPARED]
    context = {
        "form": form,
        "asked": form.asked(),
        "by": by,
        "drawn": [each for each in shown if each.is_drawn],
        "too_small": [each for each in shown if not each.is_drawn],
        "tabs": tabs(request.user),
        "kinds": comparisons(request.user),
    }
    return render(request, "reporting/comparison.html", context)


@figures_reader
def chart(request: SignedInRequest, by: str, code: str, kind: str) -> HttpResponse:
    if code not in COMPARED:
        raise Http404
    form = _filter(request)
    shown = _shown(request, by, code, form)
    if not shown.is_drawn:
        raise Http404
    if kind == "xlsx":
        return file_of(request, comparison_sheet(shown, form.asked()), XLSX, f"{code}_{by}.xlsx")
    spec = shown.spec(SIZES.get(request.GET.get("size", ""), SIZES[""]))
    if kind == "png":
        return file_of(request, drawing.png(spec), PNG, f"{code}_{by}.png")
    return svg_file(request, drawing.svg(spec, title=shown.finding), f"{code}_{by}.svg")


def _filter(request: SignedInRequest) -> PeriodFilter:
    """A year unless asked otherwise: in one month almost everybody is too small to compare."""
    year = year_of(month_of(today_in_london()).before().last).code
    return PeriodFilter({"period": year, **request.GET.dict()}, user=request.user)


def _shown(request: SignedInRequest, by: str, code: str, form: PeriodFilter) -> ComparisonShown:
    """Raises `Refused` where chairs are asked for by somebody who is neither one nor their head."""
    asked, kind, measure = form.asked(), ScopeKind(by), BY_CODE[code]
    found = compared(measure, asked.period, kind, known_on=asked.known_on)
    lists = opens_lists(measure, request.user)
    if kind != ScopeKind.CHAIR or rules.compares_chairs(request.user):
        return ComparisonShown(found, asked, lists=lists)
    own = own_chair(request.user)
    verb = "reporting.compare.chairs"
    require(own is not None, verb, by=request.user, message=NOT_THIS_CHAIR)
    return ComparisonShown(found.only(own.pk), asked, own=True, lists=lists)
