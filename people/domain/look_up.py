"""Is this child known? The emergency look-up: tolerant, over the whole service, always audited.

It deliberately crosses every boundary of caseload and team: a worker at 2 a.m. must not get "no"
because of one. What may be shown of each match is decided by the caller (`may_open`).

By an address alone nobody is found whom the asker may not open, nor anybody who must not be
located: that they are found would say where they live.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.errors import BadDetail
from people.identifiers import plain_nhs_number, plain_postcode
from people.models import Child, ConflictOfInterest, Family, NamedAccess, Person, Residence
from people.names import fold, likeness, search_keys
from people.rules import may_look_up_plans

CLOSE_ENOUGH = 68  # likeness of names; low, as a missed child is worse than one too many
MOST_CANDIDATES = 3000
MOST_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What the caller knows. Any one part is enough."""

    name: str = ""
    date_of_birth: dt.date | None = None
    nhs_number: str = ""
    address: str = ""

    def as_detail(self) -> dict[str, str]:
        given = {
            "name": self.name,
            "date_of_birth": self.date_of_birth.isoformat() if self.date_of_birth else "",
            "nhs_number": self.nhs_number,
            "address": self.address,
        }
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True)
class Found:
    child: Child
    score: float
    may_open: bool
    why: tuple[str, ...]


@dataclass(frozen=True)
class LookUp:
    """The answer, and the audit event that recorded the question."""

    event_id: int
    found: list[Found] = field(default_factory=list)


def look_up(*, criteria: Criteria, reason: str, by: User) -> LookUp:
    """Children of the whole service that fit, best first. A reason must be typed; the search is
    audited with its criteria before anything is returned."""
    require(may_look_up_plans(by), "people.look_up", by=by)
    reason = " ".join(reason.split())
    if not reason:
        raise BadDetail("Enter why you are asking.", field="reason")
    if not criteria.as_detail():
        raise BadDetail("Enter a name, date of birth, NHS number or address.", field="name")
    found = sorted(_scored(criteria, by), key=lambda pair: -pair[1])[:MOST_SHOWN]
    shut = _shut_to(by, {child.pk for child, *_ in found})
    event = record(
        Action.SEARCHED,
        "people.look_up",
        by=by,
        subjects=[child for child, *_ in found],
        children=[child.pk for child, *_ in found],
        reason=reason,
        detail=criteria.as_detail(),
    )
    return LookUp(
        event.pk,
        [Found(child, score, child.pk not in shut, why) for child, score, why in found],
    )


def families_shut_to(by: User) -> QuerySet[Family]:
    """Restricted families, unless this person is named; and any conflict of interest."""
    named = NamedAccess.objects.filter(user=by, ended_at__isnull=True).order_by()
    conflicted = ConflictOfInterest.objects.filter(user=by, withdrawn_at__isnull=True).order_by()
    restricted = Q(is_restricted=True) & ~Q(pk__in=named.values("family"))
    return Family.objects.filter(restricted | Q(pk__in=conflicted.values("family"))).order_by()


def _shut_to(by: User, children: set[int]) -> set[int]:
    shut = Child.objects.filter(family__in=families_shut_to(by), pk__in=children)
    return set(shut.values_list("pk", flat=True))


def not_to_be_located(children: set[int]) -> set[int]:
    """Those who have a protected home or are protected, and those who live with such a person."""
    protected_homes = Residence.objects.current().filter(is_protected=True).order_by()
    protected = Person.objects.filter(
        Q(is_protected=True) | Q(pk__in=protected_homes.values("person"))
    ).order_by()
    hidden = Q(pk__in=protected.values("pk")) | Q(
        relationships__lives_with=True, relationships__person__in=protected.values("pk")
    )
    return set(Child.objects.filter(hidden, pk__in=children).values_list("pk", flat=True))


def _scored(criteria: Criteria, by: User) -> list[tuple[Child, float, tuple[str, ...]]]:
    at_address = _told_at(criteria.address, by)
    number = plain_nhs_number(criteria.nhs_number)
    scored = []
    for child in _candidates(criteria, number, at_address):
        score, why = _score(child, criteria, number, at_address)
        if score > 0:
            scored.append((child, score, why))
    return scored


def _candidates(criteria: Criteria, number: str, at_address: set[int]) -> list[Child]:
    wanted = Q(pk__in=[])
    if criteria.name:
        wanted |= Q(person__search_keys__overlap=search_keys(criteria.name))
    if criteria.date_of_birth:
        wanted |= Q(person__date_of_birth=criteria.date_of_birth)
    if number:
        wanted |= Q(nhs_number=number)
    if at_address:
        wanted |= Q(pk__in=at_address)
    children = Child.objects.standing().filter(wanted)
    return list(children.select_related("person", "family")[:MOST_CANDIDATES])


def _score(
    child: Child, criteria: Criteria, number: str, at_address: set[int]
) -> tuple[float, tuple[str, ...]]:
    score, why = 0.0, list[str]()
    if number and child.nhs_number == number:
        score, why = score + 300, [*why, "NHS number"]
    if criteria.name:
        alike = max(likeness(criteria.name, name) for name in _names(child))
        if alike >= CLOSE_ENOUGH:
            score, why = score + alike, [*why, "name"]
    if criteria.date_of_birth and child.person.date_of_birth == criteria.date_of_birth:
        score, why = score + 80, [*why, "date of birth"]
    if child.pk in at_address:
        score, why = score + 90, [*why, "address"]
    return score, tuple(why)


def _names(child: Child) -> list[str]:
    person = child.person
    known = f"{person.known_as} {person.family_name}" if person.known_as else person.name
    return [person.name, known]


def _told_at(address: str, by: User) -> set[int]:
    """Those at an address like this of whom `by` may learn it. Asked before anything is scored:
    the place in the order says where they live, too."""
    if not address.strip():
        return set()
    there = _people_at(address)
    return there - _shut_to(by, there) - not_to_be_located(there)


def _people_at(address: str) -> set[int]:
    """Those who live, or lived, at an address like this; a postcode alone is enough. An address
    that is or was anybody's protected home is never looked at."""
    words = fold(address)
    last = address.split()[-2:]
    postcodes = {plain_postcode(" ".join(last)), plain_postcode(address)}
    protected = Residence.objects.filter(is_protected=True).order_by()
    open_homes = Residence.objects.exclude(address__in=protected.values("address"))
    homes = open_homes.filter(address__postcode__in=postcodes - {""})
    if not homes.exists():
        first = max(words.split(), key=len, default="")
        homes = open_homes.filter(address__lines__icontains=first)[:MOST_CANDIDATES]
    close = {
        home.person_id
        for home in homes.select_related("address")
        if likeness(address, str(home.address)) >= CLOSE_ENOUGH or _only_postcode(address)
    }
    # The household's children count also when only a parent's address is known.
    return close | set(
        Child.objects.filter(
            relationships__person__in=close, relationships__lives_with=True
        ).values_list("pk", flat=True)
    )


def _only_postcode(address: str) -> bool:
    return len(address.replace(" ", "")) <= 8
