"""Who may open which page of bookings. A refusal is kept on record and answered with 403."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.errors import NotAllowed
from accounts.models import User
from bookings.domain.permission import require
from bookings.rules import may_book, may_keep_places, may_set_local_practice

View = Callable[..., HttpResponse]


def _page_for(allowed: Callable[[User], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            verb = f"bookings.page.{view.__name__}"
            try:
                require(allowed(request.user), by=request.user, verb=verb, to="open this page")
                return view(request, *args, **kwargs)
            except NotAllowed as error:
                raise PermissionDenied(error.message) from error

        return page

    return decorate


booker_page = _page_for(may_book)
keeper_page = _page_for(may_keep_places)
head_page = _page_for(may_set_local_practice)
