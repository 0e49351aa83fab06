"""What a review opens with; and carry the plan's items on into it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import DomainError, NotAllowed
from conferences.domain.last_time import carry_on
from conferences.models import Conference
from conferences.presenters.last_time import opening_of
from conferences.views.case_page import CaseRequest, case_page
from conferences.views.live import conference_for
from plans.domain.reading_plan import family_plan
from plans.models import PlanItem


@case_page
@require_safe
def show(request: CaseRequest, pk: int) -> HttpResponse:
    conference = conference_for(request, pk, "conferences.last_time")
    context = {"conference": conference, **opening_of(conference, reader=request.user)}
    return render(request, "conferences/live/last_time.html", context)


@case_page
@require_POST
def carry(request: CaseRequest, pk: int) -> HttpResponse:
    """The items ticked go on into this review's plan."""
    conference = conference_for(request, pk, "conferences.carry_on")
    try:
        made = carry_on(conference=conference, items=_ticked(request, conference), by=request.user)
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
        return redirect("conferences:last_time", pk)
    if made:
        lines = "1 line of the plan is" if len(made) == 1 else f"{len(made)} lines of the plan are"
        messages.success(request, f"{lines} in the live room now, to be changed there.")
    else:
        messages.info(request, "Nothing was ticked that is not in the live room already.")
    return redirect("conferences:last_time", pk)


def _ticked(request: CaseRequest, conference: Conference) -> list[PlanItem]:
    chosen = {int(key) for key in request.POST.getlist("item") if key.isdecimal()}
    plan = family_plan(conference.family, reader=request.user)
    return [item for item in plan.items if item.pk in chosen and item.is_open]
