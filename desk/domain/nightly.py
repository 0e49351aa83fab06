"""The list for nights when the system is down: every child on a plan, on paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from desk.domain.on_a_plan import holders_for
from people.domain.look_up import not_to_be_located
from people.domain.permission import require
from people.enums import CaseRoleKind
from people.models import Child, ConflictOfInterest, Professional, Residence
from people.rules import may_look_up_plans
from plans.enums import PlanKind
from plans.models import Plan


@dataclass(frozen=True)
class Line:
    """`theirs` is another authority's plan that the child came with. `ring_only`: the name, whose
    plan, and whom to ring."""

    child: Child
    plan: Plan | None
    theirs: Plan | None
    lead: Professional | None
    chair: Professional | None
    address: str
    ring_only: bool = False


def nightly_list(*, by: User | None) -> list[Line]:
    """`lines_for` this reader, audited as printed. `by` is None for the command that writes it."""
    if by is not None:
        require(may_look_up_plans(by), "desk.nightly_list", by=by)
    lines = lines_for(by)
    children = [line.child for line in lines]
    record(
        Action.PRINTED,
        "desk.nightly_list",
        by=by,
        subjects=children,
        children=[child.pk for child in children],
    )
    return lines


def lines_for(by: User | None) -> list[Line]:
    """Every child with an open child protection plan, ours or another authority's, by family name.

    A restricted family, or one with which the reader has a conflict of interest, keeps its name and
    whom to ring, nothing else.
    """
    plans = _open_plans()
    children = list(
        Child.objects.standing()
        .filter(pk__in=plans)
        .select_related("person", "family")
        .order_by("person__family_name", "person__given_names", "pk")
    )
    holders, homes, shut = holders_for(children), _addresses(children), _shut_to(by)
    return [_line(child, plans[child.pk], holders, homes, shut) for child in children]


def _open_plans() -> dict[int, list[Plan]]:
    """By child: our plan, theirs, or for a while both."""
    found: dict[int, list[Plan]] = {}
    for plan in Plan.objects.open().filter(kind=PlanKind.CHILD_PROTECTION):
        found.setdefault(plan.child_id, []).append(plan)
    return found


def _line(
    child: Child,
    plans: list[Plan],
    holders: dict[int, dict[str, Professional]],
    homes: dict[int, str],
    shut: set[int],
) -> Line:
    ours = next((plan for plan in plans if not plan.is_temporary), None)
    theirs = next((plan for plan in plans if plan.is_temporary), None)
    if child.family.is_restricted or child.family_id in shut:
        return Line(child, ours, theirs, None, None, "", ring_only=True)
    roles = holders.get(child.family_id, {})
    lead, chair = roles.get(CaseRoleKind.LEAD_SOCIAL_WORKER), roles.get(CaseRoleKind.CHAIR)
    return Line(child, ours, theirs, lead, chair, homes.get(child.pk, ""))


def _shut_to(by: User | None) -> set[int]:
    """Families with which this reader has a conflict of interest: blocked on paper too (A8)."""
    declared = ConflictOfInterest.objects.filter(user=by, withdrawn_at__isnull=True)
    return set(declared.values_list("family_id", flat=True)) if by else set()


def _addresses(children: list[Child]) -> dict[int, str]:
    """Addresses that may be on a paper: of no child who lives with somebody protected, and none
    that is or was anybody's protected home."""
    asked = {child.pk for child in children}
    protected = Residence.objects.filter(Q(is_protected=True) | Q(person__is_protected=True))
    homes = (
        Residence.objects.current()
        .filter(person__in=asked - not_to_be_located(asked))
        .exclude(address__in=protected.order_by().values("address"))
    )
    return {home.person_id: str(home.address) for home in homes.select_related("address")}
