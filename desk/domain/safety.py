"""What keeps the child safe tonight, out of the plan."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from disclosure.enums import Restriction
from disclosure.models import Passage
from people.domain.look_up import families_shut_to
from plans.enums import ItemKind
from plans.models import Plan, PlanItem

TONIGHT = (ItemKind.BOTTOM_LINE, ItemKind.CONTINGENCY, ItemKind.SAFETY_GOAL)


def safety_lines(plan: Plan, *, by: User) -> list[str]:
    """Bottom lines first, then what happens if the plan does not work, then the goals.

    Never a restricted passage: what is read out on the telephone at night is heard by others. Nor
    words of a family that is shut to whoever asks, where the child's two records were in two.
    """
    words = (
        Passage.objects.live()
        .filter(record=plan.record_id, restriction=Restriction.NONE)
        .exclude(record__family__in=families_shut_to(by))
    )
    mine = Q(passage__about=plan.child_id) | Q(passage__about__isnull=True)
    items = PlanItem.objects.filter(mine, passage__in=words, kind__in=TONIGHT).distinct()
    order = {kind: place for place, kind in enumerate(TONIGHT)}
    found = sorted(items.select_related("passage"), key=lambda item: order[item.kind])
    return [item.passage.text for item in found]
