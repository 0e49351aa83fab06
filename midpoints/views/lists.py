"""What is due, what was done, and the counts of both."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from escalations.forms.lists import PeriodForm
from midpoints import rules
from midpoints.domain import queries
from midpoints.domain.counts import counts_of
from midpoints.domain.dip_results import own_cases
from midpoints.presenters import checks as shown
from midpoints.presenters.dips import CaseLine, case_lines
from people.domain.permission import require
from people.domain.reading import list_all
from timescales.domain import today_in_london

MANY = 50
NOT_STAFF = "These lists are for staff of the service."


def _may_see_lists(request: SignedInRequest) -> None:
    allowed = rules.may_see_lists(request.user)
    require(allowed, "midpoints.lists", by=request.user, message=NOT_STAFF)


@login_required
@require_safe
def due(request: SignedInRequest) -> HttpResponse:
    """Overdue and due in the next two weeks, one line for each family's check; and what was graded
    of one's own."""
    _may_see_lists(request)
    found = queries.due_for(request.user)
    deadlines = [deadline for one in found for deadline in one.deadlines]
    children = {deadline.child_id for deadline in deadlines if deadline.child_id}
    list_all(deadlines, by=request.user, verb="midpoints.due", children=children)
    context = {
        "tabs": shown.tabs(request.user),
        "due": found,
        "own": _own_lines(request.user),
        "today": today_in_london(),
        "does_checks": rules.does_checks(request.user),
    }
    return render(request, "midpoints/due.html", context)


def _own_lines(user: User) -> list[CaseLine]:
    """What was graded of this person's own footprint: it is theirs to learn from."""
    own = own_cases(user)
    if own:
        children = [case.child_id for case in own]
        list_all(own, by=user, verb="midpoints.own_dip_cases", children=children)
    return case_lines(own, user)


@login_required
@require_safe
def checks(request: SignedInRequest) -> HttpResponse:
    _may_see_lists(request)
    page = Paginator(queries.checks_for(request.user), MANY).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    children = {row.child_id for check in page.object_list for row in check.children.all()}
    list_all(page.object_list, by=request.user, verb="midpoints.checks", children=children)
    context = {
        "tabs": shown.tabs(request.user),
        "page_obj": page,
        "colours": shown.PROGRESS_COLOURS,
    }
    return render(request, "midpoints/checks.html", context)


@login_required
@require_safe
def counts(request: SignedInRequest) -> HttpResponse:
    """Numbers only: no family is named, so nothing is listed in the audit."""
    _may_see_lists(request)
    last = today_in_london()
    year = (last - relativedelta(years=1) + relativedelta(days=1), last)
    form = PeriodForm(request.GET or None, initial={"first": year[0], "last": year[1]})
    counted = counts_of(request.user, *form.period(year))
    context = {"tabs": shown.tabs(request.user), "form": form, "counts": counted}
    return render(request, "midpoints/counts.html", context)
