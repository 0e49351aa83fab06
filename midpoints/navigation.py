"""The links and tiles of this room, for those who do the checks."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from govuk.navigation import NavItem
from midpoints import rules
from people.start_page import Tile


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    if isinstance(user, User) and rules.does_checks(user):
        yield NavItem("Midpoints", reverse("midpoints:due"), section="/midpoints/")


def tiles(user: User) -> Iterator[Tile]:
    if rules.does_checks(user):
        hint = "Half-way between conferences: what is due"
        yield Tile("Midpoint checks", reverse("midpoints:due"), hint)
