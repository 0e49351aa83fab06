"""What is free? For a telephone call: nothing is booked from here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bookings.domain import find
from bookings.forms.free import FreeForm
from bookings.views.access import booker_page

SHOWN = 20


@booker_page
@require_GET
def free(request: HttpRequest) -> HttpResponse:
    asked = "duration_minutes" in request.GET
    start = {"duration_minutes": 120, "minute_taker_wanted": True}
    form = FreeForm(request.GET if asked else None, initial=start)
    found = find(form.need(), limit=SHOWN) if asked and form.is_valid() else None
    return render(request, "bookings/free.html", {"form": form, "found": found})
