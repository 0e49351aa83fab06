"""The link to the clearance queue, for those who may clear."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from disclosure.domain.clearing import number_to_clear
from govuk.navigation import NavItem


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    waiting = number_to_clear(user) if isinstance(user, User) else None
    if waiting is not None:
        yield NavItem("To clear", reverse("packs:queue"), count=waiting)
