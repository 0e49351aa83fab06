"""How many children each chair has: children on a plan whose family's chair they are."""

from __future__ import annotations

from collections import Counter

from people.enums import CaseRoleKind
from people.models import CaseRole
from plans.models import Plan


def children_for_each_chair() -> dict[int, int]:
    """Children on an open child protection plan, by the id of their chair."""
    chairs = dict(
        CaseRole.objects.current()
        .filter(kind=CaseRoleKind.CHAIR)
        .values_list("family_id", "professional_id")
    )
    plans = Plan.objects.open().child_protection().values_list("child__family_id", flat=True)
    return dict(Counter(chairs[family] for family in plans if family in chairs))
