"""The children behind a figure: a list, and the same as a spreadsheet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from reporting import rules
from reporting.asked import Asked
from reporting.domain.drill_down import Part, Wanted, Which, list_rows, rows_behind
from reporting.domain.few import must_be_many
from reporting.domain.figures import counted, figure
from reporting.domain.refresh import refresh_changed
from reporting.enums import FactKind
from reporting.forms.filters import FiguresFilter
from reporting.measures.measure import Measure
from reporting.presenters.children_sheet import KIND, children_sheet
from reporting.presenters.links import list_query
from reporting.presenters.measure_page import splits_for
from reporting.presenters.scopes import chair_scope
from reporting.views.measures import measure_or_404, only_readers

ON_A_PAGE = 100
# Facts that run from a day to another; what is due within them is no date of the figure.
RUNS_ON = frozenset({FactKind.PLAN, FactKind.CASELOAD})
NOT_AN_EXPORTER = (
    "Only a data officer, head of service or team manager can take a list of children out."
)
NOT_FOR_THEM = "You may read this figure, but not see the children behind it."


@login_required
@require_safe
def children(request: SignedInRequest, code: str) -> HttpResponse:
    """Names only of families the reader may open; the rest are a number."""
    only_readers(request)
    asked, wanted = _wanted(request, code)
    behind = rows_behind(wanted, by=request.user)
    page = Paginator(behind.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = list_rows(list(page), by=request.user)
    context = {
        "asked": asked,
        "wanted": wanted,
        "measure": wanted.measure,
        "figure": figure(wanted.measure, asked.period, asked.scope, known_on=asked.known_on),
        "behind": behind,
        "page_obj": page,
        "rows": shown,
        "hits": _hits(wanted),
        "query": list_query(asked, wanted),
        "shows_due": wanted.measure.needs not in RUNS_ON,
        "may_export": rules.exports_lists(request.user),
    }
    return render(request, "reporting/children.html", context)


@login_required
@require_safe
def spreadsheet(request: SignedInRequest, code: str) -> HttpResponse:
    """Every row the reader may open, in one file."""
    only_readers(request)
    require(
        rules.exports_lists(request.user),
        "reporting.export_behind",
        by=request.user,
        message=NOT_AN_EXPORTER,
    )
    asked, wanted = _wanted(request, code)
    behind = rows_behind(wanted, by=request.user)
    rows = list_rows(list(behind.rows), by=request.user)
    record(
        Action.EXPORTED,
        "reporting.export_behind",
        by=request.user,
        children={row.child_id for row in rows if row.child_id},
        detail={"measure": code, "asked": list_query(asked, wanted)},
    )
    found = figure(wanted.measure, asked.period, asked.scope, known_on=asked.known_on)
    sheet = children_sheet(wanted, found, behind, rows, _hits(wanted), by=request.user)
    response = HttpResponse(sheet, content_type=KIND)
    name = f"{code}-{asked.period.code.replace('/', '-')}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _wanted(request: SignedInRequest, code: str) -> tuple[Asked, Wanted]:
    measure = measure_or_404(code)
    if must_be_many(measure):
        raise Http404("Nobody is told who is behind this figure")
    allowed = measure.may_drill_down(request.user)
    require(allowed, "reporting.behind", by=request.user, message=NOT_FOR_THEM)
    refresh_changed()
    asked = FiguresFilter(request.GET, user=request.user).asked()
    which = Which.of(request.GET.get("which", ""))
    part = _part(request, measure)
    return asked, Wanted(measure, asked.period, asked.scope, asked.known_on, which, part)


def _part(request: SignedInRequest, measure: Measure) -> Part | None:
    by, code = request.GET.get("by", ""), request.GET.get("part", "")
    if not by:
        return None
    split = next((each for each in splits_for(measure, request.user) if each.code == by), None)
    if split is None:
        raise Http404("This figure is not told in such parts")
    is_chair = split.of_chairs and code.isdecimal()
    return Part(split, code, chair_scope(int(code)).name if is_chair else split.label(code))


def _hits(wanted: Wanted) -> set[int]:
    """The rows in the numerator, by id."""
    rows = counted(wanted.measure, wanted.period, wanted.scope, known_on=wanted.known_on)
    return set(rows.order_by().values_list("pk", flat=True))
