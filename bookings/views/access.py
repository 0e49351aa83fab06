"""Who may open which page of bookings. The refusal is audited where errors become pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from accounts.errors import NotAllowed
from accounts.models import User
from bookings.rules import may_book, may_keep_places, may_set_local_practice

View = Callable[..., HttpResponse]


def _page_for(allowed: Callable[[User], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not allowed(request.user):
                raise NotAllowed("You do not have permission to open this page.")
            return view(request, *args, **kwargs)

        return page

    return decorate


booker_page = _page_for(may_book)
keeper_page = _page_for(may_keep_places)
head_page = _page_for(may_set_local_practice)
