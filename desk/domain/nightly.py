"""The list for nights when the system is down: every child on a plan, on paper."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from desk.domain.on_a_plan import holders_for, open_plans
from people.domain.permission import require
from people.enums import CaseRoleKind
from people.models import Child, ConflictOfInterest, Professional, Residence
from people.rules import may_look_up_plans
from plans.models import Plan


@dataclass(frozen=True)
class Line:
    child: Child
    plan: Plan
    lead: Professional | None
    chair: Professional | None
    address: str

    @property
    def is_restricted(self) -> bool:
        return self.child.family.is_restricted


def nightly_list(*, by: User | None) -> list[Line]:
    """Every child with an open child protection plan, by family name. `by` is None for the
    night's own print run. A restricted family, or one with which the reader has a conflict of
    interest, keeps its name and who to ring, nothing else."""
    if by is not None:
        require(may_look_up_plans(by), "desk.nightly_list", by=by)
    on_a_plan = Plan.objects.open().child_protection().order_by().values("child")
    children = list(
        Child.objects.standing()
        .filter(pk__in=on_a_plan)
        .select_related("person", "family")
        .order_by("person__family_name", "person__given_names", "pk")
    )
    plans, holders, homes = open_plans(children), holders_for(children), _addresses(children)
    shut = _shut_to(by)
    lines = [_line(child, plans[child.pk], holders, homes, shut) for child in children]
    record(
        Action.PRINTED,
        "desk.nightly_list",
        by=by,
        subjects=children,
        children=[child.pk for child in children],
    )
    return lines


def _line(
    child: Child,
    plan: Plan,
    holders: dict[int, dict[str, Professional]],
    homes: dict[int, str],
    shut: set[int],
) -> Line:
    if child.family.is_restricted or child.family_id in shut:
        return Line(child, plan, None, None, "")
    roles = holders.get(child.family_id, {})
    return Line(
        child,
        plan,
        roles.get(CaseRoleKind.LEAD_SOCIAL_WORKER),
        roles.get(CaseRoleKind.CHAIR),
        homes.get(child.pk, ""),
    )


def _shut_to(by: User | None) -> set[int]:
    """Families with which this reader has a conflict of interest: blocked on paper too (A8)."""
    declared = ConflictOfInterest.objects.filter(user=by, withdrawn_at__isnull=True)
    return set(declared.values_list("family_id", flat=True)) if by else set()


def _addresses(children: list[Child]) -> dict[int, str]:
    """Addresses that may be on a paper: none that is protected."""
    homes = Residence.objects.current().filter(
        person__in=[child.pk for child in children],
        is_protected=False,
        person__is_protected=False,
    )
    return {home.person_id: str(home.address) for home in homes.select_related("address")}
