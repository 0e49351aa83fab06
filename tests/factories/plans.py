"""Plans that are already open, without the conference that opened them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from disclosure.models import Record
from people.enums import CaseRoleKind, RelationshipKind, Role
from people.models import Child, Family, Person
from plans.domain.clocks import start_clocks
from plans.domain.members import members_of, seat_members
from plans.domain.minutes import Minutes
from plans.domain.recording import record_core_group
from plans.enums import CameAs, Category, ItemKind, PlanKind
from plans.models import CoreGroup, Plan, PlanItem
from tests.factories.disclosure import make_passage, make_record
from tests.factories.people import (
    make_case_role,
    make_child,
    make_family,
    make_person,
    make_professional,
    make_relationship,
    make_staff,
    make_team,
)
from timescales.domain import today_in_london


def days_ago(number: int) -> dt.date:
    return today_in_london() - dt.timedelta(days=number)


def make_plan(child: Child, **fields: Any) -> Plan:
    """A child protection plan for neglect, open for thirty days, unless told otherwise."""
    fields = {
        "kind": PlanKind.CHILD_PROTECTION,
        "started_on": timezone.localdate() - dt.timedelta(days=30),
        "category_initial": Category.NEGLECT,
        "category_latest": Category.NEGLECT,
        "opened_by": "conference:0",
        **fields,
    }
    fields.setdefault("record", make_record(child.family))
    return Plan.objects.create(child=child, **fields)


def make_item(
    record: Record,
    text: str = "Ada eats breakfast every day.",
    *,
    kind: str = ItemKind.SAFETY_GOAL,
    audience: Iterable[Person] = (),
    about: Iterable[Person | Child] = (),
    **fields: Any,
) -> PlanItem:
    """An item of an outline, unless told otherwise what needs to be different."""
    passage = make_passage(record, text, heading="plan", audience=audience, about=about)
    return PlanItem.objects.create(passage=passage, kind=kind, **fields)


@dataclass
class Case:
    """A family whose two children are on plans that one conference made."""

    family: Family
    worker: User
    manager: User
    chair: User
    mother: Person
    nurse: Person
    plans: list[Plan]
    goal: PlanItem
    action: PlanItem

    @property
    def plan(self) -> Plan:
        return self.plans[0]

    @property
    def outline(self) -> Record:
        return self.plan.record

    def minutes(self, held_on: dt.date, came_as: CameAs = CameAs.IN_PERSON, **more: Any) -> Minutes:
        came = dict.fromkeys(members_of(self.family), came_as)
        return Minutes(held_on=held_on, came=came, **more)

    def meet(self, held_on: dt.date, **more: Any) -> CoreGroup:
        """A core group that everybody came to."""
        return record_core_group(
            family=self.family, minutes=self.minutes(held_on, **more), by=self.worker
        )


def make_case(*names: str, started_on: dt.date | None = None, clocks: bool = True) -> Case:
    """Two siblings on plans for thirty days, one outcome, one action, mother and nurse around
    the table. The clocks run."""
    team = make_team()
    family = make_family(team=team)
    worker = make_staff(Role.SOCIAL_WORKER, team=team)
    manager = make_staff(Role.TEAM_MANAGER, team=team)
    chair = make_staff(Role.PRINCIPAL_OFFICER)
    make_case_role(family, worker, kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
    make_case_role(family, chair, kind=CaseRoleKind.CHAIR)
    mother, nurse = make_person("Ngozi Testwood"), make_professional("Tamsin Pendlewick").person
    children = [
        make_child(name, family=family) for name in names or ("Ada Testwood", "Ben Testwood")
    ]
    for child in children:
        make_relationship(child, mother, kind=RelationshipKind.MOTHER)
    outline = make_record(family)
    goal = make_item(outline, audience=[mother, nurse])
    action = make_item(
        outline,
        "Book the dentist.",
        kind=ItemKind.ACTION,
        audience=[mother, nurse],
        owner=mother,
        due_on=days_ago(2),
    )
    started_on = started_on or days_ago(30)
    plans = [make_plan(child, record=outline, started_on=started_on) for child in children]
    for plan in plans if clocks else ():
        start_clocks(plan, by=worker)
    people = [worker.professional.person, mother, nurse]
    seat_members(family=family, people=people, on=started_on, by=worker)
    return Case(family, worker, manager, chair, mother, nurse, plans, goal, action)
