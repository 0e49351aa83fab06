"""A family with its people around it, and what was raised about them, through the domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from escalations.domain.concerns import raise_concern
from escalations.domain.raised import Origin
from escalations.domain.who import Who
from escalations.models import Concern
from people.enums import CaseRoleKind, Role
from people.models import Child, Family
from tests.factories.people import (
    make_case_role,
    make_child,
    make_family,
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
