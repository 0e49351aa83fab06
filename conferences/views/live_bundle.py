"""The paper the meeting can be held on when nothing else works."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.enums import Action
from conferences.domain import bundle as bundles
from conferences.enums import Heading
from conferences.views.live import conference_for
from plans.enums import Category, ItemKind

WRITTEN_UNDER = [h for h in Heading if h not in {Heading.PLAN, Heading.DECISION}]


@login_required
@require_safe
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, attendance and a blank plan with names, limits and dates. Audited as printed."""
    conference = conference_for(request, pk, "conferences.bundle", Action.PRINTED)
    context = {
        "bundle": bundles.bundle_of(conference, on=timezone.localdate()),
        "headings": WRITTEN_UNDER,
        "item_kinds": ItemKind.labels,
        "categories": Category.labels,
    }
    return render(request, "conferences/live/bundle.html", context)
