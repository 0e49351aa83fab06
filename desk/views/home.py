"""The page everybody starts from."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.rules import is_staff
from people.start_page import tasks_for, tiles_for
from people.views.opening import reader


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    context = {
        "tasks": tasks_for(user),
        "tiles": tiles_for(user),
        "today": timezone.localdate(),
        "is_staff": is_staff(user),
    }
    return render(request, "desk/home.html", context)
