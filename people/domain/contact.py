"""How somebody is reached, as one of a family or at work, and whether that was confirmed.

The two are kept apart (docs/adr/reached-at-work.md): what is known of a parent is seen, used and
confirmed by who works with the family; what is known of a professional by everybody who works with
cases. Neither shows anything of the other, so that a teacher's work email tells nobody of the case
in which she is a mother.

Typing a number confirms nothing: somebody must have reached the person by it, or been told by them.
And it is somebody else than who typed it: else one alone could have another's packs sent to them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from people.domain.permission import require
from people.enums import ContactWay
from people.errors import BadDetail
from people.models import ContactConfirmation, Merge, Person, Professional
from people.rules import may_confirm_professional, may_edit_person

# It does not say why: that somebody belongs to a family is told to nobody who may not see it.
KEPT_BY_OTHERS = (
    "Where this person lives and how to reach them is kept by the people who work with them. If "
    "you know of something new, tell the data officer. If it may not be safe to write to this "
    "person, choose “Stop writing to them” where it stands beside their name: whoever keeps it is "
    "told, and asks you."
)

# Nor does this, of somebody who has died: that is recorded of a relative, never of a colleague.
NOT_AT_WORK = "Nothing can be sent to {name} at work now. Ask their agency who takes their place."


def is_kept_by_others(user: User, person: Person) -> bool:
    """Whether where they live and how to reach them is not shown to this reader: they belong to a
    family that is shut to them, too."""
    return bool(Person.objects.kept_from(user).filter(pk=person.pk).exists())


@dataclass(frozen=True)
class Reach:
    """Where somebody is reached in one capacity; empty what is not known. `post` is a postal
    address, of work alone: where a relative lives, and whether it is safe, is asked elsewhere."""

    email: str = ""
    telephone: str = ""
    post: str = ""


def reach_of(person: Person, *, at_work: bool) -> Reach:
    """At work nothing of their own is ever given instead, and at home nothing of their work."""
    if not at_work:
        return Reach(person.email, person.telephone)
    row: Professional | None = getattr(person, "professional", None)
    return Reach(row.work_email, row.work_telephone, row.work_address) if row else Reach()


def value_of(person: Person, way: ContactWay, *, at_work: bool) -> str:
    reach = reach_of(person, at_work=at_work)
    return reach.email if way == ContactWay.EMAIL else reach.telephone


@transaction.atomic
def confirm_contact(
    *, person: Person, way: ContactWay, at_work: bool, how: str, by: User
) -> ContactConfirmation:
    """The number or address as it is now. Raises `Refused`, `BadDetail` when there is none, or when
    `by` has typed it."""
    require_may_confirm(person, at_work=at_work, by=by)
    value = as_compared(way, value_of(person, way, at_work=at_work))
    if not value:
        raise BadDetail(f"No {way.label.lower()} is recorded for {person}.", field="way")
    if not how.strip():
        raise BadDetail("Enter how you made sure.", field="how")
    _require_another(person, way, at_work=at_work, by=by)
    made = ContactConfirmation.objects.create(
        person=person, way=way, at_work=at_work, value=value, how=how.strip()[:200], by=by
    )
    record(
        Action.CHANGED,
        "people.confirm_contact",
        by=by,
        subjects=[person],
        children=_children(person, at_work),
        detail={"way": way.value, "at_work": at_work},
    )
    return made


def _require_another(person: Person, way: ContactWay, *, at_work: bool, by: User) -> None:
    if by.pk not in _entered(person, way, at_work=at_work).typists:
        return
    refuse(
        "people.confirm_contact",
        by=by,
        subjects=[person],
        children=_children(person, at_work),
        reason="confirms what they have typed",
    )
    raise BadDetail(
        f"You entered this {way.label.lower()} yourself. Ask a colleague to make sure of it and "
        "confirm it.",
        field="way",
    )


@dataclass(frozen=True)
class _Entered:
    """Who has ever made the present number or address what it is, and when it last became so."""

    typists: set[int]
    since: dt.datetime | None


def _entered(person: Person, way: ContactWay, *, at_work: bool) -> _Entered:
    """Here or on a record that was merged into this one, from which it may have been taken over.
    What was typed before the update, or came with an import, names nobody and no moment; nor does
    what a record began with: nothing was confirmed of it before."""
    now = as_compared(way, value_of(person, way, at_work=at_work))
    typists: set[int] = set()
    since: dt.datetime | None = None
    before: dict[int, str] = {}
    merged_at = _merged_at(person)
    for pk, typed, user, at, kind in _history(person, way, at_work=at_work):
        value = as_compared(way, typed)
        if value == now != before.get(pk):
            if user is not None:
                typists.add(user)
            stood = {before[one] for one in before if at <= merged_at.get(one, at)}
            if before and now not in stood and (pk in before or kind == "+"):
                since = at
        before[pk] = value
    return _Entered(typists, since)


def _merged_at(person: Person) -> dict[int, dt.datetime]:
    """When each record was merged into this one: what it says since is nobody's."""
    merges = Merge.objects.filter(duplicate__merged_into=person, undone_at=None)
    return dict(merges.values_list("duplicate", "merged_at"))


