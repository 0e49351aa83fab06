"""A family with its people around it, and what was raised about them, through the domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from escalations.domain.concerns import raise_concern
from escalations.domain.raised import Origin
from escalations.domain.raising_form import Asked, raise_form
from escalations.domain.who import Who
from escalations.models import Concern, ResolutionForm
from people.enums import AgencyKind, CaseRoleKind, Role
from people.models import Child, Family, Professional
from tests.factories.people import (
    make_agency,
    make_case_role,
    make_child,
    make_family,
    make_professional,
    make_relationship,
    make_staff,
    make_team,
)


@dataclass
class Challenge:
    """A chair, the social worker and team manager of the family, a head of service, a child."""

    family: Family
    child: Child
    chair: User
    worker: User
    manager: User
    head: User

    def origin(self, **fields: Any) -> Origin:
        fields.setdefault("children", [self.child])
        fields.setdefault("who", Who.at(self.worker.professional))
        return Origin(family=self.family, **fields)


def make_challenge(name: str = "Okonkwo-Hale") -> Challenge:
    team = make_team()
    family = make_family(name, team=team)
    child = make_child(f"Wren {name}", family=family)
    make_relationship(child)
    chair = make_staff(Role.PRINCIPAL_OFFICER)
    worker = make_staff(Role.SOCIAL_WORKER, team=team)
    manager = make_staff(Role.TEAM_MANAGER, team=team)
    make_case_role(family, chair, kind=CaseRoleKind.CHAIR)
    make_case_role(family, worker)
    make_case_role(family, manager, kind=CaseRoleKind.TEAM_MANAGER)
    return Challenge(family, child, chair, worker, manager, make_staff(Role.HEAD_OF_SERVICE))


def make_concern(case: Challenge, **fields: Any) -> Concern:
    fields = {
        "origin": case.origin(),
        "reason": "visits_core_groups",
        "impact": "Wren has not been seen for five weeks.",
        "by": case.chair,
        **fields,
    }
    return raise_concern(**fields)


def make_partner(kind: str = AgencyKind.HEALTH_VISITING, **fields: Any) -> Professional:
    """Somebody of a partner agency, without a sign-in."""
    return make_professional(agency=make_agency(kind=kind), **fields)


def asked_of(recipient: Professional, **fields: Any) -> Asked:
    fields = {
        "reasons": ["visits_core_groups"],
        "impact": "Wren has not been seen for five weeks.",
        "asked": "Visit Wren this week, and write it up.",
        "recipient": recipient,
        **fields,
    }
    return Asked(**fields)


def make_form(case: Challenge, **fields: Any) -> ResolutionForm:
    """At stage 1 with the team manager, raised by the chair, unless told otherwise."""
    fields = {
        "origin": case.origin(),
        "what": asked_of(case.manager.professional),
        "by": case.chair,
        **fields,
    }
    return raise_form(**fields)
