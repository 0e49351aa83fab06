"""Keep that a time does not do, so that it is not offered again; or offer it after all."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.views.request import SignedInRequest
from bookings.models import SessionTime
from conferences import rules
from conferences.domain import refused_slots as steps
from conferences.forms.refused_slots import RefusedSlotForm
from conferences.models import Conference, RefusedSlot
from conferences.views.case_page import conference_for
from people.domain.reading import open_one
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET", "POST"])
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """`?day=2027-03-01&session=2`: the time an offer named."""
    conference = conference_for(
        request, pk, "conferences.refuse_slot", may_book_it, steps.NOT_TO_BOOK
    )
    asked = _asked(request)
    if asked is None:
        messages.error(request, "Choose one of the times offered.")
        return redirect("conferences:book", pk)
    day, session = asked
    form = RefusedSlotForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.refuse_slot(
            conference=conference, day=day, session=session, by=request.user, **form.cleaned_data
        ),
    ):
        messages.success(request, "That time will not be offered again for this conference.")
        return redirect("conferences:book", pk)
    context = {"conference": conference, "day": day, "session": session, "form": form}
    return render(request, "conferences/booking/refuse_slot.html", context)


def may_book_it(user: User, conference: Conference) -> bool:
    return rules.may_book(user)


def _asked(request: SignedInRequest) -> tuple[dt.date, SessionTime] | None:
    try:
        day = dt.date.fromisoformat(request.GET.get("day", ""))
        session = SessionTime.objects.filter(pk=int(request.GET.get("session", ""))).first()
    except ValueError:
        return None
    return (day, session) if session else None


@login_required
@require_POST
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = RefusedSlot.objects.select_related("conference")
    refused: RefusedSlot = open_one(
        rows, by=request.user, verb="conferences.offer_slot_again", pk=pk
    )
    steps.offer_again(refused=refused, by=request.user)
    messages.success(request, "That time is offered again.")
    return redirect("conferences:book", refused.conference_id)
