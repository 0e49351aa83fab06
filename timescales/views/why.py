"""Why this date? One deadline explained, with everything that happened to it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.errors import NotAllowed
from people.domain.reading import open_one
from timescales.domain import explain
from timescales.models import Deadline
from timescales.presenters import why
from timescales.views.request import SignedInRequest


@require_GET
@login_required
def why_this_date(request: SignedInRequest, pk: int) -> HttpResponse:
    deadline = _opened(request, pk)
    return render(
        request,
        "timescales/why_page.html",
        {
            "deadline": deadline,
            "why": why(explain(deadline), stored_due_on=deadline.due_on),
            "changes": deadline.changes.select_related("by"),
        },
    )


def _opened(request: SignedInRequest, pk: int) -> Deadline:
    rows = Deadline.objects.select_related("child__person", "family")
    try:
        opened: Deadline = open_one(rows, by=request.user, verb="timescales.why", pk=pk)
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except Deadline.DoesNotExist as error:
        raise Http404 from error
    return opened
