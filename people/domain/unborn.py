"""A scan finds more babies than were thought, or fewer. Each has a record of their own."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.merge import Merging
from people.domain.permission import require
from people.errors import BadDetail
from people.models import Child, Merge, Person, Relationship
from people.rules import may_edit_family, may_merge_these

MOST = 6


@transaction.atomic
def split_unborn(*, child: Child, number: int, by: User) -> list[Child]:
    """`number` babies where one was expected: the others, with the same people around them.

    Raises `NotAllowed`, `BadDetail` for a child already born or a number that cannot be.
    """
    require(
        may_edit_family(by, child.family),
        "people.split_unborn",
        by=by,
        subjects=[child],
        children=[child.pk],
    )
    child = Child.objects.select_for_update(of=("self",)).select_related("person").get(pk=child.pk)
    if not child.is_unborn:
        raise BadDetail("Only a baby who is not born yet can be split.")
    if not 2 <= number <= MOST:
        raise BadDetail(f"Enter how many babies there are, from 2 to {MOST}.", field="number")
    last = _place(child)
    made = [_another(child, place) for place in range(last + 1, last + number)]
    ids = [child.pk, *(each.pk for each in made)]
    record(Action.CREATED, "people.split_unborn", by=by, subjects=made, children=ids)
    return made


def _place(child: Child) -> int:
    """The first baby is baby 1 from now on, unless they were one of several already."""
    if child.birth_order is not None:
        siblings = Child.objects.filter(family=child.family_id, expected_on=child.expected_on)
        return max(siblings.values_list("birth_order", flat=True), key=lambda order: order or 0)
    child.birth_order = 1
    child.save()
    if child.person.given_names == "Baby":
        child.person.given_names = "Baby 1"
        child.person.save()
    return 1


def _another(child: Child, place: int) -> Child:
    person = Person.objects.create(
        given_names=f"Baby {place}",
        family_name=child.person.family_name,
        first_language=child.person.first_language,
        is_protected=child.person.is_protected,
    )
    made: Child = Child.objects.create(
        person=person,
        family=child.family,
        local_id=f"CS{person.pk:07}",
        expected_on=child.expected_on,
        birth_order=place,
        ethnicity=child.ethnicity,
    )
    for row in Relationship.objects.filter(child=child):
        row.pk, row.child = None, made
        row._state.adding = True
        row.save()
    return made


@transaction.atomic
def fewer_unborn(*, child: Child, reason: str, by: User) -> Child:
    """This baby was counted by mistake: the record becomes part of a twin's, and can be taken
    back like any merge. A baby that was lost is recorded as a bereavement, never here.

    Returns the twin. Raises `NotAllowed`, `BadDetail` without a twin or a reason.
    """
    twin = _twin_of(child)
    if twin is None:
        raise BadDetail("There is no other baby of this pregnancy on record.")
    allowed = may_merge_these(by, twin.person, child.person)
    require(allowed, "people.fewer_unborn", by=by, subjects=[child], children=[child.pk])
    if not reason.strip():
        raise BadDetail("Say how you know that there is one baby fewer.", field="reason")
    person = Person.objects.select_for_update().get(pk=child.pk)
    merging = Merging(twin.person, person)
    merging.run_of_unborn()
    Merge.objects.create(
        kept=twin.person,
        duplicate=person,
        reason=reason.strip(),
        moved=merging.moved,
        merged_by=by,
    )
    ids = [child.pk, twin.pk]
    record(Action.CHANGED, "people.fewer_unborn", by=by, subjects=[child], children=ids)
    return twin


def _twin_of(child: Child) -> Child | None:
    """Another baby of the same pregnancy who is still expected."""
    siblings = Child.objects.standing().filter(
        family=child.family_id, expected_on=child.expected_on, person__date_of_birth=None
    )
    found: Child | None = (
        siblings.exclude(pk=child.pk).select_related("person").order_by("birth_order", "pk").first()
    )
    return found if child.is_unborn else None
