"""A session that ends while somebody types must not cost them a word.

The form carries a signed mark of who was shown it. When it comes back after the session ended,
what was typed waits in a fresh session, is given back to that same person after they sign in
again, and to nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse

MARK = "shown_to"
WAITING = "typed_before_sign_in"
SALT = "conferences.shown_to"
LONGEST = 7 * 24 * 60 * 60  # seconds

View = Callable[..., HttpResponse]


def mark_for(request: HttpRequest) -> str:
    """The signed mark to put in a form: whose it is and which page it is for."""
    return signing.dumps([request.user.pk, request.path], salt=SALT)


def keeps_what_was_typed(view: View) -> View:
    """Keep a POST that came after the session ended, and bring it back after signing in."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method == "POST" and (owner := _owner(request)):
                posted = dict(request.POST.lists())
                posted.pop("csrfmiddlewaretoken", None)
                request.session[WAITING] = {"owner": owner, "at": request.path, "typed": posted}
            return redirect_to_login(request.path)
        return view(request, *args, **kwargs)

    return keeping


def _owner(request: HttpRequest) -> int | None:
    try:
        owner, path = signing.loads(request.POST.get(MARK, ""), salt=SALT, max_age=LONGEST)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(owner) if path == request.path else None


def typed_before_sign_in(request: HttpRequest) -> dict[str, list[str]]:
    """What this person had sent to this page when the session ended; empty when nothing."""
    waiting = request.session.get(WAITING)
    if waiting is None or waiting["at"] != request.path:
        return {}
    del request.session[WAITING]
    mine: bool = waiting["owner"] == request.user.pk
    typed: dict[str, list[str]] = waiting["typed"]
    return typed if mine else {}
