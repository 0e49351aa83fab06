"""Where people live, and which of it must stay secret."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.contact import KEPT_BY_OTHERS
from people.domain.permission import require
from people.errors import BadDetail
from people.identifiers import is_postcode, plain_postcode
from people.models import Address, Person, Residence
from people.rules import may_edit_person


@transaction.atomic
def move_in(
    *,
    people: Collection[Person],
    lines: str,
    postcode: str = "",
    from_on: dt.date | None = None,
    is_protected: bool = False,
    by: User,
) -> list[Residence]:
    """These people live here from this day (today unless said); their last home ends the day
    before. The same words always give the same address, so that a shared home is seen as one."""
    children = _require_may_edit(people, "people.move_in", by)
    lines, postcode = _checked(lines, postcode)
    day = from_on or timezone.localdate()
    address = _address(lines, postcode)
    made = [_move(person, address, day, is_protected) for person in people]
    record(
        Action.CHANGED,
        "people.move_in",
        by=by,
        subjects=made,
        children=children,
        detail={"protected": is_protected},
    )
    return made


@transaction.atomic
def protect_home(*, residence: Residence, is_protected: bool, by: User) -> Residence:
    """Say that nobody outside may learn this address, or that it is no longer so."""
    children = _require_may_edit([residence.person], "people.protect_home", by)
    row = Residence.objects.select_for_update().get(pk=residence.pk)
    row.is_protected = is_protected
    row.save()
    record(
        Action.CHANGED,
        "people.protect_home",
        by=by,
        subjects=[row],
        children=children,
        detail={"protected": is_protected},
    )
    return row


@transaction.atomic
def confirm_home(*, residence: Residence, by: User) -> Residence:
    """Somebody checked today that the address is still right (quality.md, A6)."""
    children = _require_may_edit([residence.person], "people.confirm_home", by)
    row = Residence.objects.select_for_update().get(pk=residence.pk)
    row.confirmed_on = timezone.localdate()
    row.save()
    record(Action.CHANGED, "people.confirm_home", by=by, subjects=[row], children=children)
    return row


@transaction.atomic
def move_out(*, residence: Residence, on: dt.date | None = None, by: User) -> Residence:
    """They no longer live there; where they live now is not known."""
    children = _require_may_edit([residence.person], "people.move_out", by)
    row = Residence.objects.select_for_update().get(pk=residence.pk)
    row.to_on = on or timezone.localdate()
    row.save()
    record(Action.CHANGED, "people.move_out", by=by, subjects=[row], children=children)
    return row


def _require_may_edit(people: Collection[Person], verb: str, by: User) -> list[int]:
    children = sorted({child for person in people for child in person.children_concerned()})
    allowed = all(may_edit_person(by, person) for person in people)
    require(allowed, verb, by=by, subjects=people, children=children, message=KEPT_BY_OTHERS)
    return children


def _checked(lines: str, postcode: str) -> tuple[str, str]:
    lines = "\n".join(line for line in map(str.strip, lines.splitlines()) if line)
    if not lines:
        raise BadDetail("Enter the house and street.", field="lines")
    postcode = plain_postcode(postcode)
    if postcode and not is_postcode(postcode):
        raise BadDetail("Enter a full postcode, like AB1 2CD.", field="postcode")
    return lines, postcode


def _address(lines: str, postcode: str) -> Address:
    same = Address.objects.filter(lines__iexact=lines, postcode=postcode).first()
    return same or Address.objects.create(lines=lines, postcode=postcode)


def _move(person: Person, address: Address, day: dt.date, is_protected: bool) -> Residence:
    before = Residence.objects.select_for_update().filter(person=person, to_on__isnull=True).first()
    if before:
        if before.from_on and before.from_on >= day:
            raise BadDetail(
                f"{person} moved to their present home on {before.from_on:%-d %B %Y}. "
                "Enter a later day.",
                field="from_on",
            )
        before.to_on = day - dt.timedelta(days=1)
        before.save()
    return Residence.objects.create(
        person=person,
        address=address,
        from_on=day,
        is_protected=is_protected,
        confirmed_on=timezone.localdate(),
    )
