"""The guard of the managers' pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from timescales.permissions import NOT_A_HEAD, may_change_clocks

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
