"""What waits between conferences: actions overdue or due soon, core groups not written up."""

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
from people.start_page import Owed, soon_until
from plans.domain.confirming import to_confirm
from plans.enums import PlanKind
from plans.models import CoreGroup, FullPlan, Plan, PlanItem
from plans.models.item import PlanItemQuerySet
from timescales.domain import today_in_london

LATE, SOON = "actions", "actions_soon"  # what a line of them is called
ON_THE_CASE = (CaseRoleKind.LEAD_SOCIAL_WORKER, CaseRoleKind.TEAM_MANAGER)


@dataclass(frozen=True)
class Due:
    """Actions of one family that are due, each with its owner, the longest overdue first."""

    family: Family
    actions: list[PlanItem]

    @property
    def owners(self) -> list[str]:
        """Each of whom it waits for once: the owner, and whoever was to say who and when."""
        people = (person for action in self.actions for person in action.waits_for)
        return list(dict.fromkeys(person.name for person in people))

    def overdue(self, today: dt.date) -> Due:
        return Due(self.family, [action for action in self.actions if action.is_overdue(today)])

    def still_in_time(self, today: dt.date) -> Due:
        return Due(self.family, [each for each in self.actions if not each.is_overdue(today)])


def actions_due(user: User) -> list[Due]:
    """What is overdue or due soon, of the families on whose case `user` works or whose team they
    manage, and of the others what waits for them by name. The caller audits."""
    mine = CaseRole.objects.current().filter(
        family=OuterRef("child__family"), kind__in=ON_THE_CASE, professional__user=user
    )
    plans, last = Plan.objects.visible_to(user), soon_until()
    due = _actions_by(last, plans.filter(Exists(mine)), user)
    known = {one.family.pk for one in due}
    return [*due, *(one for one in _by_name(last, plans, user) if one.family.pk not in known)]


def _by_name(last: dt.date, plans: QuerySet[Plan], user: User) -> list[Due]:
    """What they took on, and what they were to say who does and by when."""
    theirs = Q(owner__professional__user=user) | Q(confirm_by__professional__user=user)
    own = PlanItem.objects.visible_to(user).filter(theirs)
    families = own.due_by(last).values_list("passage__record__family", flat=True)
    found = _actions_by(last, plans.filter(child__family__in=families), user)
    kept = [
        Due(one.family, [action for action in one.actions if user.pk in _users(action)])
        for one in found
    ]
    return [one for one in kept if one.actions]


def _users(action: PlanItem) -> set[int]:
    """Who can sign in of those for whom it waits. A partner or a parent who cannot is asked by
    those on the case, for whom it waits too."""
    professionals = (getattr(person, "professional", None) for person in action.waits_for)
    return {each.user_id for each in professionals if each and each.user_id}


def owed() -> Iterator[Owed]:
    """Whom actions that are overdue or due soon wait for, for the morning email of everybody:
    those on the case, and by name whoever can sign in. A few questions however many there are."""
    today = today_in_london()
    waiting: dict[tuple[int, str], list[PlanItem]] = {}
    people = ("owner__professional", "confirm_by__professional")
    for item in running_items().due_by(soon_until()).select_related("passage__record", *people):
        family, day = item.passage.record.family_id, item.limit_on
        assert day is not None, "due"
        line = (family, LATE if day < today else SOON)
        waiting.setdefault(line, []).append(item)
    on_the_case = _on_the_case({family for family, _ in waiting})
    for (family, kind), items in waiting.items():
        for user, due_on in _first_of_each(items, on_the_case.get(family, set())).items():
            yield Owed(user, f"{kind}:{family}", family, due_on=due_on, soon=kind == SOON)


def _first_of_each(items: list[PlanItem], on_the_case: set[int]) -> dict[int, dt.date]:
    """By user, the earliest day: of all for those on the case, of their own for anybody else."""
    found: dict[int, dt.date] = {}
    for item in items:
        for user in _users(item) | on_the_case:
            day = item.limit_on
            assert day is not None, "due"
            found[user] = min(day, found.get(user, day))
    return found


def _on_the_case(families: set[int]) -> dict[int, set[int]]:
    roles = CaseRole.objects.current().filter(
        family__in=families, kind__in=ON_THE_CASE, professional__user__isnull=False
    )
    found: dict[int, set[int]] = {}
    for family, user in roles.values_list("family", "professional__user"):
        found.setdefault(family, set()).add(user)
    return found


def running_items() -> PlanItemQuerySet:
    """The items of open plans, in the words that stand today: an outline that has grown into a
    full plan is left out. Of what is not child protection only what is still to be confirmed."""
    rows: PlanItemQuerySet = PlanItem.objects.standing().filter(
        (Q(passage__record__in=_running()) | to_confirm()) & ~Q(passage__record__in=_outgrown())
        | Q(passage__record__grown_from__outline__in=_running())
    )
    return rows


def _running() -> QuerySet[Plan, dict[str, Any]]:
    return Plan.objects.open().child_protection().order_by().values("record")


def _outgrown() -> QuerySet[FullPlan, dict[str, Any]]:
    return FullPlan.objects.order_by().values("outline")


def overdue_actions_in(plans: QuerySet[Plan], user: User) -> list[Due]:
    """Of those of these plans, the caller's to see, that are open. The caller audits."""
    return _actions_by(today_in_london() - dt.timedelta(days=1), plans, user)


def _actions_by(last: dt.date, plans: QuerySet[Plan], user: User) -> list[Due]:
    running = Plan.objects.open().filter(pk__in=plans.order_by().values("pk"))
    protecting = _current_records(running.child_protection())
    helping = _current_records(running.exclude(kind=PlanKind.CHILD_PROTECTION))
    rows = PlanItem.objects.visible_to(user).standing()
    rows = rows.filter(
        Q(passage__record__in=protecting) | Q(passage__record__in=helping) & to_confirm()
    )
    found: dict[int, Due] = {}
    people = ("owner__professional", "confirm_by__professional")
    chosen = rows.select_related("passage__record__family", *people)
    due = chosen.due_by(last).order_by("pk")
    for action in sorted(due, key=lambda action: action.limit_on or dt.date.max):
        family = action.passage.record.family
        found.setdefault(family.pk, Due(family, [])).actions.append(action)
    return list(found.values())


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
