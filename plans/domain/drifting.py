"""What nobody has done in time between conferences: actions, and core groups not written up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from people.enums import CaseRoleKind
from people.models import CaseRole, Family
from plans.models import CoreGroup, FullPlan, Plan, PlanItem
from timescales.domain import today_in_london

ON_THE_CASE = (CaseRoleKind.LEAD_SOCIAL_WORKER, CaseRoleKind.TEAM_MANAGER)


@dataclass(frozen=True)
class Late:
    """The overdue actions of one family, each with its owner, the longest overdue first."""

    family: Family
    actions: list[PlanItem]

    @property
    def owners(self) -> list[str]:
        """Each owner once, or whoever was to say who it is."""
        people = (action.owner or action.confirm_by for action in self.actions)
        return list(dict.fromkeys(person.name for person in people if person))


def overdue_actions(user: User) -> list[Late]:
    """Of the families on whose case `user` works or whose team they manage. The caller audits."""
    mine = CaseRole.objects.current().filter(
        family=OuterRef("child__family"), kind__in=ON_THE_CASE, professional__user=user
    )
    return overdue_actions_in(Plan.objects.visible_to(user).filter(Exists(mine)), user)


def overdue_actions_in(plans: QuerySet[Plan], user: User) -> list[Late]:
    """Of those of these plans, the caller's to see, that are open. The caller audits."""
    records = _current_records(plans)
    rows = PlanItem.objects.visible_to(user).filter(
        passage__record__in=records,
        passage__removed_at=None,
        passage__sealed_at=None,
    )
    late: dict[int, Late] = {}
    chosen = rows.select_related("passage__record__family", "owner", "confirm_by")
    overdue = chosen.overdue(today_in_london()).order_by("pk")
    for action in sorted(overdue, key=lambda action: action.limit_on or dt.date.max):
        family = action.passage.record.family
        late.setdefault(family.pk, Late(family, [])).actions.append(action)
    return list(late.values())


def _current_records(plans: QuerySet[Plan]) -> list[int]:
    """The records in which the words of open plans stand today."""
    running = Plan.objects.open().child_protection().filter(pk__in=plans.order_by().values("pk"))
    outlines = set(running.values_list("record_id", flat=True))
    grown = dict(
        FullPlan.objects.filter(outline__in=outlines).values_list("outline_id", "record_id")
    )
    return [grown.get(outline, outline) for outline in outlines]


def core_groups_to_record(user: User) -> list[CoreGroup]:
    """Planned for a day that is over, of the families on whose case `user` works."""
    mine = CaseRole.objects.current().filter(
        family=OuterRef("family"), kind__in=ON_THE_CASE, professional__user=user
    )
    start_of_today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = CoreGroup.objects.visible_to(user).planned().filter(planned_at__lt=start_of_today)
    chosen = rows.filter(Exists(mine)).select_related("family").prefetch_related("plans")
    return list(chosen.order_by("planned_at"))
