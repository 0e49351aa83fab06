"""Children, families, professionals and who holds which role where."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from people.domain.contact import as_compared, value_of
from people.enums import AgencyKind, CaseRoleKind, ContactWay, RelationshipKind, Role, Sex
from people.models import (
    Address,
    Agency,
    Area,
    BreakGlass,
    CaseRole,
    Child,
    ConflictOfInterest,
    ContactConfirmation,
    Family,
    NamedAccess,
    Person,
    Posting,
    Professional,
    Relationship,
    Residence,
    Team,
)
from tests.factories.accounts import PASSWORD, make_administrator, make_user

__all__ = ["PASSWORD", "make_administrator", "make_user"]

_numbers = count(1)
LONG_AGO = dt.date(2020, 1, 6)
FAMILY_NAMES = ("Okonkwo-Hale", "O'Featherby", "Żurawska", "Rahman", "Al-Quasimi", "Pendlewick")
GIVEN_NAMES = ("Ngozi", "Fergus", "Zofia", "Yusuf", "Layla", "Tamsin")


def make_area(name: str = "", **fields: Any) -> Area:
    return Area.objects.create(name=name or f"Area {next(_numbers)}", **fields)


def make_team(name: str = "", *, area: Area | None = None, **fields: Any) -> Team:
    name = name or f"Team {next(_numbers)}"
    return Team.objects.create(name=name, area=area or make_area(), **fields)


def make_agency(name: str = "", *, kind: str = AgencyKind.HEALTH_VISITING, **fields: Any) -> Agency:
    return Agency.objects.create(name=name or f"Agency {next(_numbers)}", kind=kind, **fields)


def social_care() -> Agency:
    """The service's own agency: one row, whoever asks first makes it."""
    agency, _ = Agency.objects.get_or_create(
        name="Children's social care", defaults={"kind": AgencyKind.SOCIAL_CARE}
    )
    return agency


def make_person(name: str = "", **fields: Any) -> Person:
    """`name` is "Given Family"; the last word is the family name."""
    number = next(_numbers)
    given, _, family = name.rpartition(" ")
    fields.setdefault("family_name", family or FAMILY_NAMES[number % len(FAMILY_NAMES)])
    fields.setdefault("given_names", given or GIVEN_NAMES[number // 7 % len(GIVEN_NAMES)])
    return Person.objects.create(**fields)


def confirm(person: Person, *, at_work: bool = False) -> Person:
    """Somebody has made sure of the telephone number and email address as they are now."""
    for way in ContactWay:
        value = as_compared(way, value_of(person, way, at_work=at_work))
        ContactConfirmation.objects.create(
            person=person, way=way, at_work=at_work, value=value, how="In person"
        )
    return person


def make_professional(name: str = "", **fields: Any) -> Professional:
    """A partner professional, unless `agency` or `user` says otherwise."""
    number = next(_numbers)
    if not fields.get("agency"):
        fields["agency"] = make_agency()
    fields.setdefault("job_title", "Health visitor")
    if "person" not in fields:
        fields["person"] = make_person(name or f"Fictional Professional{number}")
        fields.setdefault("work_email", f"professional{number}@partner.example")
    return Professional.objects.create(**fields)


def make_posting(user: User, role: str, **fields: Any) -> Posting:
    user.__dict__.pop("_postings_today", None)
    return Posting.objects.create(user=user, role=role, **{"from_on": LONG_AGO, **fields})


def make_staff(
    role: str,
    *,
    name: str = "",
    team: Team | None = None,
    area: Area | None = None,
    **user_fields: Any,
) -> User:
    """A user posted to `role`, with the professional that case roles point at.

    The posting's area is the team's unless `area` says otherwise.
    """
    user = make_user(name, **user_fields)
    area = area or (team.area if team else None)
    make_posting(user, role, team=team, area=area)
    make_professional(
        person=make_person(user.name),
        agency=social_care(),
        job_title=Role(role).label,
        team=team,
        user=user,
        work_email=user.email,
    )
    return user


def make_family(name: str = "", *, team: Team | None = None, **fields: Any) -> Family:
    number = next(_numbers)
    if not fields.get("area"):
        fields["area"] = team.area if team else make_area()
    fields.setdefault("reference", f"F{number:06}")
    return Family.objects.create(name=name or f"Family {number}", team=team, **fields)


def make_child(
    name: str = "",
    *,
    family: Family | None = None,
    date_of_birth: dt.date | None = dt.date(2018, 5, 14),
    person: Person | None = None,
    **fields: Any,
) -> Child:
    """A child born 14 May 2018 unless told otherwise."""
    fields.setdefault("local_id", f"C{next(_numbers):06}")
    return Child.objects.create(
        person=person or make_person(name, date_of_birth=date_of_birth),
        family=family or make_family(),
        **fields,
    )


def make_unborn(*, family: Family | None = None, **fields: Any) -> Child:
    """A baby expected in three months."""
    fields.setdefault("expected_on", timezone.localdate() + dt.timedelta(days=91))
    name = fields.pop("name", "Baby Unborn")
    return make_child(name, family=family, date_of_birth=None, sex=Sex.UNKNOWN, **fields)


def make_relationship(
    child: Child,
    person: Person | None = None,
    *,
    kind: str = RelationshipKind.MOTHER,
    **fields: Any,
) -> Relationship:
    """A mother who lives with the child and has parental responsibility, unless told otherwise."""
    fields = {"parental_responsibility": True, "lives_with": True, **fields}
    return Relationship.objects.create(
        child=child, person=person or make_person(), kind=kind, **fields
    )


def make_address(lines: str = "", *, postcode: str = "ZZ1 1ZZ", **fields: Any) -> Address:
    lines = lines or f"{next(_numbers)} Fictional Street\nNowhere"
    return Address.objects.create(lines=lines, postcode=postcode, **fields)


def make_residence(person: Person, *, address: Address | None = None, **fields: Any) -> Residence:
    return Residence.objects.create(
        person=person, address=address or make_address(), **{"from_on": LONG_AGO, **fields}
    )


def make_case_role(
    family: Family,
    holder: User | Professional,
    *,
    kind: str = CaseRoleKind.LEAD_SOCIAL_WORKER,
    **fields: Any,
) -> CaseRole:
    """`holder` is a professional, or a user made by `make_staff`."""
    professional = (
        holder if isinstance(holder, Professional) else Professional.objects.get(user=holder)
    )
    return CaseRole.objects.create(
        family=family, professional=professional, kind=kind, **{"from_on": LONG_AGO, **fields}
    )


def make_named_access(family: Family, user: User, **fields: Any) -> NamedAccess:
    fields = {"given_by": user, "reason": "Named for a test", **fields}
    return NamedAccess.objects.create(family=family, user=user, **fields)


def make_conflict(family: Family, user: User, **fields: Any) -> ConflictOfInterest:
    fields = {"declared_by": user, "reason": "My neighbours", **fields}
    return ConflictOfInterest.objects.create(family=family, user=user, **fields)


def make_broken_glass(family: Family, user: User, **fields: Any) -> BreakGlass:
    now = timezone.now()
    fields = {
        "reason": "The child is in the police station",
        "from_at": now,
        "until_at": now + dt.timedelta(minutes=60),
        **fields,
    }
    return BreakGlass.objects.create(family=family, user=user, **fields)
