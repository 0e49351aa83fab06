"""Who does it and by when, where somebody was still to say so, outside child protection plans.

Of a child protection plan every action is chased. Of an outline child in need or early help plan
only this is: its own meetings, which are not held here, see to the rest.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from disclosure.models import Passage
from people.models import Family
from plans.enums import OPEN_ITEMS, ItemKind, PlanKind
from plans.models import Plan, PlanItem
from plans.models.item import UNSETTLED


def to_confirm() -> Q:
    """Which lines of open plans that are not child protection do not say who and when: about the
    child of such a plan, or about the whole family."""
    plans = Plan.objects.open().filter(is_temporary=False).exclude(kind=PlanKind.CHILD_PROTECTION)
    about = Passage.about.through.objects.filter(passage=OuterRef(OuterRef("pk")))
    theirs = plans.filter(
        Q(record=OuterRef("passage__record"))
        | Q(record=OuterRef("passage__record__grown_from__outline")),
        Exists(about.filter(person=OuterRef("child"))) | ~Exists(about),
    )
    return UNSETTLED & Q(Exists(theirs.order_by()))


def is_to_be_confirmed(item: PlanItem) -> bool:
    rows = PlanItem.objects.filter(to_confirm(), kind=ItemKind.ACTION, status__in=OPEN_ITEMS)
    return rows.filter(pk=item.pk).exists()


def to_be_confirmed(family: Family, *, reader: User) -> list[PlanItem]:
    """Of the plans of this family that are not child protection plans, as the reader sees them."""
    rows = PlanItem.objects.visible_to(reader).standing()
    rows = rows.filter(
        to_confirm(),
        kind=ItemKind.ACTION,
        status__in=OPEN_ITEMS,
        passage__record__family=family,
        passage__record__full_plan=None,
    )
    chosen = rows.select_related("passage__record", "owner", "confirm_by")
    return list(chosen.prefetch_related("passage__about").order_by("passage__position", "pk"))
