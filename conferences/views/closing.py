"""The last page of a conference: what is missing, the next dates, and Close."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences.domain.closing import NOT_TO_CLOSE, NotReadyToClose, close_conference
from conferences.domain.next_dates import keep_closing_details, kept_details
from conferences.domain.quorate import inquorate_in_a_row, quorum_of
from conferences.domain.ready_to_close import (
    calls_core_group,
    core_group_limit,
    obstacles,
    review_limit,
)
from conferences.enums import ConferenceState
from conferences.forms.closing import ClosingForm
from conferences.models import Conference
from conferences.rules import may_chair
from conferences.tasks import prepare_soon
from conferences.views.case_page import conference_for
from timescales.presenters import WhyThisDate, why


@login_required
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, conference_id: int) -> HttpResponse:
    verb = "conferences.closing_page"
    conference = conference_for(request, conference_id, verb, may_chair, NOT_TO_CLOSE)
    if conference.state == ConferenceState.CLOSED:
        return redirect("conferences:closed", conference.pk)
    if conference.state != ConferenceState.IN_SESSION:
        messages.error(request, "This conference has not started, so it cannot be closed.")
        return redirect("conferences:conference", conference.pk)
    form = ClosingForm(
        request.POST or None,
        conference=conference,
        is_late=_is_late(conference),
        is_quorate=quorum_of(conference).is_quorate,
    )
    if request.method == "POST" and form.is_valid():
        return _keep_or_close(request, conference, form)
    return _page(request, conference, form)


def _keep_or_close(
    request: SignedInRequest, conference: Conference, form: ClosingForm
) -> HttpResponse:
    conference = keep_closing_details(
        conference=conference, details=form.details(), by=request.user
    )
    prepare_soon(conference)
    if request.POST.get("action") != "close":
        messages.success(request, "The dates are saved.")
        return redirect("conferences:close", conference.pk)
    try:
        close_conference(conference=conference, details=form.details(), by=request.user)
    except NotReadyToClose:
        return _page(request, conference, form, tried=True)
    prepare_soon(conference)
    messages.success(request, "The conference is closed. Now give each person their plan.")
    return redirect("conferences:closed", conference.pk)


def _page(
    request: SignedInRequest, conference: Conference, form: ClosingForm, *, tried: bool = False
) -> HttpResponse:
    return render(
        request,
        "conferences/closing/close.html",
        {
            "conference": conference,
            "form": form,
            "obstacles": obstacles(conference, kept_details(conference)),
            "children": conference.children.select_related("child__person", "decision", "plan"),
            "clocks": _clocks(conference),
            "quorum": quorum_of(conference),
            "in_a_row": inquorate_in_a_row(conference),
            "tried": tried,
        },
    )


def _clocks(conference: Conference) -> list[WhyThisDate]:
    """Why each date that is asked for has its limit."""
    asked = [review_limit(conference)]
    if calls_core_group(conference):
        asked.append(core_group_limit(conference))
    return [why(limit) for limit in asked]


def _is_late(conference: Conference) -> bool:
    return any(each.is_late(conference.day) for each in conference.children.all())
