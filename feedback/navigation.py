"""The links of this room in the navigation bar: for those who read, and for duty."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from govuk.navigation import NavItem, Question
from people.enums import Role
from people.rules import has_role, is_staff

READER = "SELECT 0 FROM feedback_reader WHERE user_id = %s AND from_on <= %s"
READER += " AND (to_on IS NULL OR to_on >= %s) LIMIT 1"


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    if not isinstance(user, User) or not is_staff(user):
        return
    named = None if has_role(user, Role.HEAD_OF_SERVICE) else _is_named(user)
    yield NavItem("Feedback", reverse("feedback:to_read"), section="/feedback/", question=named)


def _is_named(user: User) -> Question:
    """`rules.may_read`, asked with what else the navigation asks."""
    today = timezone.localdate()
    return Question(READER, (user.pk, today, today))
