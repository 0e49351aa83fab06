"""The link to the clearance queue, for those who may clear."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from disclosure.domain.clearing import how_many_wait
from govuk.navigation import NavItem


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    waiting = how_many_wait(user) if isinstance(user, User) else None
    if waiting is not None:
        yield NavItem("To clear", reverse("packs:queue"), question=waiting)
