"""Who works in the made-up service, and how to sign in as them.

Every name is invented. The passwords are public on purpose: production refuses to start while a
rehearsal person exists.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from people.enums import Role

PASSWORD = "rehearsal only 2026"  # noqa: S105 - public on purpose
SYSTEM_ADMINISTRATOR = "system_administrator"


@dataclass(frozen=True)
class StaffMember:
    """`where` is a team for social workers and team managers, else an area or nothing."""

    name: str
    role: str
    where: str = ""
    fte: float = 1.0
    says: str = ""

    @property
    def email(self) -> str:
        plain = unicodedata.normalize("NFKD", self.name.lower().replace("ł", "l"))
        ascii_name = plain.encode("ascii", "ignore").decode()
        letters = "".join(c if c.isalnum() else "." for c in ascii_name)
        return f"{letters.replace('..', '.')}@rehearsal.example"


AREAS = {
    "North": ["Aldwyn Rise team", "Pype Brook team"],
    "South": ["Kingsmere team", "Larkfield team"],
    "East": ["Saltwell team", "Hodge Hollow team"],
}

DEMO_STAFF = (
    StaffMember("Amara Nightingale-Osei", Role.PRINCIPAL_OFFICER, says="chairs conferences"),
    StaffMember("Declan O'Rourke-Vane", Role.DUTY_PRINCIPAL_OFFICER, says="screens requests"),
    StaffMember("Bronwen Tapscott", Role.BUSINESS_SUPPORT, says="books, invites and minutes"),
    StaffMember("Samir Haddadeen", Role.SOCIAL_WORKER, "Aldwyn Rise team", says="asks and plans"),
    StaffMember("Grace Adeyemi-Pike", Role.TEAM_MANAGER, "Aldwyn Rise team", says="agrees"),
    StaffMember("Theodora Quill", Role.HEAD_OF_SERVICE, says="runs the service"),
    StaffMember("Ivo Pettigrove", Role.DATA_OFFICER, says="answers for the data"),
    StaffMember("Nuala Farthing", Role.EMERGENCY_DUTY, says="asks at 2 a.m."),
    StaffMember("Casper Lindqvist-Ray", SYSTEM_ADMINISTRATOR, says="runs the system, sees no case"),
)

OTHER_CHAIRS = (
    StaffMember("Marguerite Abiola", Role.PRINCIPAL_OFFICER),
    StaffMember("Haruto Featherstone", Role.PRINCIPAL_OFFICER),
    StaffMember("Sinéad Ballantyne", Role.PRINCIPAL_OFFICER),
    StaffMember("Oluwaseun Crake", Role.PRINCIPAL_OFFICER),
    StaffMember("Parveen Mottershead", Role.PRINCIPAL_OFFICER),
    StaffMember("Lech Wiśniowski", Role.PRINCIPAL_OFFICER),
    StaffMember("Delphine Oxlade", Role.PRINCIPAL_OFFICER),
    StaffMember("Rhiannon Sparrowhawk", Role.PRINCIPAL_OFFICER),
    StaffMember("Tariq Bellweather", Role.PRINCIPAL_OFFICER),
    StaffMember("Ottoline Mbeki-Frost", Role.PRINCIPAL_OFFICER),
    StaffMember("Gethin Marlowe", Role.PRINCIPAL_OFFICER),
    StaffMember("Yewande Thistlewood", Role.PRINCIPAL_OFFICER, fte=0.5),
)

OTHER_SUPPORT = (
    StaffMember("Agnieszka Dunmore", Role.BUSINESS_SUPPORT),
    StaffMember("Kofi Larkspur", Role.BUSINESS_SUPPORT),
    StaffMember("Meera Hollowell", Role.BUSINESS_SUPPORT),
    StaffMember("Finlay Ostrander", Role.BUSINESS_SUPPORT),
)

OTHER_SOCIAL_WORKERS = (
    StaffMember("Blessing Carrow", Role.SOCIAL_WORKER, "Pype Brook team"),
    StaffMember("Ji-woo Penhaligon", Role.SOCIAL_WORKER, "Kingsmere team"),
    StaffMember("Mateus Greenacre", Role.SOCIAL_WORKER, "Larkfield team"),
    StaffMember("Zainab Thorne-Ali", Role.SOCIAL_WORKER, "Saltwell team"),
    StaffMember("Caoimhe Ridgewell", Role.SOCIAL_WORKER, "Hodge Hollow team"),
    StaffMember("Winston Applegarth", Role.TEAM_MANAGER, "Pype Brook team"),
    StaffMember("Ludmila Fairweather", Role.TEAM_MANAGER, "Kingsmere team"),
    StaffMember("Raj Summerscale", Role.TEAM_MANAGER, "Larkfield team"),
    StaffMember("Ffion Drakeley", Role.TEAM_MANAGER, "Saltwell team"),
    StaffMember("Emeka Holloway-Stone", Role.TEAM_MANAGER, "Hodge Hollow team"),
)

EVERYBODY = DEMO_STAFF + OTHER_CHAIRS + OTHER_SUPPORT + OTHER_SOCIAL_WORKERS


def role_label(member: StaffMember) -> str:
    if member.role == SYSTEM_ADMINISTRATOR:
        return "System administrator"
    return str(Role(member.role).label)
