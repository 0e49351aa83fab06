"""What of this room waits for somebody: overdue actions by owner, core groups to record."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from people.domain.reading import list_all
from people.start_page import Task
from plans.domain.drifting import Late, core_groups_to_record, overdue_actions
from plans.models import CoreGroup


def tasks(user: User) -> Iterator[Task]:
    late = overdue_actions(user)
    families = [one.family for one in late]
    children = {child for family in families for child in family.children_concerned()}
    if families:
        list_all(families, by=user, verb="plans.start_page", children=children)
    yield from (_overdue(one) for one in late)
    groups = core_groups_to_record(user)
    if groups:
        concerned = {child for group in groups for child in group.children_concerned()}
        list_all(groups, by=user, verb="plans.start_page", children=concerned)
    yield from (_to_record(group) for group in groups)


def _overdue(late: Late) -> Task:
    number = len(late.actions)
    what = "Action overdue" if number == 1 else f"{number} actions overdue"
    owners = f": {', '.join(late.owners)}" if late.owners else ""
    return Task(
        text=f"{what}{owners}",
        url=reverse("plans:plan", args=[late.family.pk]) + "#actions",
        due_on=late.actions[0].due_on,
        about=str(late.family),
        label="Action",
    )


def _to_record(group: CoreGroup) -> Task:
    return Task(
        text="Record the core group, or say why it was not held",
        url=reverse("plans:record_planned", args=[group.pk]),
        due_on=group.day,
        about=str(group.family),
        label="Core group",
    )
