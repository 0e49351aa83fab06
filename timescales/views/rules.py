"""The table of rules, as a clock started today would run. For everybody who has signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from timescales.domain import current_clock, today_in_london
from timescales.presenters import rule_rows
from timescales.rules import GROUPS


@require_GET
@login_required
def rules(request: HttpRequest) -> HttpResponse:
    values, today = current_clock().values, today_in_london()
    groups = [(name, rule_rows(group, values, today)) for name, group in GROUPS]
    return render(request, "timescales/rules.html", {"groups": groups})
