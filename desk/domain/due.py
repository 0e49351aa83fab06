"""What is due from one person."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from people.domain.reading import list_all
from people.enums import Role
from people.rules import has_role
from timescales.domain import open_for_owner
from timescales.models import Deadline

MOST = 30


def due_for(user: User) -> list[Deadline]:
    """Their own open deadlines, soonest first; for managers, what is overdue where they reach."""
    today = timezone.localdate()
    rows = open_for_owner(user)
    if has_role(user, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE):
        rows = rows | Deadline.objects.visible_to(user).overdue(today=today)
    rows = rows.select_related("child__person", "family").order_by("due_on", "pk")[:MOST]
    shown = list(rows)
    if not shown:
        return []
    children = {deadline.child_id for deadline in shown if deadline.child_id}
    return list_all(shown, by=user, verb="desk.what_needs_me", children=children)
