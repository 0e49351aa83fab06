"""Make the service itself: areas, teams, agencies and everybody who signs in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import cycle

from django.contrib.auth.hashers import make_password

from accounts.models import User
from people.enums import AgencyKind, Role
from people.models import Agency, Area, Person, Posting, Professional, Team
from people.names import fold
from rehearsal.staff import AREAS, EVERYBODY, PASSWORD, SYSTEM_ADMINISTRATOR, StaffMember

_EXTENSIONS = cycle(range(400, 1000))  # below: the numbers of the service itself
PARTNERS = (
    ("Rehearsalshire Police", AgencyKind.POLICE, "DC Orla Penrose-Bright", "Detective constable"),
    ("Fable Health Visiting", AgencyKind.HEALTH_VISITING, "Nkechi Barrowcliffe", "Health visitor"),
    ("Fable School Nursing", AgencyKind.SCHOOL_NURSING, "Idris Meadowcroft", "School nurse"),
    ("Storybrook Primary School", AgencyKind.SCHOOL, "Helena Vasquez-Moor", "Head teacher"),
    ("Pretend Academy", AgencyKind.SCHOOL, "Dafydd Obi-Larkin", "Designated safeguarding lead"),
    ("Invented Midwifery", AgencyKind.MIDWIFERY, "Roisín Tanqueray", "Safeguarding midwife"),
    ("Sample Street Surgery", AgencyKind.GP, "Dr Anwar Castlemaine", "GP"),
    ("Draft Recovery Service", AgencyKind.SUBSTANCE_MISUSE, "Petra Windlestraw", "Key worker"),
    ("Example Advocacy", AgencyKind.ADVOCACY, "Solomon Greyling", "Children's advocate"),
    ("Practice Interpreters", AgencyKind.INTERPRETING, "Halina Nur-Redfern", "Interpreter"),
)  # fmt: skip

DIRECTOR = ("Sacheverell Moon-Adeyinka", "Director of children's services")


@dataclass
class Service:
    """What later steps of the rehearsal look things up in."""

    areas: dict[str, Area] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    professionals: dict[str, Professional] = field(default_factory=dict)
    partners: dict[str, Professional] = field(default_factory=dict)
    director: Professional | None = None  # answers the last stage; has no sign-in

    def chairs(self) -> list[Professional]:
        names = [m.name for m in EVERYBODY if m.role == Role.PRINCIPAL_OFFICER]
        return [self.professionals[name] for name in names]

    def in_team(self, team: Team, role: Role) -> Professional:
        member = next(m for m in EVERYBODY if m.where == team.name and m.role == role)
        return self.professionals[member.name]

    def user_with(self, role: str) -> User:
        return self.users[next(m.name for m in EVERYBODY if m.role == role)]


def build_staff(today: dt.date) -> Service:
    service = Service()
    for area_name, team_names in AREAS.items():
        area = Area.objects.create(name=area_name)
        service.areas[area_name] = area
        for team_name in team_names:
            service.teams[team_name] = Team.objects.create(name=team_name, area=area)
    own = Agency.objects.create(name="Children's social care", kind=AgencyKind.SOCIAL_CARE)
    hashed = make_password(PASSWORD)
    for member in EVERYBODY:
        _employ(service, member, own, hashed, today - dt.timedelta(days=4000))
    service.director = _partner(own, *DIRECTOR)
    for agency_name, kind, name, title in PARTNERS:
        agency = Agency.objects.create(name=agency_name, kind=kind)
        service.partners[kind] = _partner(agency, name, title)
    return service


def _employ(
    service: Service, member: StaffMember, own: Agency, hashed: str, since: dt.date
) -> None:
    administers = member.role == SYSTEM_ADMINISTRATOR
    user = User.objects.create(
        email=member.email,
        name=member.name,
        password=hashed,
        is_rehearsal=True,
        is_system_administrator=administers,
        is_staff=administers,
    )
    service.users[member.name] = user
    if administers:
        return
    team = service.teams.get(member.where)
    Posting.objects.create(
        user=user, role=member.role, team=team, area=team.area if team else None, from_on=since
    )
    service.professionals[member.name] = Professional.objects.create(
        person=_person(member.name),
        agency=own,
        job_title=Role(member.role).label,
        team=team,
        user=user,
        work_email=member.email,
        work_telephone=_extension(),
    )


def _partner(agency: Agency, name: str, title: str) -> Professional:
    local = fold(name).replace(" ", "")
    return Professional.objects.create(
        person=_person(name),
        agency=agency,
        job_title=title,
        work_email=f"{local}@partner.example",
        work_telephone=_extension(),
    )


def _person(name: str) -> Person:
    given, _, family = name.rpartition(" ")
    return Person.objects.create(given_names=given, family_name=family)


def _extension() -> str:
    return f"01632 960 {next(_EXTENSIONS)}"  # Ofcom keeps 01632 960 for drama
