"""What happens between conferences for a few families: the plan grows, core groups meet, visits.

Each step is the domain function a person would use, as that person. Earlier visits come in as the
case system's own, with the day they were written up there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accounts.models import User
from disclosure.models import Record
from people.enums import AgencyKind, CaseRoleKind
from people.models import CaseRole, Family, Person, Relationship
from plans.domain.developing import ItemWords, add_item, update_item
from plans.domain.importing_visits import ImportedVisit, import_visits
from plans.domain.items import ItemValues, items_of, set_item
from plans.domain.members import members_of, seat_members
from plans.domain.minutes import ActionReviewed, Minutes, OutcomeSaid
from plans.domain.planning import plan_core_group, record_not_held
from plans.domain.queries import open_plans_of
from plans.domain.recording import record_core_group, take_back_core_group
from plans.domain.visits import Seen, record_visit, set_frequency
from plans.domain.words import say
from plans.enums import (
    CameAs,
    CoreGroupState,
    Direction,
    ItemKind,
    ItemStatus,
    NotHeldReason,
    NotSeenReason,
    SeenAnswer,
)
from plans.models import CoreGroup, Plan, PlanItem, Visit
from rehearsal import words
from rehearsal.build_staff import Service
from timescales.domain import current_clock, today_in_london
from timescales.enums import Unit
from timescales.models import Deadline
from timescales.rule import Amount
from timescales.working_days import add_working_days, working_day_on_or_after

FAMILIES = 2
LONGEST = dt.timedelta(days=200)  # older plans would need too many visits to be told quickly
WEEKS_BETWEEN = dt.timedelta(weeks=5)
FIRST_MEETING = dt.timedelta(days=11)
BETWEEN_VISITS = dt.timedelta(days=11)
AROUND_THE_TABLE = (AgencyKind.HEALTH_VISITING, AgencyKind.SCHOOL)
SEEN = Seen(was_seen=True, alone=SeenAnswer.YES, bedroom=SeenAnswer.YES)
NOT_SEEN = Seen(was_seen=False, not_seen_reason=NotSeenReason.NOBODY_IN)
# What each core group says in turn: things get better, with a setback.
COURSE = (Direction.SAME, Direction.BETTER, Direction.WORSE, Direction.BETTER, Direction.BETTER)


def live_between(service: Service, families: Iterable[Family]) -> None:
    """The few families whose plans are youngest, so that there is least to tell; one drifts."""
    since = {family: began for family in families if (began := _began(family))}
    youngest = sorted(since, key=lambda family: since[family], reverse=True)
    for place, family in enumerate(youngest[:FAMILIES]):
        Months(service, family, place).live()


def _began(family: Family) -> dt.date | None:
    """When its first open plan began; None where there is none, or too much would be to tell."""
    began = min((plan.started_on for plan in open_plans_of(family)), default=None)
    return began if began and began >= today_in_london() - LONGEST else None


@dataclass
class Months:
    """One family's months on a plan. `place` varies what goes well and what does not."""

    service: Service
    family: Family
    place: int

    def __post_init__(self) -> None:
        self.today = today_in_london()
        self.plans: list[Plan] = open_plans_of(self.family)
        self.began = min(plan.started_on for plan in self.plans)
        self.worker, self.chair = self._user("lead_social_worker"), self._user("chair")
        child = self.plans[0].child.person.called
        self.names = {"child": child, "mother": self._relatives()[0].called}

    def _user(self, kind: str) -> User:
        role = CaseRole.objects.current().get(family=self.family, kind=CaseRoleKind(kind))
        assert role.professional.user is not None
        return role.professional.user

    def _relatives(self) -> list[Person]:
        rows = Relationship.objects.filter(child=self.plans[0].child, poses_risk=False)
        return [row.person for row in rows.select_related("person").order_by("pk")]

    def live(self) -> None:
        self._begin_again()
        table = [self.service.partners[kind].person for kind in AROUND_THE_TABLE]
        table += [self.worker.professional.person, *self._relatives()]
        for record in {plan.record_id: plan.record for plan in self.plans}.values():
            self._outline(record, table)
        seat_members(family=self.family, people=table, on=self.began, by=self.chair)
        self._visit()
        for number, day in enumerate(self._core_group_days()):
            self.meet(number, day)
        self._take_back()
        self._develop()
        self._look_ahead()

    def _begin_again(self) -> None:
        """Written in bulk, the past has its first and last core group only and one visit; these
        months have each of them."""
        visits = Visit.objects.filter(plan__in=self.plans)
        groups = CoreGroup.objects.filter(family=self.family)
        told_short = [row.about for row in (*visits, *groups)]
        Deadline.objects.filter(family=self.family, about__in=told_short).delete()
        visits.delete()
        groups.delete()

    def _outline(self, record: Record, table: Sequence[Person]) -> None:
        owners = dict(zip(("health", "school", "social_worker", "family"), table, strict=False))
        for kind, text in words.ITEMS:
            self._agree(record, text, table, ItemValues(ItemKind(kind)))
        for text, owner, days in words.ACTIONS:
            due_on = self.began + dt.timedelta(days=days * 4)
            values = ItemValues(ItemKind.ACTION, owner=owners[owner].pk, due_on=due_on)
            self._agree(record, text, table, values)

    def _agree(
        self, record: Record, text: str, table: Sequence[Person], values: ItemValues
    ) -> None:
        present = [person.pk for person in table]
        spoken = text.format(**self.names)
        passage = say(record, heading="plan", text=spoken, present=present, by=self.chair)
        set_item(passage=passage, values=values, by=self.chair)

    def _visit(self) -> None:
        days = list(_every(self.began + dt.timedelta(days=6), BETWEEN_VISITS, self.today))
        if self.place == 1:
            days = days[:-2]  # nobody has been for weeks
        import_visits(rows=self._earlier_visits(days[:-1]), by=None)
        if days:
            record_visit(
                visited_on=days[-1],
                seen=dict.fromkeys(self.plans, SEEN),
                visited_by=self.worker.professional.person,
                by=self.worker,
            )

    def _earlier_visits(self, days: Sequence[dt.date]) -> Iterator[ImportedVisit]:
        calendar = current_clock().calendar
        for plan in self.plans:
            for number, day in enumerate(days):
                yield ImportedVisit(
                    source_id=f"CS-{plan.pk}-{number}",
                    child=plan.child,
                    visited_on=day,
                    seen=NOT_SEEN if number % 7 == 3 else SEEN,
                    visited_by=self.worker.professional.person,
                    recorded_on=min(add_working_days(day, 1, calendar), self.today),
                )

    def _core_group_days(self) -> list[dt.date]:
        days = list(_every(self.began + FIRST_MEETING, WEEKS_BETWEEN, self.today))
        return days[:-1] if self.place == 2 else days  # one family's last one was not recorded

    def meet(self, number: int, day: dt.date, planned: CoreGroup | None = None) -> None:
        course = COURSE[(number + self.place) % len(COURSE)]
        items = [item for plan in self.plans for item in items_of(plan.record)]
        progress = [
            OutcomeSaid(item, course, 4 + number % 4, words.PROGRESS[course].format(**self.names))
            for item in items
            if item.kind == ItemKind.SAFETY_GOAL
        ]
        actions = [item for item in items if item.kind == ItemKind.ACTION]
        members = members_of(self.family)
        minutes = Minutes(
            held_on=day,
            came={
                member: CameAs.APOLOGIES if place == number % 5 else CameAs.IN_PERSON
                for place, member in enumerate(members)
            },
            progress=_each_once(progress),
            views={plan.child_id: words.CORE_GROUP_VIEWS for plan in self.plans},
            actions=_reviewed(actions, number),
        )
        record_core_group(family=self.family, minutes=minutes, planned=planned, by=self.worker)

    def _take_back(self) -> None:
        """One core group, in the first family that has held any, was recorded for the wrong one."""
        last = CoreGroup.objects.filter(family=self.family, state=CoreGroupState.HELD).last()
        if last is not None and not CoreGroup.objects.filter(state=CoreGroupState.VOID).exists():
            why = words.ANOTHER_FAMILY
            take_back_core_group(core_group=last, reason=why, by=self._user("team_manager"))

    def _develop(self) -> None:
        plan = self.plans[0]
        audience = [self._relatives()[0].pk, self.worker.professional.person.pk]
        added = add_item(
            plan=plan,
            words=ItemWords(words.NEW_ACTION.format(**self.names), (), audience),
            values=ItemValues(
                ItemKind.ACTION, owner=audience[0], due_on=self.today + dt.timedelta(days=14)
            ),
            by=self.worker,
        )
        update_item(item=added, status=ItemStatus.UNDER_WAY, words=words.EVIDENCE, by=self.worker)
        if self.place == 3:
            set_frequency(plan=plan, every=Amount(5, Unit.WORKING_DAYS), by=self.worker)

    def _look_ahead(self) -> None:
        """The next core group is in the diary; one family's was not held."""
        if self.place == 0:
            at = _half_past_ten(self.today)
            missed = plan_core_group(family=self.family, at=at, place=words.PLACE, by=self.worker)
            record_not_held(
                core_group=missed, reason=NotHeldReason.WORKER_AWAY, note="", by=self.worker
            )
        later = _half_past_ten(self.today + dt.timedelta(days=9 + self.place))
        plan_core_group(family=self.family, at=later, place=words.PLACE, by=self.worker)


def _half_past_ten(day: dt.date) -> dt.datetime:
    """On this day, or the next on which a core group may be held."""
    calendar = current_clock().calendar.following_closures()
    open_day = working_day_on_or_after(day, calendar)
    return dt.datetime.combine(open_day, dt.time(10, 30), tzinfo=dt.UTC)


def _every(first: dt.date, apart: dt.timedelta, until: dt.date) -> Iterator[dt.date]:
    """Days before `until`, so many apart, none on a weekend."""
    day = first
    while day < until:
        weekend = max(day.weekday() - 4, 0)
        yield day - dt.timedelta(days=weekend)
        day += apart


def _each_once(progress: Iterable[OutcomeSaid]) -> list[OutcomeSaid]:
    return list({said.outcome.pk: said for said in progress}.values())


def _reviewed(actions: Sequence[PlanItem], number: int) -> list[ActionReviewed]:
    """One action is done at each core group, the one after it is begun."""
    found = []
    if number < len(actions):
        found.append(ActionReviewed(actions[number], ItemStatus.DONE, words.EVIDENCE))
    if number + 1 < len(actions):
        found.append(ActionReviewed(actions[number + 1], ItemStatus.UNDER_WAY))
    return found
