"""Record a death, or a pregnancy that ended; agree how to be in touch; take a mistake back.

What of the upper rooms must stop with it is in `desk.domain.bereavement`, which calls these.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.domain.queries import child_record, families_of
from people.enums import BereavementKind
from people.errors import BadDetail
from people.models import Bereavement, Family, Person
from people.rules import may_edit_family, may_look_over

HELD = (
    "There has been a loss in this family, and nobody has agreed yet how to be in touch with them."
)


@transaction.atomic
def record_bereavement(
    *, family: Family, person: Person, happened_on: dt.date, by: User
) -> list[Bereavement]:
    """Somebody of the family died, or a pregnancy ended. One row for each family of theirs.

    Raises `NotAllowed`, and `BadDetail` for a day that cannot be or somebody recorded already.
    """
    _require(by, family, "people.record_bereavement")
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check(family, person, happened_on)
    kind = _kind(person)
    person.died_on = happened_on
    person.save()
    rows = [
        Bereavement.objects.create(
            family=each, person=person, kind=kind, happened_on=happened_on, recorded_by=by
        )
        for each in families_of(person)
    ]
    children = {child for row in rows for child in row.children_concerned()}
    record(Action.CHANGED, "people.record_bereavement", by=by, subjects=rows, children=children)
    return rows


@transaction.atomic
def agree_contact(*, bereavement: Bereavement, note: str, by: User) -> Bereavement:
    """Somebody who knows the family has agreed how to be in touch: letters may go again.

    Raises `BadDetail` without saying how, `WrongState` for one that was recorded by mistake.
    """
    _require(by, bereavement.family, "people.agree_contact")
    if not note.strip():
        raise BadDetail("Say how the family wants us to be in touch.", field="note")
    bereavement = _standing(bereavement)
    bereavement.contact_agreed_at, bereavement.contact_agreed_by = timezone.now(), by
    bereavement.contact_note = note.strip()
    bereavement.save()
    _audit("people.agree_contact", bereavement, by)
    return bereavement


@transaction.atomic
def look_over(*, bereavement: Bereavement, note: str, by: User) -> Bereavement:
    """A manager has looked at every duty that goes on, and says what was decided.

    Raises `NotAllowed`, `BadDetail` without saying what, and `WrongState` for one that was
    recorded by mistake.
    """
    verb = "people.look_over_bereavement"
    message = "A manager looks at what goes on after a death."
    require(
        may_look_over(by, bereavement.family), verb, by=by, subjects=[bereavement], message=message
    )
    if not note.strip():
        raise BadDetail("Say what goes on, and what was decided.", field="note")
    bereavement = _standing(bereavement)
    bereavement.looked_over_at, bereavement.looked_over_by = timezone.now(), by
    bereavement.looked_over_note = note.strip()
    bereavement.save()
    _audit(verb, bereavement, by)
    return bereavement


@transaction.atomic
def take_back_bereavement(*, bereavement: Bereavement, reason: str, by: User) -> Person:
    """It was recorded by mistake, for every family of the person. Raises `BadDetail`."""
    _require(by, bereavement.family, "people.take_back_bereavement")
    if not reason.strip():
        raise BadDetail("Say why it is taken back.", field="reason")
    person = Person.objects.select_for_update().get(pk=bereavement.person_id)
    person.died_on = None
    person.save()
    Bereavement.objects.standing().filter(person=person).update(
        taken_back_at=timezone.now(), taken_back_reason=reason.strip()
    )
    _audit("people.take_back_bereavement", bereavement, by, reason)
    return person


def _standing(bereavement: Bereavement) -> Bereavement:
    """Read again, and held until the transaction ends: it may have been taken back just now."""
    row: Bereavement = Bereavement.objects.select_for_update().get(pk=bereavement.pk)
    if row.taken_back_at is not None:
        raise WrongState("This was taken back: it had been recorded by mistake.", rule="taken_back")
    return row


def why_not_to_write(family_id: int | None) -> str:
    """Why nothing may be written to this family now; empty when it may."""
    if family_id is None:
        return ""
    return HELD if Bereavement.objects.holding().filter(family=family_id).exists() else ""


def _check(family: Family, person: Person, happened_on: dt.date) -> None:
    if family not in families_of(person):
        raise BadDetail("Choose somebody of this family.", field="person")
    if person.died_on is not None:
        raise BadDetail("This is recorded already.", field="person")
    if happened_on > timezone.localdate():
        raise BadDetail("The day must be today or in the past.", field="happened_on")
    if person.date_of_birth and happened_on < person.date_of_birth:
        raise BadDetail("The day is before the date of birth.", field="happened_on")


def _kind(person: Person) -> BereavementKind:
    child = child_record(person)
    unborn = child is not None and child.is_unborn
    return BereavementKind.PREGNANCY_ENDED if unborn else BereavementKind.DIED


def _require(by: User, family: Family, verb: str) -> None:
    require(may_edit_family(by, family), verb, by=by, subjects=[family])


def _audit(verb: str, row: Bereavement, by: User, reason: str = "") -> None:
    children = row.children_concerned()
    record(Action.CHANGED, verb, by=by, subjects=[row], children=children, reason=reason)
