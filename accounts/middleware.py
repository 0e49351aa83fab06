"""Refuses the requests of a locked session, and keeps what they carried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from accounts import rules
from accounts.domain import idle_lock

OPEN_WHILE_LOCKED = frozenset(
    {
        "accounts:lock",
        "accounts:unlock",
        "accounts:unlock_by_directory",
        "accounts:session",
        "account_logout",
    }
)
DIRECTORY_ANSWERS = "openid_connect_callback"  # see `DirectoryAdapter.pre_social_login`
LOCKED_STATUS = 423


class IdleLockMiddleware:
    """Works in process_view, after the CSRF check and once the view's name is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or name in OPEN_WHILE_LOCKED:
            return None
        if name == DIRECTORY_ANSWERS and idle_lock.awaits_directory(request.session):
            return None
        if not idle_lock.is_locked(request.session):
            idle_lock.note_presence(session=request.session, by=request.user)
        return answer_locked(request) if idle_lock.is_locked(request.session) else None


def answer_locked(request: HttpRequest) -> HttpResponse:
    """A page asks to unlock; a script gets 423; a sent form is carried through the unlocking."""
    if request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"locked": True, "message": "Locked"}, status=LOCKED_STATUS)
    if request.method == "GET":
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('accounts:unlock')}?{query}")
    return render(request, "accounts/locked_form.html", carried(request), status=LOCKED_STATUS)


def carried(request: HttpRequest) -> dict[str, Any]:
    """The posted fields, to be sent again once the session is open."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    return {"fields": fields, "address": request.get_full_path(), "had_files": bool(request.FILES)}


SECOND_STEP = "second_step"


class SecondStepMiddleware:
    """Nobody goes further than setting up a second step while they have none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if not rules.needs_second_step() or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(("mfa_", "account_", "accounts:")):
            request.session.pop(SECOND_STEP, None)
            return None
        if request.session.get(SECOND_STEP):
            return None
        if rules.has_second_step(request):
            request.session[SECOND_STEP] = True
            return None
        return HttpResponseRedirect(reverse("mfa_index"))
