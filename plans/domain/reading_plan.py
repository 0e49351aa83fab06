"""Everything the page of a family’s plan shows, scoped to the reader; the view audits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from disclosure.models import Record
from people.models import Family
from plans.domain.clocks import CORE_GROUPS, LONG_PLAN_RULES, VISITS
from plans.domain.queries import first_day_to_write_up
from plans.enums import CoreGroupState, ItemKind, ItemStatus
from plans.models import (
    CoreGroup,
    FullPlan,
    ItemUpdate,
    LongPlanReview,
    Plan,
    PlanItem,
    Progress,
    RepeatPlanReview,
    Visit,
)
from timescales.models import Deadline

ORDER = {kind: place for place, kind in enumerate(ItemKind.values)}


@dataclass(frozen=True)
class FamilyPlan:
    """The plans of one family that are open, else those that ended last, and their words."""

    family: Family
    plans: list[Plan]
    outlines: list[Record]
    records: list[Record]
    items: list[PlanItem]

    @property
    def is_open(self) -> bool:
        return any(plan.ended_on is None for plan in self.plans)

    @property
    def is_to_write_up(self) -> bool:
        """Whether a visit or a core group of these plans may still be recorded."""
        since = first_day_to_write_up()
        return any(plan.ended_on is None or plan.ended_on >= since for plan in self.plans)

    def of_kind(self, kind: ItemKind) -> list[PlanItem]:
        """What stands in the plan today."""
        standing = [item for item in self.items if item.status != ItemStatus.NOT_NEEDED]
        return [item for item in standing if item.kind == kind]

    @property
    def no_longer_needed(self) -> list[PlanItem]:
        return [item for item in self.items if item.status == ItemStatus.NOT_NEEDED]


def family_plan(family: Family, *, reader: User) -> FamilyPlan:
    """The plan as it stands, in a constant number of queries."""
    plans = plans_shown(family, reader)
    outlines = list({plan.record_id: plan.record for plan in plans}.values())
    grown = {
        row.outline_id: row.record
        for row in FullPlan.objects.visible_to(reader)
        .filter(outline__in=outlines)
        .select_related("record")
    }
    records = [grown.get(outline.pk, outline) for outline in outlines]
    return FamilyPlan(family, plans, outlines, records, items_in(records, reader))


def plans_shown(family: Family, reader: User) -> list[Plan]:
    """Open plans; where there is none, the plans that ended on the last day one did."""
    rows = (
        Plan.objects.visible_to(reader)
        .child_protection()
        .filter(child__family=family, voided_at__isnull=True)
        .select_related("child__person", "child__family", "record__family", "lead_worker")
    )
    standing = list(rows)
    still_open = [plan for plan in standing if plan.ended_on is None]
    if still_open:
        return still_open
    last = max((plan.ended_on for plan in standing if plan.ended_on), default=None)
    return [plan for plan in standing if plan.ended_on == last]


def items_in(records: Sequence[Record], reader: User) -> list[PlanItem]:
    """The items whose words still stand, in the order a family reads them."""
    rows = (
        PlanItem.objects.visible_to(reader)
        .standing()
        .filter(passage__record__in=records)
        .select_related("passage__record", "passage__author", "owner", "confirm_by")
        .prefetch_related("passage__about")
    )
    return sorted(rows, key=lambda item: (ORDER[item.kind], item.passage.position, item.pk))


def core_groups_of(family: Family, *, reader: User) -> list[CoreGroup]:
    """Planned ones first, then those held or not held, the latest first."""
    rows = (
        CoreGroup.objects.visible_to(reader)
        .filter(family=family)
        .exclude(state=CoreGroupState.VOID)
        .select_related("led_by")
        .prefetch_related("plans__child__person", "attendances")
    )
    latest_first = sorted(rows, key=lambda group: (str(group.day), group.pk), reverse=True)
    return sorted(latest_first, key=lambda group: group.state != CoreGroupState.PLANNED)


def visits_of(plans: Sequence[Plan], *, reader: User) -> list[Visit]:
    rows = Visit.objects.visible_to(reader).standing().filter(plan__in=plans)
    return list(
        rows.select_related("plan__child__person", "visited_by").order_by("-visited_on", "-pk")
    )


def progress_of(family: Family, *, reader: User) -> list[Progress]:
    """What every core group that was held said of each outcome, oldest first."""
    rows = Progress.objects.visible_to(reader).standing()
    rows = rows.filter(core_group__family=family, core_group__state=CoreGroupState.HELD)
    chosen = rows.select_related("core_group", "outcome", "words")
    return list(chosen.order_by("core_group__held_on", "pk"))


def updates_of(items: Sequence[PlanItem], *, reader: User) -> list[ItemUpdate]:
    """Each change of an item's status, the latest first."""
    rows = ItemUpdate.objects.visible_to(reader).filter(item__in=items)
    return list(rows.select_related("item__passage", "words", "by").order_by("-on", "-pk"))


def clocks_of(plans: Sequence[Plan], *, reader: User) -> list[Deadline]:
    """When the next core group, the next visit and the next panel are due, for each child."""
    rules = {CORE_GROUPS.first, CORE_GROUPS.again, VISITS.again, *LONG_PLAN_RULES}
    rows = Deadline.objects.visible_to(reader).open().filter(rule__in=rules)
    wanted = rows.filter(child__in=[plan.child_id for plan in plans])
    return list(wanted.select_related("child__person").order_by("due_on", "child_id"))


def long_reviews_of(plans: Sequence[Plan], *, reader: User) -> list[LongPlanReview]:
    """What panels thought of these plans, the latest first."""
    rows = LongPlanReview.objects.visible_to(reader).filter(plan__in=plans)
    people = rows.select_related("plan__child__person", "chair", "area_head", "team_manager")
    return list(people.order_by("-held_on", "-pk"))


def repeat_reviews_of(plans: Sequence[Plan], *, reader: User) -> list[RepeatPlanReview]:
    rows = RepeatPlanReview.objects.visible_to(reader).filter(plan__in=plans)
    return list(rows.select_related("plan__child__person", "peer"))
