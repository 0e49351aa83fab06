"""Confirm that a telephone number or email address is theirs. Nothing secret goes to another one.

A partner who is also a parent has one number: it is kept by whoever works with the family, and is
shown to nobody else. Who sees one of two families of theirs may confirm it; the other is not told.

Typing a number confirms nothing: somebody must have reached the person by it, or been told by them.
"""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.domain.queries import families_of
from people.enums import ContactWay
from people.errors import BadDetail
from people.models import ContactConfirmation, Person
from people.rules import may_confirm_professional, may_edit_family

# It does not say why: that somebody belongs to a family is told to nobody who may not see it.
KEPT_BY_OTHERS = (
    "The telephone number and email address of this person are kept by the people who work with "
    "them, so they are not shown here. If you know of a new one, tell the data officer, who passes "
    "it on to them."
)


@transaction.atomic
def confirm_contact(*, person: Person, way: ContactWay, how: str, by: User) -> ContactConfirmation:
    """The number or address as it is now. Raises `Refused`, `BadDetail` when there is none."""
    ids = person.children_concerned()
    require_may_confirm(person, by=by)
    value = as_compared(way, value_of(person, way))
    if not value:
        raise BadDetail(f"No {way.label.lower()} is recorded for {person}.", field="way")
    if not how.strip():
        raise BadDetail("Enter how you made sure.", field="how")
    made = ContactConfirmation.objects.create(
        person=person, way=way, value=value, how=how.strip()[:200], by=by
    )
    record(
        Action.CHANGED,
        "people.confirm_contact",
        by=by,
        subjects=[person],
        children=ids,
        detail={"way": way.value},
    )
    return made


def require_may_confirm(person: Person, *, by: User) -> None:
    """Raises `Refused`, saying whom to tell of a number that is new."""
    require(
        may_confirm(by, person),
        "people.confirm_contact",
        by=by,
        subjects=[person],
        children=person.children_concerned(),
        message=KEPT_BY_OTHERS,
    )


def may_confirm(user: User, person: Person) -> bool:
    """Whoever may edit one of their families; for a partner, whoever works with cases."""
    families = families_of(person)
    if not families:
        return may_confirm_professional(user)
    return any(may_edit_family(user, family) for family in families)


def is_confirmed(person: Person, way: ContactWay) -> bool:
    """Whether the present number or address has been confirmed."""
    value = as_compared(way, value_of(person, way))
    confirmed = person.confirmations.filter(way=way, value=value)
    return bool(value) and bool(confirmed.exists())


def value_of(person: Person, way: ContactWay) -> str:
    return person.email if way == ContactWay.EMAIL else person.telephone


def as_compared(way: ContactWay, value: str) -> str:
    """The same address or number written otherwise: no capitals, no spaces, 07 for +447."""
    if way == ContactWay.EMAIL:
        return value.strip().lower()
    figures = "".join(figure for figure in value if figure.isdecimal())
    return f"0{figures[2:]}" if figures.startswith("447") else figures


def is_mobile(number: str) -> bool:
    return as_compared(ContactWay.TELEPHONE, number).startswith("07")
