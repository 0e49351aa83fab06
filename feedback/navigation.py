"""The links of this room in the navigation bar: for those who read, and for duty."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from feedback import rules
from govuk.navigation import NavItem


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    if isinstance(user, User) and rules.may_read(user):
        yield NavItem("Feedback", reverse("feedback:to_read"), section="/feedback/")
