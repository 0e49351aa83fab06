"""The big screen: only what everyone present in the current part of the meeting may see."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.domain import record
from audit.enums import Action
from conferences.domain import board
from conferences.models import Conference
from conferences.views.live import conference_for
from conferences.views.live_exchange import for_recorders


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    conference = conference_for(request, pk, "conferences.board")
    context = {"conference": conference, "board": board.board_of(conference)}
    return render(request, "conferences/live/board.html", context)


@require_safe
@for_recorders
def refresh(request: HttpRequest, conference: Conference) -> HttpResponse:
    """The part of the board that changes; 204, and no reading, while it shows what it should."""
    shown = board.board_of(conference)
    if request.GET.get("mark") == shown.mark:
        return HttpResponse(status=204)
    record(
        Action.LISTED,
        "conferences.board",
        by=request.user,
        subjects=[conference],
        children=conference.children_concerned(),
    )
    context = {"conference": conference, "board": shown}
    return render(request, "conferences/live/_board_content.html", context)
