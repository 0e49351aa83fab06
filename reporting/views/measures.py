"""Every measure with its definition and its last figures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from conferences.views.case_page import CaseRequest
from people.domain.permission import require
from reporting import rules
from reporting.domain.figures import figure
from reporting.domain.refresh import refresh_changed
from reporting.measures import ALL
from reporting.period import month_of
from timescales.domain import today_in_london

NOT_A_READER = "Figures are for the staff of the conference service and for managers."


@login_required
@require_safe
def index(request: CaseRequest) -> HttpResponse:
    """Numbers only: no child is named here."""
    allowed = rules.reads_figures(request.user)
    require(allowed, "reporting.measures", by=request.user, message=NOT_A_READER)
    refresh_changed()
    period = month_of(today_in_london()).before()
    context = {"period": period, "figures": [figure(measure, period) for measure in ALL]}
    return render(request, "reporting/measures.html", context)
