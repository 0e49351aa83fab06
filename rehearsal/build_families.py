"""Put the made-up families on the books, each with a team, a lead social worker and a chair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import count

from people.domain.contact import as_compared, value_of
from people.enums import CaseRoleKind, ContactWay, RelationshipKind, Role, SafeContact
from people.models import (
    Address,
    CaseRole,
    Child,
    ContactConfirmation,
    Family,
    NamedAccess,
    Person,
    Professional,
    Relationship,
    Residence,
)
from rehearsal.build_staff import Service
from rehearsal.families import MadeUpAdult, MadeUpChild, MadeUpFamily

_FIRST_REFERENCE = 1001
_DEMO_CHAIR = frozenset({0, 2, 4, 6})


def build_families(
    service: Service, made_up: Iterable[MadeUpFamily], today: dt.date
) -> list[Family]:
    numbers = count(_FIRST_REFERENCE)
    return [_build(service, each, next(numbers), today) for each in made_up]


def _build(service: Service, each: MadeUpFamily, number: int, today: dt.date) -> Family:
    teams = [team for team in service.teams.values() if team.area.name == each.area]
    team = teams[number % len(teams)]
    family = Family.objects.create(
        name=each.name,
        reference=f"R{number}",
        area=team.area,
        team=team,
        is_restricted=each.is_restricted,
        restricted_reason="A parent works for the service" if each.is_restricted else "",
    )
    home = Address.objects.create(lines=each.address, postcode=each.postcode)
    children = [_child(family, child, home, number, today) for child in each.children]
    for adult in each.adults:
        _adult(children, adult, home, each.language, number, today)
    _case_roles(service, family, number, today)
    return family


def _child(
    family: Family, made_up: MadeUpChild, home: Address, number: int, today: dt.date
) -> Child:
    person = Person.objects.create(
        given_names=made_up.given_names,
        family_name=family.surname,
        date_of_birth=made_up.date_of_birth,
    )
    child = Child.objects.create(
        person=person,
        family=family,
        local_id=f"RC{person.pk:06}",
        nhs_number=_nhs_number(person.pk) if made_up.has_nhs_number else "",
        sex=made_up.sex,
        expected_on=made_up.expected_on,
        birth_order=made_up.birth_order,
        ethnicity=made_up.ethnicity,
        disabilities=list(made_up.disabilities),
    )
    if made_up.date_of_birth:
        Residence.objects.create(
            person=person, address=home, from_on=made_up.date_of_birth, confirmed_on=today
        )
    return child


def _adult(
    children: list[Child],
    adult: MadeUpAdult,
    home: Address,
    language: str,
    number: int,
    today: dt.date,
) -> None:
    is_mother = adult.kind == RelationshipKind.MOTHER
    person = Person.objects.create(
        given_names=adult.given_names,
        family_name=adult.family_name,
        date_of_birth=today - dt.timedelta(days=365 * (24 + number % 17)),
        telephone=f"07700 900 {number % 1000:03}",  # Ofcom keeps 07700 900 for drama
        email=f"family{number}.{adult.kind}@family.example",
        safe_contact=SafeContact.BY_HAND if adult.protected else SafeContact.POST,
        first_language=language,
        needs_interpreter=language != "English" and is_mother,
        is_protected=adult.protected,
    )
    ContactConfirmation.objects.bulk_create(
        ContactConfirmation(
            person=person,
            way=way,
            value=as_compared(way, value_of(person, way, at_work=False)),
            how="By telephone",
        )
        for way in ContactWay
    )
    lives_at = home if adult.lives_with else _elsewhere(number)
    Residence.objects.create(
        person=person,
        address=lives_at,
        from_on=today - dt.timedelta(days=900),
        is_protected=adult.protected,
        confirmed_on=today - dt.timedelta(days=number % 90),
    )
    Relationship.objects.bulk_create(
        Relationship(
            child=child,
            person=person,
            kind=adult.kind,
            parental_responsibility=adult.parental_responsibility,
            lives_with=adult.lives_with,
            poses_risk=adult.poses_risk,
        )
        for child in children
    )


def _elsewhere(number: int) -> Address:
    return Address.objects.create(
        lines=f"{number % 90 + 1} Elsewhere Mews\nRehearsalton", postcode=f"ZZ9 {number % 9 + 1}ZZ"
    )


def _chair(service: Service, place: int) -> Professional:
    """Every other of the first families is chaired by the person people sign in as."""
    chairs = service.chairs()
    return chairs[0] if place in _DEMO_CHAIR else chairs[place % len(chairs)]


def _case_roles(service: Service, family: Family, number: int, today: dt.date) -> None:
    assert family.team is not None
    holders = {
        CaseRoleKind.CHAIR: _chair(service, number - _FIRST_REFERENCE),
        CaseRoleKind.LEAD_SOCIAL_WORKER: service.in_team(family.team, Role.SOCIAL_WORKER),
        CaseRoleKind.TEAM_MANAGER: service.in_team(family.team, Role.TEAM_MANAGER),
    }
    for kind, professional in holders.items():
        CaseRole.objects.create(
            family=family,
            professional=professional,
            kind=kind,
            from_on=today - dt.timedelta(days=1500),
        )
        if family.is_restricted and professional.user is not None:
            NamedAccess.objects.create(
                family=family,
                user=professional.user,
                given_by=service.user_with(Role.HEAD_OF_SERVICE),
                reason="Works with the family",
            )


def _nhs_number(seed: int) -> str:
    """A ten-digit number in the range the NHS keeps for tests (999), with its check digit."""
    for offset in range(3):
        body = f"999{seed * 3 + offset:06}"
        check = 11 - sum(int(digit) * (10 - i) for i, digit in enumerate(body)) % 11
        if check != 10:
            return body + str(0 if check == 11 else check)
    raise AssertionError("of three bodies in a row at least one has a check digit")
