"""The link to rooms and staff in the navigation bar."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from bookings.rules import may_keep_places
from govuk.navigation import NavItem


def links_for(request: HttpRequest) -> Iterator[NavItem]:
    if request.user.is_authenticated and may_keep_places(request.user):
        yield NavItem("Rooms", reverse("bookings:places"), section="/bookings/")
