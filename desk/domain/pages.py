"""Everything a child's or family's page shows, each part scoped to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from conferences.models import Conference, ConferenceChild
from escalations.models import Complaint, Concern, Praise, ResolutionForm
from escalations.presenters.raised import AnythingRaised
from people.domain.queries import records_of, standing_children
from people.enums import CaseRoleKind
from people.models import CaseRole, Child, Family, Person, Relationship, Residence
from people.rules import may_see_who_viewed
from plans.models import Plan
from timescales.models import Deadline


@dataclass(frozen=True)
class Network:
    """One relative with the children they are related to."""

    relationships: list[Relationship]

    @property
    def person(self) -> Any:
        return self.relationships[0].person


def relationships_of(family: Family, reader: User) -> list[Relationship]:
    rows = Relationship.objects.visible_to(reader).current().filter(child__family=family)
    return list(rows.select_related("child__person", "person").order_by("person_id", "child_id"))


def homes_of(family: Family, reader: User) -> list[Residence]:
    """Where everybody of the family lives today."""
    people = {child.pk for child in standing_children(family)}
    people |= {row.person_id for row in relationships_of(family, reader)}
    rows = Residence.objects.visible_to(reader).current().filter(person__in=people)
    return list(rows.select_related("person", "address").order_by("address_id", "person_id"))


def kept_from(rows: list[Relationship], reader: User, *, in_emergency: bool = True) -> set[int]:
    """Those related (ids) of whom others keep where they live and how to reach them; without
    `in_emergency`, those of whom they change it, which broken glass lets nobody do."""
    people = [row.person_id for row in rows]
    asked = Person.objects.kept_from(reader, in_emergency=in_emergency).filter(pk__in=people)
    return set(asked.order_by().values_list("pk", flat=True))


def deadlines_of(family: Family, reader: User, child: Child | None = None) -> list[Deadline]:
    """Open deadlines of the family; of one child and of the whole family where `child` is given."""
    rows = Deadline.objects.visible_to(reader).open().filter(family=family)
    if child is not None:
        rows = rows.filter(child=child) | rows.filter(child__isnull=True)
    return list(rows.select_related("child__person").order_by("due_on", "pk"))


def plans_of(child: Child, reader: User) -> list[Plan]:
    rows = Plan.objects.visible_to(reader).filter(child=child, voided_at__isnull=True)
    return list(rows.order_by("-started_on", "-pk"))


def open_plans_of(family: Family, reader: User) -> dict[int, Plan]:
    rows = Plan.objects.visible_to(reader).open().filter(child__family=family)
    return {plan.child_id: plan for plan in rows}


def conferences_of(family: Family, reader: User, child: Child | None = None) -> list[Conference]:
    rows = Conference.objects.visible_to(reader).filter(family=family)
    if child is not None:
        mine = ConferenceChild.objects.visible_to(reader).filter(child=child)
        rows = rows.filter(pk__in=mine.order_by().values("conference"))
    return list(rows.select_related("booking", "chair__person"))


def raised_about(family: Family, reader: User, child: Child | None = None) -> list[AnythingRaised]:
    """Concerns, Resolution Forms, complaints and good work, newest first; of one child where it
    is given."""
    found: list[AnythingRaised] = []
    for model in (Concern, ResolutionForm, Complaint, Praise):
        rows = model.objects.visible_to(reader).filter(family=family)
        found += rows.filter(children=child) if child else rows
    return sorted(found, key=lambda row: row.raised_at, reverse=True)


def look_ups_of(child: Child, reader: User) -> list[Event]:
    """Who asked, in an emergency, whether the child is on a plan: for the chair and managers."""
    chairs = CaseRole.objects.visible_to(reader).current()
    is_chair = chairs.filter(
        family=child.family_id, kind=CaseRoleKind.CHAIR, professional__user=reader
    ).exists()
    if not (is_chair or may_see_who_viewed(reader)):
        return []
    asked = Event.objects.filter(
        action=Action.SEARCHED, verb="people.look_up", child_ids__overlap=records_of(child)
    )
    return list(asked.order_by("-id")[:10])
