"""What is due today; Resolution Forms, concerns and good work in lists; counts."""

from __future__ import annotations

from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from escalations import rules
from escalations.domain import listing
from escalations.domain.counts import counts_of
from escalations.domain.reasons import all_reasons
from escalations.forms.lists import FilterForm, PeriodForm
from escalations.presenters import raised as shown
from escalations.presenters.complaints import COMPLAINT_COLOURS
from people.domain.permission import require
from people.domain.reading import list_all
from timescales.domain import today_in_london

MANY = 50
NOT_STAFF = "These lists are for staff of the service."


def _may_see_lists(request: SignedInRequest) -> None:
    allowed = rules.may_see_lists(request.user)
    require(allowed, "escalations.lists", by=request.user, message=NOT_STAFF)


def _page(request: SignedInRequest, rows: Any, verb: str) -> Any:
    """The page that was asked for, audited."""
    return _numbered(request, rows, verb, request.GET.get("page"))


def _numbered(request: SignedInRequest, rows: Any, verb: str, number: str | int | None) -> Any:
    page = Paginator(rows, MANY).get_page(number)
    page.object_list = _listed(request, page.object_list, verb)
    return page


def _listed(request: SignedInRequest, rows: Any, verb: str) -> list[Any]:
    found = list(rows)
    children = {child.pk for row in found for child in row.children.all()}
    return list_all(found, by=request.user, verb=verb, children=children)


def _context(**more: Any) -> dict[str, Any]:
    return {
        "tabs": shown.tabs(),
        "today": today_in_london(),
        "reasons": all_reasons(),
        "form_colours": shown.FORM_COLOURS,
        "concern_colours": shown.CONCERN_COLOURS,
        **more,
    }


@login_required
@require_safe
def due(request: SignedInRequest) -> HttpResponse:
    _may_see_lists(request)
    forms, concerns, complaints = listing.due_today(request.user)
    context = _context(
        colours=COMPLAINT_COLOURS,
        complaints=_numbered(request, complaints, "escalations.due_complaints", 1),
        forms=_numbered(request, forms, "escalations.due_forms", 1),
        concerns=_numbered(request, concerns, "escalations.due_concerns", 1),
    )
    return render(request, "escalations/lists/due.html", context)


@login_required
@require_safe
def forms(request: SignedInRequest) -> HttpResponse:
    _may_see_lists(request)
    filters = FilterForm(request.GET)
    rows = listing.forms_for(request.user, filters.wanted())
    page = _page(request, rows, "escalations.list_forms")
    context = _context(filters=filters, page_obj=page)
    return render(request, "escalations/lists/forms.html", context)


@login_required
@require_safe
def concerns(request: SignedInRequest) -> HttpResponse:
    _may_see_lists(request)
    filters = FilterForm(request.GET, leave_out=("stage",))
    rows = listing.concerns_for(request.user, filters.wanted())
    page = _page(request, rows, "escalations.list_concerns")
    context = _context(filters=filters, page_obj=page)
    return render(request, "escalations/lists/concerns.html", context)


@login_required
@require_safe
def good_work(request: SignedInRequest) -> HttpResponse:
    _may_see_lists(request)
    filters = FilterForm(request.GET, leave_out=("state", "theme", "stage", "age"))
    rows = listing.praise_for(request.user, filters.wanted())
    page = _page(request, rows, "escalations.list_praise")
    context = _context(filters=filters, page_obj=page)
    return render(request, "escalations/lists/praise.html", context)


@login_required
@require_safe
def complaints(request: SignedInRequest) -> HttpResponse:
    _may_see_lists(request)
    filters = FilterForm(request.GET, leave_out=("theme", "stage", "age"))
    rows = listing.complaints_for(request.user, filters.wanted())
    page = _page(request, rows, "escalations.list_complaints")
    context = _context(filters=filters, page_obj=page, colours=COMPLAINT_COLOURS)
    return render(request, "escalations/lists/complaints.html", context)


@login_required
@require_safe
def counts(request: SignedInRequest) -> HttpResponse:
    """Numbers only: no family is named, so nothing is listed in the audit."""
    _may_see_lists(request)
    last = today_in_london()
    year = (last - relativedelta(years=1) + relativedelta(days=1), last)
    form = PeriodForm(request.GET or None, initial={"first": year[0], "last": year[1]})
    counted = counts_of(request.user, *form.period(year))
    context = _context(form=form, counts=counted)
    return render(request, "escalations/lists/counts.html", context)
