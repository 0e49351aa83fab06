"""The conference's own page: where it stands and where to go from here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import booking as steps
from conferences.domain.adding_child import why_not
from conferences.domain.adjourning import rebooking_clocks
from conferences.domain.booked_people import can_be_changed
from conferences.domain.cancelling import is_not_owed
from conferences.domain.kept_apart import would_meet
from conferences.domain.quorate import inquorate_in_a_row
from conferences.domain.quorum import forecast
from conferences.enums import WITHOUT_OUTCOME, ConferenceKind, ConferenceState
from conferences.models import Conference
from conferences.presenters import conference as shown
from conferences.views.case_page import open_conference
from people.rules import may_edit_family


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    conference = open_conference(request, pk, "conferences.open")
    booking = conference.booking
    context = {
        "conference": conference,
        "colour": shown.STATE_COLOURS[conference.state],
        "children": shown.children_lines(conference),
        "when": shown.when_words(booking.starts_at, booking.ends_at) if booking else "",
        "firm": shown.booked_day(conference) is not None,
        "holds": steps.holds_its_slot(conference),
        "can_be_changed": can_be_changed(conference),
        "quorum": forecast(conference),
        "in_a_row": inquorate_in_a_row(conference),
        "hold_again_by": rebooking_clocks(conference).order_by("due_on").first(),
        "lines": shown.lines(conference),
        "would_meet": would_meet(conference),
        "steps": conference.steps.select_related("by").order_by("-at", "-pk"),
        "links": shown.next_links(conference, request.user),
        "may_book": rules.may_book(request.user),
        "may_chair": rules.may_chair(request.user, conference),
        "may_take_chair": rules.may_chair(request.user, conference)
        and not rules.is_chair(request.user, conference),
        "may_cancel": rules.may_cancel(request.user, conference),
        "is_not_owed": is_not_owed(conference),
        "may_invite": rules.may_invite(request.user, conference),
        "may_add_child": rules.may_screen(request.user) and not why_not(conference),
        **_another_day(request, conference),
        "is_over": conference.state in (ConferenceState.CLOSED, ConferenceState.CANCELLED),
    }
    return render(request, "conferences/conference/show.html", context)


def _has_a_day(conference: Conference) -> bool:
    """Whether there is a day to change: one that was set, or a slot that is firm."""
    firm = conference.state == ConferenceState.BOOKED
    return conference.state in WITHOUT_OUTCOME and (firm or conference.planned_on is not None)


def _another_day(request: SignedInRequest, conference: Conference) -> dict[str, Any]:
    """For a review: who asked for another day, and what was answered."""
    if conference.kind != ConferenceKind.REVIEW:
        return {"is_review": False}
    return {
        "is_review": True,
        "date_changes": conference.date_changes.select_related("asked_by", "answered_by"),
        "decides_day": rules.may_change_review_date(request.user, conference),
        "may_ask_for_day": _has_a_day(conference)
        and may_edit_family(request.user, conference.family),
    }
