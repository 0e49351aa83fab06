"""What of this room waits for somebody: overdue actions by owner, core groups to record."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from people.domain.reading import list_all
from people.models import Child
from people.start_page import Task, Tile
from plans import rules
from plans.domain.drifting import Late, core_groups_to_record, overdue_actions
from plans.models import CoreGroup


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
    late = overdue_actions(user)
    families = [one.family for one in late]
    if families:
        of_families = Child.objects.visible_to(user).filter(family__in=families)
        children = of_families.order_by().values_list("pk", flat=True)
        list_all(families, by=user, verb="plans.start_page", children=children)
    yield from (overdue_task(one) for one in late)
    groups = core_groups_to_record(user)
    if groups:
        concerned = {plan.child_id for group in groups for plan in group.plans.all()}
        list_all(groups, by=user, verb="plans.start_page", children=concerned)
    yield from (_to_record(group) for group in groups)


def overdue_task(late: Late) -> Task:
    number = len(late.actions)
    what = "Action overdue" if number == 1 else f"{number} actions overdue"
    owners = f": {', '.join(late.owners)}" if late.owners else ""
    return Task(
        text=f"{what}{owners}",
        url=reverse("plans:plan", args=[late.family.pk]) + "#actions",
        due_on=late.actions[0].limit_on,
        about=str(late.family),
        label="Action",
        family_id=late.family.pk,
        fact=f"actions:{late.family.pk}",
        why="The plan gives each action an owner and a day, or who will say them by when; "
        "that day has passed.",
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
