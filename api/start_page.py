"""The way in for those who look after service accounts."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from api.rules import may_manage_service_accounts
from people.start_page import Tile


def tiles(user: User) -> Iterator[Tile]:
    if may_manage_service_accounts(user):
        hint = "Let another system in, or shut it out"
        yield Tile("Service accounts", reverse("api_accounts:list"), hint)
