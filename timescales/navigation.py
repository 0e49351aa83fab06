"""The clocks in the navigation bar: for those who may change them."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from govuk.navigation import NavItem
from timescales.permissions import may_change_clocks


def links(request: HttpRequest) -> Iterator[NavItem]:
    if isinstance(request.user, User) and may_change_clocks(request.user):
        yield NavItem("Clocks", reverse("timescales:rules"))
