"""Add a child, born or expected; record a birth; keep what is known right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from audit.history import noted_as_of
from people.domain import births
from people.domain.details import ChildDetails, PersonDetails, apply
from people.domain.duplicates import possible_duplicates
from people.domain.permission import require
from people.domain.versions import require_unchanged
from people.enums import RelationshipKind
from people.errors import BadDetail, PossibleDuplicates
from people.models import Child, Family, Person, Relationship
from people.notices import tell_of_hidden_duplicate
from people.rules import may_edit_family


@transaction.atomic
def add_child(
    *,
    family: Family,
    person: PersonDetails,
    child: ChildDetails,
    looked_at: Collection[int] = (),
    hidden_accepted: bool = False,
    by: User,
) -> Child:
    """Add one child to a family.

    `looked_at`: the possible duplicates somebody has looked at and found to be other children;
    `hidden_accepted`: they go on although records they may not open look alike (the data officer
    is told). Raises `PossibleDuplicates` while any remains, and `BadDetail`.
    """
    require(may_edit_family(by, family), "people.add_child", by=by, subjects=[family])
    person = person.checked()
    child = child.checked(person.date_of_birth)
    hidden = _check_duplicates(person, child, looked_at, hidden_accepted, by)
    made = _create(family, person, child)
    if hidden:
        tell_of_hidden_duplicate(made, by=by)
    record(Action.CREATED, "people.add_child", by=by, subjects=[made], children=[made.pk])
    return made


@transaction.atomic
def add_unborn(
    *,
    family: Family,
    expected_on: dt.date,
    number: int = 1,
    family_name: str,
    mother: Person | None = None,
    looked_at: Collection[int] = (),
    hidden_accepted: bool = False,
    by: User,
) -> list[Child]:
    """Add the babies of one pregnancy: one record each, as each will have its own plan."""
    require(may_edit_family(by, family), "people.add_unborn", by=by, subjects=[family])
    if not 1 <= number <= 6:
        raise BadDetail("Enter how many babies are expected, from 1 to 6.", field="number")
    people = [
        PersonDetails(given_names=f"Baby {n}" if number > 1 else "Baby", family_name=family_name)
        for n in range(1, number + 1)
    ]
    details = [
        ChildDetails(expected_on=expected_on, birth_order=n if number > 1 else None)
        for n in range(1, number + 1)
    ]
    checked = [person.checked() for person in people]
    unborn = [child.checked(None) for child in details]
    hidden = _check_duplicates(checked[0], unborn[0], looked_at, hidden_accepted, by)
    made = [_create(family, *pair) for pair in zip(checked, unborn, strict=True)]
    if hidden:
        tell_of_hidden_duplicate(made[0], by=by)
    if mother:
        _relate_mother(made, mother)
    ids = [child.pk for child in made]
    record(Action.CREATED, "people.add_unborn", by=by, subjects=made, children=ids)
    return made


@transaction.atomic
def record_birth(
    *,
    child: Child,
    born_on: dt.date,
    sex: str,
    given_names: str = "",
    family_name: str = "",
    nhs_number: str = "",
    by: User,
) -> Child:
    """An expected baby was born. The expected date stays on the record.

    Part of `conferences.domain.birth`, which counts the clocks again.
    """
    require(
        may_edit_family(by, child.family),
        "people.record_birth",
        by=by,
        subjects=[child],
        children=[child.pk],
    )
    child = _locked(child)
    if not child.is_unborn:
        raise BadDetail("This child’s birth is already recorded.", field="born_on")
    person = child.person
    person.date_of_birth = born_on
    person.given_names = given_names.strip() or person.given_names
    person.family_name = family_name.strip() or person.family_name
    _details_of(person).checked()
    child.sex, child.nhs_number = sex, nhs_number or child.nhs_number
    apply(_child_details_of(child).checked(born_on), child)
    person.save()
    _save(child)
    record(Action.CHANGED, "people.record_birth", by=by, subjects=[child], children=[child.pk])
    return child


@transaction.atomic
def change_child(
    *,
    child: Child,
    person: PersonDetails,
    details: ChildDetails,
    seen: int | None = None,
    seen_person: int | None = None,
    upn_was_wrong: bool = False,
    by: User,
) -> Child:
    """Correct what is known of a child. `seen` and `seen_person` are the versions on the form.

    A pupil number that takes the place of another keeps that as the former one (census FormerUPN),
    unless it was wrong: `upn_was_wrong`. What is counted from a date of birth that is put right is
    counted again. A birth is refused here: `record_birth` keeps it.
    """
    require(
        may_edit_family(by, child.family),
        "people.change_child",
        by=by,
        subjects=[child],
        children=[child.pk],
    )
    child = _locked(child)
    require_unchanged(child, seen)
    require_unchanged(child.person, seen_person)
    person = person.checked()
    _check_not_a_birth(child, person)
    details = details.checked(person.date_of_birth)
    if not details.local_id:
        raise BadDetail("Enter the local id.", field="local_id")
    held = child.upn
    changed = apply(person, child.person) + apply(details, child)
    _keep_former_upn(child, "" if upn_was_wrong else held)
    noted_as_of(child.person, by)
    child.person.save()
    _save(child)
    record(
        Action.CHANGED,
        "people.change_child",
        by=by,
        subjects=[child],
        children=[child.pk],
        detail={"fields": changed},
    )
    if "date_of_birth" in changed:
        births.date_put_right(child, by=by)
    return child


def _check_not_a_birth(child: Child, person: PersonDetails) -> None:
    if child.is_unborn and person.date_of_birth is not None:
        raise BadDetail(
            "Use “Record the birth” on the child’s page: the next review is counted from it.",
            field="date_of_birth",
        )


def _keep_former_upn(child: Child, held: str) -> None:
    """`held` is the number until now. One that the child has again is no former one."""
    if held and held != child.upn:
        child.former_upn = held
    if child.former_upn == child.upn:
        child.former_upn = ""


def _check_duplicates(
    person: PersonDetails,
    child: ChildDetails,
    looked_at: Collection[int],
    hidden_accepted: bool,
    by: User,
) -> bool:
    """Whether a record that `by` may not open looks alike."""
    found = possible_duplicates(
        name=person.name,
        date_of_birth=person.date_of_birth,
        expected_on=child.expected_on,
        nhs_number=child.nhs_number,
        by=by,
    )
    unseen = [match.child.pk for match in found.visible if match.child.pk not in looked_at]
    if unseen or (found.hidden and not hidden_accepted):
        raise PossibleDuplicates([match.child.pk for match in found.visible], found.hidden)
    return found.hidden > 0


def _create(family: Family, person: PersonDetails, child: ChildDetails) -> Child:
    somebody = Person.objects.create(**vars(person))
    fields = vars(child) | {"local_id": child.local_id or f"CS{somebody.pk:07}"}
    return _save(Child(person=somebody, family=family, **fields))


def _save(child: Child) -> Child:
    try:
        with transaction.atomic():
            child.save()
    except IntegrityError as error:
        if "one_child_per_nhs_number" in str(error):
            raise BadDetail(
                "Another child has this NHS number. If it is the same child, do not add them "
                "twice; if not, ask the data officer which record is right.",
                field="nhs_number",
            ) from error
        if "one_child_per_pupil_number" in str(error):
            raise BadDetail(
                "Another child has this pupil number. Ask the data officer which record is right.",
                field="upn",
            ) from error
        raise BadDetail("Another child has this local id.", field="local_id") from error
    return child


def _relate_mother(children: list[Child], mother: Person) -> None:
    for child in children:
        Relationship.objects.create(
            child=child,
            person=mother,
            kind=RelationshipKind.MOTHER,
            parental_responsibility=True,
            lives_with=True,
        )


def _locked(child: Child) -> Child:
    rows = Child.objects.select_for_update(of=("self", "person")).select_related("person")
    found: Child = rows.get(pk=child.pk)
    return found


def _details_of(person: Person) -> PersonDetails:
    names = PersonDetails.__dataclass_fields__
    return PersonDetails(**{name: getattr(person, name) for name in names})


def _child_details_of(child: Child) -> ChildDetails:
    names = ChildDetails.__dataclass_fields__
    return ChildDetails(**{name: getattr(child, name) for name in names})
