"""What goes on after a parent has died, for the manager who decides on each of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from conferences.domain.bereavement import STILL_TO_COME
from conferences.models import Conference
from desk.domain.radar.clocks import needs_from
from desk.domain.radar.needs import Need
from people.domain.queries import managers_of, named_people, posted, shut_to
from people.domain.reading import list_all
from people.enums import Role
from people.models import Bereavement, Family
from people.rules import MANAGERS, has_role
from people.start_page import Owed, Task
from plans.domain.drifting import running_items
from plans.enums import OPEN_ITEMS, ItemKind
from plans.models import CoreGroupMember, PlanItem
from timescales.models import Deadline

MOST = 100


@dataclass(frozen=True)
class GoesOn:
    """Duties with their day; what the person was to do; where they had a seat or a place."""

    duties: list[Need]
    actions: list[PlanItem]
    meetings: list[Conference]
    in_core_group: bool


def what_goes_on(row: Bereavement, *, reader: User) -> GoesOn:
    """Of this family, as far as `reader` sees it. Audited as a list."""
    family, person = row.family_id, row.person_id
    clocks = Deadline.objects.visible_to(reader).open().filter(family=family)
    listed = list(clocks.select_related("child__person", "family").order_by("due_on", "pk")[:MOST])
    list_all(listed, by=reader, verb="desk.what_goes_on", children=row.family.children_concerned())
    actions = (
        running_items()
        .visible_to(reader)
        .filter(
            owner=person,
            kind=ItemKind.ACTION,
            status__in=OPEN_ITEMS,
            passage__record__family=family,
        )
    )
    meetings = Conference.objects.visible_to(reader).filter(
        family=family, state__in=STILL_TO_COME, participants__person=person
    )
    seats = CoreGroupMember.objects.current().filter(family=family, person=person)
    return GoesOn(
        duties=needs_from(listed, reader=reader),
        actions=list(actions.select_related("passage")),
        meetings=list(meetings.distinct()),
        in_core_group=seats.exists(),
    )


def who_looks(family: Family) -> list[User]:
    """The family's managers; where it is shut to them, managers who are named; else the heads of
    service. Nobody, where it is shut to all of these."""
    named = [one.user for one in named_people(family)]
    managing = [user for user in named if user.is_active and has_role(user, *MANAGERS)]
    for some in (managers_of(family), managing, posted(Role.HEAD_OF_SERVICE)):
        shut = shut_to(users=[user.pk for user in some], families=[family.pk])
        if able := [user for user in some if (user.pk, family.pk) not in shut]:
            return able
    return []


def tasks(user: User) -> Iterator[Task]:
    """The family's team manager looks; a head of service where nobody manages the family."""
    if not has_role(user, *MANAGERS):
        return
    rows = Bereavement.objects.visible_to(user).to_look_over()
    found = list(rows.select_related("family"))
    if not has_role(user, Role.TEAM_MANAGER):
        found = [row for row in found if user in who_looks(row.family)]
    if found:
        children = {child for row in found for child in row.children_concerned()}
        list_all(found, by=user, verb="desk.what_needs_me", children=children)
    for row in found:
        yield Task(
            text="Look at what goes on after a death",
            url=reverse("desk:bereavement", args=[row.pk]),
            about=str(row.family),
            label="Death",
            family_id=row.family_id,
            fact=row.about,
            why="The children’s duties go on; a manager decides on each.",
        )
    if has_role(user, Role.HEAD_OF_SERVICE):
        yield from (_to_name(row) for row in _that_nobody_may_open())


def _to_name(row: Bereavement) -> Task:
    """Without the family: whoever is told may not see it yet."""
    return Task(
        text="Name a manager for a restricted family",
        url=reverse("people:break_glass", args=[row.family_id]),
        label="Restricted",
        fact=nobody_for(row),
        why="A manager must look at something in it, and nobody who manages may open it.",
    )


def _that_nobody_may_open() -> list[Bereavement]:
    rows = Bereavement.objects.to_look_over().filter(family__is_restricted=True)
    return [row for row in rows.select_related("family") if not who_looks(row.family)]


def nobody_for(row: Bereavement) -> str:
    return f"nobody_looks:{row.family_id}"


def owed() -> Iterator[Owed]:
    for row in Bereavement.objects.to_look_over().select_related("family"):
        readers = who_looks(row.family)
        for reader in readers:
            yield Owed(reader.pk, row.about, row.family_id)
        for head in [] if readers else posted(Role.HEAD_OF_SERVICE):
            yield Owed(head.pk, nobody_for(row))
