"""A request by somebody who has signed in, and the guard of the managers' pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from audit.domain import refuse
from timescales.permissions import may_change_clocks


class SignedInRequest(HttpRequest):
    user: User


View = Callable[..., HttpResponse]


def clock_changers_only(view: View) -> View:
    """For those who may change the calendar and local values; a refusal is audited."""

    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        if not may_change_clocks(request.user):
            refuse(f"timescales.{view.__name__}", by=request.user, reason="not a head of service")
            raise PermissionDenied
        return view(request, **kwargs)

    return guarded
