"""What of this room waits for somebody: actions by owner, overdue and due soon, and core groups to
record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from people.domain.reading import list_all
from people.models import Child
from people.start_page import Task, Tile
from plans import rules
from plans.domain.drifting import LATE, SOON, Due, actions_due, core_groups_to_record
from plans.models import CoreGroup
from timescales.domain import today_in_london


def tiles(user: User) -> Iterator[Tile]:
    if rules.may_import_visits(user):
        yield Tile("Visits from a file", reverse("plans:import_visits"), "From the case system")
    if rules.may_set_local_practice(user):
        yield Tile(
            "Local practice for plans",
            reverse("plans:local_practice"),
            "When a plan may end without a review, and which plan is a repeat",
        )


def tasks(user: User) -> Iterator[Task]:
    due, today = actions_due(user), today_in_london()
    families = [one.family for one in due]
    if families:
        of_families = Child.objects.visible_to(user).filter(family__in=families)
        children = of_families.order_by().values_list("pk", flat=True)
        list_all(families, by=user, verb="plans.start_page", children=children)
    for one in due:
        yield from _action_lines(one, today)
    groups = core_groups_to_record(user)
    if groups:
        concerned = {plan.child_id for group in groups for plan in group.plans.all()}
        list_all(groups, by=user, verb="plans.start_page", children=concerned)
    yield from (_to_record(group) for group in groups)


def _action_lines(due: Due, today: dt.date) -> Iterator[Task]:
    """One line for what is overdue, which can be raised and accepted, one for what is not yet."""
    late, in_time = due.overdue(today), due.still_in_time(today)
    if late.actions:
        yield overdue_task(late)
    if in_time.actions:
        yield _action_line(in_time, SOON, "due", "is near")


def overdue_task(late: Due) -> Task:
    return _action_line(late, LATE, "overdue", "has passed")


def _action_line(due: Due, kind: str, word: str, day: str) -> Task:
    number = len(due.actions)
    what = f"Action {word}" if number == 1 else f"{number} actions {word}"
    owners = f": {', '.join(due.owners)}" if due.owners else ""
    return Task(
        text=f"{what}{owners}",
        url=reverse("plans:plan", args=[due.family.pk]) + "#actions",
        due_on=due.actions[0].limit_on,
        about=str(due.family),
        label="Action",
        family_id=due.family.pk,
        fact=f"{kind}:{due.family.pk}",
        why="The plan gives each action an owner and a day, or who will say them by when; "
        f"that day {day}.",
    )


def _to_record(group: CoreGroup) -> Task:
    return Task(
        text="Record the core group, or say why it was not held",
        url=reverse("plans:record_planned", args=[group.pk]),
        due_on=group.day,
        about=str(group.family),
        label="Core group",
        family_id=group.family_id,
        fact=f"core_group:{group.family_id}",
        why="It was planned for a day that is over, and nothing is written down.",
    )
