"""A request by somebody who has signed in, and the guard of the managers' pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from people.domain.permission import require
from timescales.permissions import NOT_A_HEAD, may_change_clocks


class SignedInRequest(HttpRequest):
    user: User


View = Callable[..., HttpResponse]


def clock_changers_only(view: View) -> View:
    """For those who may change the calendar and local values; a refusal is audited."""

    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        verb = f"timescales.{view.__name__}"
        require(may_change_clocks(request.user), verb, by=request.user, reason=NOT_A_HEAD)
        return view(request, **kwargs)

    return guarded
