"""Add a family, and keep its name, area and team right."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.enums import CaseRoleKind, Role
from people.errors import BadDetail
from people.models import Area, CaseRole, Family, Professional, Team
from people.names import fold
from people.rules import has_role, may_add_family, may_change_family


@transaction.atomic
def add_family(*, name: str, area: Area, team: Team | None = None, by: User) -> Family:
    """A new family. A social worker who adds one becomes its lead social worker, or could not
    open what they have just made."""
    require(may_add_family(by), "people.add_family", by=by)
    name = _checked_name(name)
    _check_team(team, area)
    family = Family.objects.create(name=name, area=area, team=team, reference=_new_reference())
    if has_role(by, Role.SOCIAL_WORKER):
        _make_lead(family, by)
    record(Action.CREATED, "people.add_family", by=by, subjects=[family])
    return family


@transaction.atomic
def change_family(*, family: Family, name: str, area: Area, team: Team | None, by: User) -> Family:
    require(may_change_family(by, family), "people.change_family", by=by, subjects=[family])
    _check_team(team, area)
    family = Family.objects.select_for_update().get(pk=family.pk)
    family.name, family.area, family.team = _checked_name(name), area, team
    family.save()
    record(
        Action.CHANGED,
        "people.change_family",
        by=by,
        subjects=[family],
        children=family.children_concerned(),
    )
    return family


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not fold(name):
        raise BadDetail("Enter a name with at least one letter.", field="name")
    return name


def _check_team(team: Team | None, area: Area) -> None:
    if team and team.area_id != area.pk:
        raise BadDetail(f"{team} works in {team.area}. Choose that area.", field="team")


def _new_reference() -> str:
    """F000001 and so on; taken from the last one under a lock, so never twice."""
    last = Family.objects.select_for_update().order_by("-pk").first()
    number = (last.pk if last else 0) + 1
    while Family.objects.filter(reference=f"F{number:06}").exists():
        number += 1
    return f"F{number:06}"


def _make_lead(family: Family, worker: User) -> None:
    professional = Professional.objects.filter(user=worker).first()
    if professional:
        CaseRole.objects.create(
            family=family,
            professional=professional,
            kind=CaseRoleKind.LEAD_SOCIAL_WORKER,
            from_on=timezone.localdate(),
        )
