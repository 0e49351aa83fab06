"""One line of a distribution sheet: as proposed from who somebody is, and as a person chose it."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.enums import HandoverWay, Language
from people.domain.contact import reach_of
from people.enums import SafeContact
from people.models import Person

LANGUAGES = {"Polish": Language.POLISH, "Urdu": Language.URDU, "Arabic": Language.ARABIC}
# Somebody who is not in the room gets it the way that is safe for them.
WAYS = {
    SafeContact.POST: HandoverWay.POST,
    SafeContact.EMAIL: HandoverWay.SECURE_LINK,
    SafeContact.PHONE: HandoverWay.IN_PERSON,
    SafeContact.BY_HAND: HandoverWay.IN_PERSON,
}


@dataclass(frozen=True)
class Proposal:
    """One line of the distribution sheet as proposed; nothing is sent because of it.

    `note`: why they may not be on it. `hint`: what to think of before they are ticked.
    """

    person: Person
    who: str
    in_the_room: bool
    way: HandoverWay
    language: Language
    wanted: bool = True
    note: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Choice:
    """One line of the distribution sheet as chosen."""

    person: Person
    layout: str
    language: str
    way: str
    in_the_room: bool


def usual_way(person: Person, *, at_work: bool) -> HandoverWay | None:
    """How somebody who is not in the room gets it; None: they must not be contacted. Of how it is
    safe to reach them as a parent, what they are given at work says nothing."""
    if not at_work:
        return WAYS.get(SafeContact(person.safe_contact))
    reach = reach_of(person, at_work=True)
    if reach.email:
        return HandoverWay.SECURE_LINK
    return HandoverWay.POST if reach.post else HandoverWay.IN_PERSON


def language_of(person: Person, *, at_work: bool) -> Language:
    """Their first language where we print it, else English. At work it is English: another is
    known of a professional only from a family they belong to."""
    if at_work:
        return Language.ENGLISH
    return LANGUAGES.get(person.first_language, Language.ENGLISH)
