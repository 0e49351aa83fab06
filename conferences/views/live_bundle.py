"""The paper the meeting can be held on when nothing else works."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from audit.enums import Action
from conferences import rules
from conferences.domain.bundle import bundle_of
from conferences.domain.print_bundles import bundles_pdf
from conferences.domain.queries import conferences_on
from conferences.enums import Heading
from conferences.models import Conference
from conferences.views.live import conference_for
from plans.enums import Category, ItemKind

WRITTEN_UNDER = [h for h in Heading if h not in {Heading.PLAN, Heading.DECISION}]


@login_required
@require_safe
def bundle_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on paper of its own: tagged, each page marked, nothing around it."""
    conference = conference_for(request, pk, "conferences.bundle_pdf", Action.PRINTED)
    return _pdf(request, [conference], timezone.localdate())


@login_required
@require_safe
def bundles(request: SignedInRequest, year: int, month: int, day: int) -> HttpResponse:
    """Every meeting of one day in one go, for the evening before or the morning."""
    try:
        on = dt.date(year, month, day)
    except ValueError as error:
        raise Http404 from error
    rows = [row for row in conferences_on(request.user, on) if rules.may_record(request.user, row)]
    return _pdf(request, rows, on)


def _pdf(request: HttpRequest, conferences: list[Conference], day: dt.date) -> HttpResponse:
    content = bundles_pdf(conferences, on=day, by=request.user)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="paper-bundle-{day}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_safe
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, attendance and a blank plan with names, limits and dates. Audited as printed."""
    conference = conference_for(request, pk, "conferences.bundle", Action.PRINTED)
    context = {
        "bundle": bundle_of(conference, on=timezone.localdate()),
        "headings": WRITTEN_UNDER,
        "item_kinds": ItemKind.labels,
        "categories": Category.labels,
    }
    return render(request, "conferences/live/bundle.html", context)
