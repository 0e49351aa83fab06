"""The page everybody starts from: what needs me."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from desk.domain.radar.lists import needs_of
from desk.presenters.radar import shown
from people.rules import is_staff
from people.start_page import tiles_for
from timescales.domain import today_in_london


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    user, today = request.user, today_in_london()
    radar = needs_of(user)
    context = {
        "shown": shown(radar.needs, reader=user, today=today, everything="all" in request.GET),
        "accepted": radar.accepted,
        "tiles": tiles_for(user),
        "is_staff": is_staff(user),
    }
    return render(request, "desk/home.html", context)
