"""How many answered, and what they said. Numbers only, so nothing is listed in the audit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from feedback import rules
from feedback.domain.few import FEWEST
from feedback.domain.figures import figures as count
from feedback.presenters.lists import tabs
from feedback.views.lists import only_if
from timescales.domain import today_in_london


@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    user = only_if(rules.may_see_figures, request, "feedback.figures")
    counted = count(today_in_london())
    context = {"tabs": tabs(user), "figures": counted, "fewest": FEWEST}
    return render(request, "feedback/figures.html", context)
