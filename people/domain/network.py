"""Who is who to a child: relatives, carers, and what each may be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from audit.history import noted_as_of
from people.domain.contact import KEPT_BY_OTHERS
from people.domain.details import PersonDetails, apply
from people.domain.permission import require
from people.domain.queries import child_record
from people.domain.versions import require_unchanged
from people.errors import BadDetail
from people.models import Child, Person, Relationship
from people.names import likeness, search_keys
from people.rules import may_edit_family, may_edit_person, may_relate

# It does not say why: whether a professional belongs to a family is told to nobody.
RELATED_BY_OFFICER = (
    "You cannot add this person here. Ask the data officer to relate them. If this family is "
    "restricted, its manager names the data officer first."
)


@dataclass(frozen=True, kw_only=True)
class RelationshipDetails:
    kind: str
    parental_responsibility: bool = False
    lives_with: bool = False
    must_not_be_told: bool = False
    poses_risk: bool = False
    from_on: dt.date | None = None
    to_on: dt.date | None = None

    def checked(self) -> RelationshipDetails:
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise BadDetail("The last day must be on or after the first.", field="to_on")
        return self


@transaction.atomic
def add_relative(
    *,
    children: Collection[Child],
    person: PersonDetails | Person,
    details: RelationshipDetails,
    by: User,
) -> list[Relationship]:
    """Relate somebody, new or already known, to one or more children of one family."""
    kin = list(children)
    family = kin[0].family
    if any(child.family_id != family.pk for child in kin):
        raise WrongState("Choose children of one family.", rule="not_of_this_family")
    ids = [child.pk for child in kin]
    require(may_edit_family(by, family), "people.add_relative", by=by, subjects=kin, children=ids)
    somebody = _somebody(person, by)
    made = [_relate(child, somebody, details.checked()) for child in kin]
    record(Action.CREATED, "people.add_relative", by=by, subjects=made, children=ids)
    return made


@transaction.atomic
def change_relationship(
    *,
    relationship: Relationship,
    details: RelationshipDetails,
    seen: int | None = None,
    by: User,
) -> Relationship:
    require(
        may_edit_family(by, relationship.child.family),
        "people.change_relationship",
        by=by,
        subjects=[relationship],
        children=[relationship.child_id],
    )
    row: Relationship = Relationship.objects.select_for_update().get(pk=relationship.pk)
    require_unchanged(row, seen)
    changed = apply(details.checked(), row)  # type: ignore[arg-type]
    row.save()
    record(
        Action.CHANGED,
        "people.change_relationship",
        by=by,
        subjects=[row],
        children=[row.child_id],
        detail={"fields": changed},
    )
    return row


@transaction.atomic
def change_person(
    *, person: Person, details: PersonDetails, seen: int | None = None, by: User
) -> Person:
    """Correct what is known of a relative, carer or professional this user may see."""
    ids = person.children_concerned()
    require_may_change(person, by=by)
    row = Person.objects.select_for_update().get(pk=person.pk)
    require_unchanged(row, seen)
    details = details.checked()
    if details.date_of_birth != row.date_of_birth and child_record(row):
        raise BadDetail(
            "This is a child known here. Change the date of birth on the child’s own page.",
            field="date_of_birth",
        )
    changed = apply(details, row)
    noted_as_of(row, by)
    row.save()
    record(
        Action.CHANGED,
        "people.change_person",
        by=by,
        subjects=[row],
        children=ids,
        detail={"fields": changed},
    )
    return row


def require_may_change(person: Person, *, by: User) -> None:
    """Raises `Refused`, saying whom to tell of what is new."""
    require(
        may_edit_person(by, person),
        "people.change_person",
        by=by,
        subjects=[person],
        children=person.children_concerned(),
        message=KEPT_BY_OTHERS,
    )


def people_alike(*, name: str, by: User, date_of_birth: dt.date | None = None) -> list[Person]:
    """People this user may see, not by broken glass, whose name is much the same: perhaps the one
    to relate. Professionals among them, or each would be recorded twice (`may_relate`)."""
    found = (
        Person.objects.visible_to(by, in_emergency=False)
        .standing()
        .filter(search_keys__overlap=search_keys(name))[:200]
    )
    close = [(likeness(name, person.name), person) for person in found]
    return [
        person
        for score, person in sorted(close, key=lambda pair: -pair[0])
        if score >= (70 if date_of_birth and person.date_of_birth == date_of_birth else 85)
    ][:10]


def births_told(people: Iterable[Person], *, by: User) -> set[int]:
    """Those of them (ids) whose date of birth `by` may be shown. Of a professional it is known
    only where they belong to a family: it would tell everybody that they do."""
    asked = Person.objects.filter(pk__in=[person.pk for person in people])
    return set(asked.of_families_seen_by(by).order_by().values_list("pk", flat=True))


def _somebody(person: PersonDetails | Person, by: User) -> Person:
    if isinstance(person, PersonDetails):
        made = Person(**vars(person.checked()))
        noted_as_of(made, by)
        made.save()
        return made
    require(
        may_relate(by, person),
        "people.add_relative",
        by=by,
        subjects=[person],
        reason="not theirs to relate",
        message=RELATED_BY_OFFICER,
    )
    return person


def _relate(child: Child, person: Person, details: RelationshipDetails) -> Relationship:
    if child.pk == person.pk:
        raise WrongState(f"{person} cannot be related to themselves.", rule="related_to_themselves")
    if Relationship.objects.filter(child=child, person=person).exists():
        raise WrongState(
            f"{person} is already recorded as related to {child}.", rule="already_done"
        )
    return Relationship.objects.create(child=child, person=person, **vars(details))
