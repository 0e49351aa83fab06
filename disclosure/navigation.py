"""The link to the clearance queue, for those who may clear."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from disclosure.domain.clearing import queue_for
from disclosure.rules import clears
from govuk.navigation import NavItem


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    if isinstance(user, User) and clears(user):
        yield NavItem("To clear", reverse("packs:queue"), count=queue_for(user).count())