def _history(
    person: Person, way: ContactWay, *, at_work: bool
) -> Iterator[tuple[int, str, int | None, dt.datetime, str]]:
    """Each version: whose, the number or address, who made it, when, and "+" for a new record."""
    ids = [person.pk, *person.merged_from.values_list("pk", flat=True)]
    said = ("history_user", "history_date", "history_type")
    if at_work:
        rows = Professional.history.filter(person_id__in=ids)
        rows = rows.values_list("person_id", f"work_{way.value}", *said)
    else:
        rows = Person.history.filter(id__in=ids).values_list("id", way.value, *said)
    yield from rows.order_by("history_id")


def open_at_work(pk: int, *, by: User) -> Person:
    """A professional, to see and confirm how they are reached at work. Raises `DoesNotExist`,
    `Refused`."""
    found: Professional = Professional.objects.select_related("person").get(pk=pk)
    require_may_confirm(found.person, at_work=True, by=by)
    record(Action.OPENED, "people.work_contact", by=by, subjects=[found])
    return found.person


def require_may_confirm(person: Person, *, at_work: bool, by: User) -> None:
    """Raises `Refused`, saying whom to tell of a number that is new."""
    require(
        may_confirm(by, person, at_work=at_work),
        "people.confirm_contact",
        by=by,
        subjects=[person],
        children=_children(person, at_work),
        message=KEPT_BY_OTHERS,
    )


def may_confirm(user: User, person: Person, *, at_work: bool) -> bool:
    """At work: whoever works with cases. Else whoever may edit them as one of a family, so that a
    professional with a family is refused just as one without."""
    if at_work:
        return may_confirm_professional(user)
    return may_edit_person(user, person)


def _children(person: Person, at_work: bool) -> list[int]:
    """Somebody rung at work was not looked at as a relative: no child's own list shows it."""
    return [] if at_work else person.children_concerned()


def is_confirmed(person: Person, way: ContactWay, *, at_work: bool) -> bool:
    """Whether the present number or address has been confirmed, in this capacity, since it became
    the present one: an old one that comes back may be read by others now. The same number in both
    is confirmed twice: else typing a guess would tell whether it is right."""
    value = as_compared(way, value_of(person, way, at_work=at_work))
    confirmed = person.confirmations.filter(way=way, at_work=at_work, value=value)
    if not value or not confirmed.exists():
        return False
    since = _entered(person, way, at_work=at_work).since
    return since is None or bool(confirmed.filter(at__gte=since).exists())


def as_compared(way: ContactWay, value: str) -> str:
    """The same address or number written otherwise: no capitals, no spaces, 07 for +447."""
    if way == ContactWay.EMAIL:
        return value.strip().lower()
    figures = "".join(figure for figure in value if figure.isdecimal())
    return f"0{figures[2:]}" if figures.startswith("447") else figures


def is_mobile(number: str) -> bool:
    return as_compared(ContactWay.TELEPHONE, number).startswith("07")
