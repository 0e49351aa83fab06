"""The conference's own page: where it stands and where to go from here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from conferences import rules
from conferences.domain import booking as steps
from conferences.domain.quorum import forecast
from conferences.enums import ConferenceState
from conferences.presenters import conference as shown
from conferences.views.case_page import CaseRequest, case_page, open_conference


@case_page
@require_safe
def show(request: CaseRequest, pk: int) -> HttpResponse:
    conference = open_conference(request, pk, "conferences.open")
    booking = conference.booking
    context = {
        "conference": conference,
        "colour": shown.STATE_COLOURS[conference.state],
        "children": shown.children_lines(conference),
        "when": shown.when_words(booking.starts_at, booking.ends_at) if booking else "",
        "firm": shown.booked_day(conference) is not None,
        "holds": steps.holds_its_slot(conference),
        "quorum": forecast(conference),
        "lines": shown.lines(conference),
        "steps": conference.steps.select_related("by").order_by("-at"),
        "links": shown.next_links(conference, request.user),
        "may_book": rules.may_book(request.user),
        "may_chair": rules.may_chair(request.user, conference),
        "may_invite": rules.may_invite(request.user, conference),
        "is_over": conference.state in (ConferenceState.CLOSED, ConferenceState.CANCELLED),
    }
    return render(request, "conferences/conference/show.html", context)
