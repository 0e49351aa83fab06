"""Who chairs a booked conference and who takes its minutes; the time and the room stay."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from accounts.views.request import SignedInRequest
from bookings.enums import MoveReason
from conferences import rules
from conferences.domain import booked_people
from conferences.forms.booked_people import ChairForm, MinuteTakerForm
from conferences.views.case_page import open_conference
from people.forms.saving import attempt


def _require_booker(request: SignedInRequest) -> None:
    if not rules.may_book(request.user):
        raise NotAllowed("Only business support and duty officers book conferences.")


@login_required
@require_http_methods(["GET", "POST"])
def change_chair(request: SignedInRequest, pk: int) -> HttpResponse:
    _require_booker(request)
    conference = open_conference(request, pk, "conferences.open_change_chair")
    form = ChairForm(request.POST or None)

    def act() -> None:
        booked_people.change_chair(
            conference=conference,
            chair=form.cleaned_data["chair"],
            reason=MoveReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            by=request.user,
        )

    if request.method == "POST" and attempt(form, act):
        messages.success(request, f"{form.cleaned_data['chair']} now chairs this conference.")
        return redirect("conferences:conference", pk)
    context = {"conference": conference, "form": form, "heading": "Change the chair"}
    return render(request, "conferences/diary/change_people.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def change_minute_taker(request: SignedInRequest, pk: int) -> HttpResponse:
    _require_booker(request)
    conference = open_conference(request, pk, "conferences.open_change_minute_taker")
    booking = conference.booking
    start = {"minute_taker": booking.minute_taker_id if booking else None}
    form = MinuteTakerForm(request.POST or None, initial=start)

    def act() -> None:
        booked_people.change_minute_taker(
            conference=conference,
            minute_taker=form.cleaned_data["minute_taker"],
            by=request.user,
        )

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The minute-taker is changed.")
        return redirect("conferences:conference", pk)
    context = {"conference": conference, "form": form, "heading": "Change the minute-taker"}
    return render(request, "conferences/diary/change_people.html", context)
