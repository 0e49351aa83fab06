"""What nobody has done in time between conferences: actions, and core groups not written up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from people.enums import CaseRoleKind
from people.models import CaseRole, Family
from people.start_page import Owed
from plans.domain.confirming import to_confirm
from plans.enums import PlanKind
from plans.models import CoreGroup, FullPlan, Plan, PlanItem
from plans.models.item import PlanItemQuerySet
from timescales.domain import today_in_london

ON_THE_CASE = (CaseRoleKind.LEAD_SOCIAL_WORKER, CaseRoleKind.TEAM_MANAGER)


@dataclass(frozen=True)
class Late:
    """The overdue actions of one family, each with its owner, the longest overdue first."""

    family: Family
    actions: list[PlanItem]

    @property
    def owners(self) -> list[str]:
        """Each of whom it waits for once: the owner, and whoever was to say who and when."""
        people = (person for action in self.actions for person in action.waits_for)
        return list(dict.fromkeys(person.name for person in people))


def overdue_actions(user: User) -> list[Late]:
    """Of the families on whose case `user` works or whose team they manage, and of the others what
    waits for them by name. The caller audits."""
    mine = CaseRole.objects.current().filter(
        family=OuterRef("child__family"), kind__in=ON_THE_CASE, professional__user=user
    )
    plans = Plan.objects.visible_to(user)
    late = overdue_actions_in(plans.filter(Exists(mine)), user)
    known = {one.family.pk for one in late}
    return [*late, *(one for one in _by_name(plans, user) if one.family.pk not in known)]


def _by_name(plans: QuerySet[Plan], user: User) -> list[Late]:
    """What they took on, and what they were to say who does and by when."""
    theirs = Q(owner__professional__user=user) | Q(confirm_by__professional__user=user)
    own = PlanItem.objects.visible_to(user).filter(theirs)
    families = own.overdue(today_in_london()).values_list("passage__record__family", flat=True)
    found = overdue_actions_in(plans.filter(child__family__in=families), user)
    kept = [
        Late(one.family, [action for action in one.actions if user.pk in _users(action)])
        for one in found
    ]
    return [one for one in kept if one.actions]


def _users(action: PlanItem) -> set[int]:
    """Who can sign in of those for whom it waits. A partner or a parent who cannot is asked by
    those on the case, for whom it waits too."""
    professionals = (getattr(person, "professional", None) for person in action.waits_for)
    return {each.user_id for each in professionals if each and each.user_id}


def owed() -> Iterator[Owed]:
    """Whom overdue actions wait for, for the morning email of everybody: those on the case, and
    by name whoever can sign in. Three questions however many there are."""
    rows = running_items().overdue(today_in_london())
    earliest: dict[int, dt.date] = {}
    readers: dict[int, set[int]] = {}
    people = ("owner__professional", "confirm_by__professional")
    for item in rows.select_related("passage__record", *people):
        family, day = item.passage.record.family_id, item.limit_on
        assert day is not None, "overdue"
        earliest[family] = min(day, earliest.get(family, day))
        readers.setdefault(family, set()).update(_users(item))
    roles = CaseRole.objects.current().filter(family__in=earliest, kind__in=ON_THE_CASE)
    for family, user in roles.values_list("family", "professional__user"):
        readers[family].add(user)
    for family, users in readers.items():
        for user in users - {None}:
            yield Owed(user, f"actions:{family}", family, due_on=earliest[family])


def running_items() -> PlanItemQuerySet:
    """The items of open plans, in the words that stand today: an outline that has grown into a
    full plan is left out. Of what is not child protection only what is still to be confirmed."""
    rows: PlanItemQuerySet = PlanItem.objects.filter(
        (Q(passage__record__in=_running()) | to_confirm()) & ~Q(passage__record__in=_outgrown())
        | Q(passage__record__grown_from__outline__in=_running()),
        passage__removed_at=None,
        passage__sealed_at=None,
    )
    return rows


def _running() -> QuerySet[Plan, dict[str, Any]]:
    return Plan.objects.open().child_protection().order_by().values("record")


def _outgrown() -> QuerySet[FullPlan, dict[str, Any]]:
    return FullPlan.objects.order_by().values("outline")


def overdue_actions_in(plans: QuerySet[Plan], user: User) -> list[Late]:
    """Of those of these plans, the caller's to see, that are open. The caller audits."""
    running = Plan.objects.open().filter(pk__in=plans.order_by().values("pk"))
    protecting = _current_records(running.child_protection())
    helping = _current_records(running.exclude(kind=PlanKind.CHILD_PROTECTION))
    rows = PlanItem.objects.visible_to(user).filter(
        Q(passage__record__in=protecting) | Q(passage__record__in=helping) & to_confirm(),
        passage__removed_at=None,
        passage__sealed_at=None,
    )
    late: dict[int, Late] = {}
    people = ("owner__professional", "confirm_by__professional")
    chosen = rows.select_related("passage__record__family", *people)
    overdue = chosen.overdue(today_in_london()).order_by("pk")
    for action in sorted(overdue, key=lambda action: action.limit_on or dt.date.max):
        family = action.passage.record.family
        late.setdefault(family.pk, Late(family, [])).actions.append(action)
    return list(late.values())


def _current_records(running: QuerySet[Plan]) -> list[int]:
    """The records in which the words of these plans stand today."""
    outlines = set(running.values_list("record_id", flat=True))
    grown = dict(
        FullPlan.objects.filter(outline__in=outlines).values_list("outline_id", "record_id")
    )
    return [grown.get(outline, outline) for outline in outlines]


def core_groups_to_record(user: User) -> list[CoreGroup]:
    """Planned for a day that is over, of the families on whose case `user` works. Nobody met about
    a plan that had ended by then."""
    mine = CaseRole.objects.current().filter(
        family=OuterRef("family"), kind__in=ON_THE_CASE, professional__user=user
    )
    start_of_today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = CoreGroup.objects.visible_to(user).planned().filter(planned_at__lt=start_of_today)
    ran = Plan.objects.filter(core_groups=OuterRef("pk"), voided_at=None).exclude(
        ended_on__lt=OuterRef("planned_at__date")
    )
    mine_to_record = rows.filter(Exists(mine), Exists(ran))
    chosen = mine_to_record.select_related("family").prefetch_related("plans")
    return list(chosen.order_by("planned_at"))
