"""What of this room stands on somebody's start page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from escalations import rules
from escalations.domain import queries
from people.domain.reading import list_all
from people.start_page import Task, Tile


def tiles(user: User) -> Iterator[Tile]:
    if rules.may_raise(user):
        yield Tile(
            "Raise a concern", reverse("escalations:choose_family"), "Takes less than a minute"
        )


def tasks(user: User) -> Iterator[Task]:
    """Concerns this person raised and has not settled, with the day they should be settled by."""
    if not rules.may_raise(user):
        return
    rows = queries.open_concerns_of(user)
    children = [child.pk for row in rows for child in row.children.all()]
    shown = list_all(rows, by=user, verb="escalations.start_page", children=children)
    due = queries.due_dates(row.about for row in shown)
    for concern in shown:
        yield Task(
            text="Resolve this concern, or make it a Resolution Form",
            url=reverse("escalations:concern", args=[concern.pk]),
            due_on=due.get(concern.about),
            about=str(concern.family),
            label="Concern",
        )
