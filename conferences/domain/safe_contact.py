"""How one person may safely be told about a meeting, and what stands in the way now.

Asked when an invitation is made and again as it leaves (quality.md, A4 and A6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Replace, Upper

from conferences.enums import Capacity
from conferences.models import Participant
from disclosure.domain.same_place import may_be_one_place, postcodes_in
from people.domain.bereavement import why_not_to_write
from people.domain.contact import NOT_AT_WORK, reach_of
from people.enums import SafeContact
from people.models import Child, Person, Relationship, Residence


@dataclass(frozen=True)
class WayToTell:
    """`hindrance` says in words why nothing may leave; empty when it may."""

    way: SafeContact
    address: str = ""
    hindrance: str = ""


def way_to_tell(participant: Participant) -> WayToTell:
    """The way to tell this person now."""
    person = participant.person
    if is_at_work(participant):
        return _professional(person)
    if person.died_on is not None:
        return WayToTell(SafeContact.NONE, hindrance=f"{person} has died.")
    if held := why_not_to_write(participant.conference.family_id):
        return WayToTell(SafeContact.NONE, hindrance=held)
    if Child.objects.filter(person=person).exists():
        return WayToTell(SafeContact.BY_HAND)
    match SafeContact(person.safe_contact):
        case SafeContact.POST:
            return _by_post(person, SafeContact.POST)
        case SafeContact.EMAIL:
            return _by_email(person)
        case SafeContact.NONE:
            return WayToTell(
                SafeContact.NONE,
                hindrance=f"{person} must not be contacted. Ask the social worker what to do.",
            )
        case way:
            return WayToTell(way)


def is_at_work(participant: Participant) -> bool:
    """Whether they take part as a professional: then nothing of their own is used or shown.
    Somebody of the family stays one, also where they are asked to advise or to observe."""
    ties = Relationship.objects.filter(child__family=participant.conference.family_id)
    is_family = participant.capacity == Capacity.FAMILY
    return not is_family and not ties.filter(person=participant.person_id).exists()


def _professional(person: Person) -> WayToTell:
    if person.died_on is not None:
        return WayToTell(SafeContact.NONE, hindrance=NOT_AT_WORK.format(name=person))
    reach = reach_of(person, at_work=True)
    if reach.email:
        return WayToTell(SafeContact.EMAIL, reach.email)
    if reach.post:
        return WayToTell(SafeContact.POST, reach.post)
    return WayToTell(SafeContact.NONE, hindrance=f"No work email or address is known for {person}.")


def _by_email(person: Person) -> WayToTell:
    if not person.email:
        return WayToTell(SafeContact.EMAIL, hindrance=f"No email address is known for {person}.")
    either = Q(email__iexact=person.email) | Q(professional__work_email__iexact=person.email)
    shared = Person.objects.filter(either).exclude(pk=person.pk)
    if _any_poses_risk(shared.values_list("pk", flat=True)):
        return WayToTell(
            SafeContact.EMAIL,
            hindrance=f"The email address of {person} is shared with somebody who poses a risk.",
        )
    return WayToTell(SafeContact.EMAIL, person.email)


def _by_post(person: Person, way: SafeContact) -> WayToTell:
    home = (
        Residence.objects.filter(person=person, to_on__isnull=True)
        .select_related("address")
        .first()
    )
    if home is None:
        return WayToTell(way, hindrance=f"No present address is known for {person}.")
    if _shares_with_a_risk(home):
        return WayToTell(
            way,
            hindrance=f"{person} shares an address with somebody who poses a risk, or the two "
            "cannot be told apart. Do not post: agree a safe way with the social worker.",
        )
    lines = "\n".join(part for part in (home.address.lines, home.address.postcode) if part)
    return WayToTell(way, lines)


def _shares_with_a_risk(home: Residence) -> bool:
    """However their address was typed, also without its postcode or with the first half alone."""
    address = str(home.address)
    others = Residence.objects.filter(
        Q(person__relationships__poses_risk=True) | Q(person__relationships__must_not_be_told=True),
        to_on__isnull=True,
    ).exclude(person=home.person_id)
    if postcodes := postcodes_in(address):
        compared = Replace(Upper("address__postcode"), Value(" "), Value(""))
        known = {"", *postcodes, *(postcode[:-3] for postcode in postcodes)}
        others = others.annotate(compared=compared).filter(compared__in=known)
    homes = others.select_related("address").order_by()
    return any(may_be_one_place(str(other.address), address) for other in homes)


def _any_poses_risk(people: Iterable[Any]) -> bool:
    """Whether one of these people poses a risk to, or must not be told of, any child: also where
    the relationship has ended, with which no risk ends."""
    risky = Q(poses_risk=True) | Q(must_not_be_told=True)
    return bool(Relationship.objects.filter(risky, person__in=people).exists())
