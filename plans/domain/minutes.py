"""What is kept of a core group: who came, progress on each outcome, views, actions reviewed.

Words said there may be given to those who were there throughout, by the usual rules; whoever was
there for part of it heard only part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accounts.errors import DomainError
from accounts.models import User
from people.models import Person
from plans.domain.developing import begin_full_plan, current_item, write_update
from plans.domain.words import CHILD_VIEWS, PROGRESS, say
from plans.enums import THROUGHOUT, CameAs, Direction, ItemKind, ItemStatus
from plans.models import (
    CoreGroup,
    CoreGroupAttendance,
    CoreGroupMember,
    Plan,
    PlanItem,
    Progress,
)


@dataclass(frozen=True)
class OutcomeSaid:
    """What the meeting said of one outcome. `scale` is 0 to 10, or nothing."""

    outcome: PlanItem
    direction: Direction
    scale: int | None = None
    words: str = ""


@dataclass(frozen=True)
class ActionReviewed:
    """How far an action has come, with the evidence or why it is no longer needed."""

    action: PlanItem
    status: ItemStatus
    words: str = ""


@dataclass(frozen=True)
class Minutes:
    """What is recorded of a core group. `views` is each child's own, by child id; `lead_came_as`
    is how the lead worker came who has no seat yet."""

    held_on: dt.date
    came: Mapping[CoreGroupMember, CameAs]
    progress: Sequence[OutcomeSaid] = ()
    views: Mapping[int, str] = field(default_factory=dict)
    actions: Sequence[ActionReviewed] = ()
    led_by: Person | None = None
    lead_came_as: CameAs | None = None


def keep_minutes(group: CoreGroup, minutes: Minutes, about: Sequence[Plan], *, by: User) -> None:
    """Write it all. Part of recording the core group, which permits and audits it."""
    CoreGroupAttendance.objects.bulk_create(
        CoreGroupAttendance(core_group=group, member=member, came_as=came_as)
        for member, came_as in minutes.came.items()
    )
    present = frozenset(m.person_id for m, came in minutes.came.items() if came in THROUGHOUT)
    for said in minutes.progress:
        _keep_progress(group, said, present, by)
    for plan in about:
        views = minutes.views.get(plan.child_id, "").strip()
        if views:
            _keep_views(group, plan, views, present, by)
    for reviewed in minutes.actions:
        write_update(
            item=reviewed.action,
            status=reviewed.status,
            on=minutes.held_on,
            words=reviewed.words,
            core_group=group,
            present=present,
            by=by,
        )


def _keep_progress(group: CoreGroup, said: OutcomeSaid, present: frozenset[int], by: User) -> None:
    outcome = current_item(said.outcome, by=by, said_on=group.held_on)
    if outcome.kind != ItemKind.SAFETY_GOAL:
        raise DomainError("Only what needs to be different is measured.", rule="not_measured")
    passage = None
    if said.words.strip():
        passage = say(
            outcome.passage.record,
            heading=PROGRESS,
            text=said.words.strip(),
            about=outcome.passage.about.values_list("pk", flat=True),
            part_key=group.about,
            present=present,
            by=by,
        )
    Progress.objects.create(
        core_group=group,
        outcome=outcome,
        direction=said.direction,
        scale=said.scale,
        words=passage,
    )


def _keep_views(
    group: CoreGroup, plan: Plan, views: str, present: frozenset[int], by: User
) -> None:
    """A child's own words are kept as they said them."""
    say(
        begin_full_plan(outline=plan.record, by=by).record,
        heading=CHILD_VIEWS,
        text=views,
        about=[plan.child_id],
        part_key=group.about,
        present=present,
        by=by,
    )
