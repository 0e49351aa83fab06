"""Why these dates? Every limit of one conference, or of one request, explained."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from conferences.presenters import conference as shown
from conferences.presenters import requests
from conferences.views.case_page import open_conference, open_request
from timescales.domain import current_clock, explain
from timescales.models import Deadline
from timescales.presenters import why


@login_required
@require_safe
def of_conference(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each child's limit, and what is due because of this conference: reports, the next try."""
    conference = open_conference(request, pk, "conferences.why")
    owed = Deadline.objects.visible_to(request.user).filter(
        family=conference.family, child__isnull=True, about=conference.about, withdrawn_at=None
    )
    clock = current_clock()
    context = {
        "back_url": reverse("conferences:conference", args=[pk]),
        "family": conference.family,
        "children": shown.children_lines(conference),
        "owed": [why(explain(each, clock=clock), stored_due_on=each.due_on) for each in owed],
    }
    return render(request, "conferences/why.html", context)


@login_required
@require_safe
def of_request(request: SignedInRequest, pk: int) -> HttpResponse:
    asked = open_request(request, pk, "conferences.why_requested")
    lines = [
        {"name": clock.child, "due_on": clock.due_on, "why": clock.why}
        for clock in requests.clocks(asked)
    ]
    context = {
        "back_url": reverse("conferences:request", args=[pk]),
        "family": asked.family,
        "children": lines,
    }
    return render(request, "conferences/why.html", context)
