"""What a review opens with; and carry the plan's items on into it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import DomainError, NotAllowed
from accounts.views.request import SignedInRequest
from conferences.domain.last_time import lines_waiting, settle_plan
from conferences.presenters.last_time import opening_of
from conferences.views.live import conference_for


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    conference = conference_for(request, pk, "conferences.last_time")
    context = {"conference": conference, **opening_of(conference, reader=request.user)}
    return render(request, "conferences/live/last_time.html", context)


@login_required
@require_POST
def carry(request: SignedInRequest, pk: int) -> HttpResponse:
    """The lines ticked go on into this review's plan; a reason leaves the others behind."""
    conference = conference_for(request, pk, "conferences.carry_on")
    chosen = {int(key) for key in request.POST.getlist("item") if key.isdecimal()}
    waiting = lines_waiting(conference, reader=request.user)
    reason = request.POST.get("reason", "")
    try:
        made = settle_plan(
            conference=conference,
            going_on=[item for item in waiting if item.pk in chosen],
            left_behind=[item for item in waiting if item.pk not in chosen],
            reason=reason,
            by=request.user,
        )
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
        return redirect("conferences:last_time", pk)
    messages.success(request, _what_was_done(len(made), len(waiting) - len(made), reason))
    return redirect("conferences:last_time", pk)


def _what_was_done(carried: int, others: int, reason: str) -> str:
    words = "No line of the plan was ticked."
    if carried:
        words = f"{_lines(carried)} in the live room now, to be changed there."
    if others and reason.strip():
        words += f" {_lines(others)} no longer needed, with your reason."
    elif others:
        words += f" {_lines(others)} still waiting. Tick what is needed, or say why it is not."
    return words


def _lines(count: int) -> str:
    return "1 line of the plan is" if count == 1 else f"{count} lines of the plan are"
