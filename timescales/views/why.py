"""Why this date? One deadline explained, with everything that happened to it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.views.request import SignedInRequest
from people.domain.reading import open_one
from timescales.domain import explain
from timescales.models import Deadline
from timescales.presenters import why


@require_GET
@login_required
def why_this_date(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Deadline.objects.select_related("child__person", "family")
    deadline: Deadline = open_one(rows, by=request.user, verb="timescales.why", pk=pk)
    return render(
        request,
        "timescales/why_page.html",
        {
            "deadline": deadline,
            "why": why(explain(deadline), stored_due_on=deadline.due_on),
            "changes": deadline.changes.select_related("by"),
        },
    )
