"""Years of conferences and plans for many families, written in bulk.

The stories play a few families through every step; a whole service's past would take hours that
way. Here each family gets the conferences, decisions, plans and deadlines that its past would have
left, dated by the same rules, but no words were said in them.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db import models
from django.utils import timezone

from accounts.models import User
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, Decision
from disclosure.models import Record
from people.enums import CaseRoleKind
from people.models import CaseRole, Child, Family, Professional
from plans.domain.clocks import CORE_GROUPS, LONG_PLAN_RULES, VISITS
from plans.enums import Category, EndReason, PlanKind
from plans.models import Plan
from rehearsal import words
from timescales.domain import Clock, current_clock
from timescales.due import Dates
from timescales.models import Deadline
from timescales.working_days import add_working_days, working_day_on_or_before

CATEGORIES = [Category.NEGLECT] * 10 + [Category.EMOTIONAL] * 7 + [Category.PHYSICAL] * 2
CATEGORIES += [Category.SEXUAL]
BATCH = 2000
WORKERS = {CORE_GROUPS.first, CORE_GROUPS.again, VISITS.again}


@dataclass
class Rows:
    """Everything to be written, in the order the database wants it."""

    records: list[Record] = field(default_factory=list)
    conferences: list[Conference] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    children: list[ConferenceChild] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    deadlines: list[tuple[Deadline, Conference]] = field(default_factory=list)

    def write(self) -> None:
        _create(self.records)
        _create(self.conferences)
        for plan in self.plans:
            plan.opened_by = plan.opening.about  # type: ignore[attr-defined]
        _create(self.plans)
        _create(self.children)
        _create(self.decisions)
        for deadline, conference in self.deadlines:
            deadline.about = conference.about
        _create([deadline for deadline, _ in self.deadlines])


def _create(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def write_history(
    families: Iterable[Family],
    *,
    lived: Container[Family],
    years: int,
    seed: int,
    today: dt.date,
) -> None:
    """For all but those `lived` day by day. However many those are, the others' past is the same:
    chances are drawn for all of them."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    rows = Rows()
    past = Past(rows, chance, today, dt.timedelta(days=365 * max(years, 1)))
    chairs = {
        role.family_id: role.professional
        for role in CaseRole.objects.filter(kind=CaseRoleKind.CHAIR).select_related(
            "professional__user"
        )
    }
    for family in families:
        told = past if family not in lived else replace(past, rows=Rows())
        told.live_through(family, chairs[family.pk])
    rows.write()


@dataclass
class Past:
    """Makes one family's past at a time."""

    rows: Rows
    chance: random.Random
    today: dt.date
    reach: dt.timedelta
    dates: dict[tuple[str, dt.date, dt.date | None], dt.date] = field(default_factory=dict)

    @cached_property
    def clock(self) -> Clock:
        return current_clock()

    def due(self, rule: str, start: dt.date, to: dt.date | None = None) -> dt.date:
        """By the same rules as everywhere; the same dates are asked for again and again."""
        key = (rule, start, to)
        if key not in self.dates:
            self.dates[key] = self.clock.due(rule, Dates(start=start, to=to)).due_on
        return self.dates[key]

    def live_through(self, family: Family, chair: Professional) -> None:
        children = list(family.children.select_related("person"))
        began = self.today - dt.timedelta(days=self.chance.randint(30, self.reach.days))
        children = [child for child in children if _born(child) < began]
        if not children:
            return
        strategy = working_day_on_or_before(min(began, self.today), self.clock.calendar)
        days = self.chance.choices([9, 13, 14, 15, 19], [2, 4, 6, 4, 3])[0]
        held_on = add_working_days(strategy, days, self.clock.calendar)
        if held_on >= self.today:
            return
        self._plan_life(family, children, chair, strategy, held_on)

    def _plan_life(
        self,
        family: Family,
        children: list[Child],
        chair: Professional,
        strategy: dt.date,
        held_on: dt.date,
    ) -> None:
        assert chair.user is not None
        ends_after = self.chance.randint(1, 5)
        category = self.chance.choice(CATEGORIES)
        first = self._conference(family, chair, ConferenceKind.INITIAL, held_on)
        plans = [self._plan(child, first, category) for child in children]
        self._decide(first, plans, chair.user, ChildOutcome.CHILD_PROTECTION)
        for plan in plans:
            self._deadline("icpc", plan, first, strategy, met_on=held_on)
            self._deadline("first_core_group", plan, first, held_on, met_on=self._soon(held_on, 9))
        previous = first
        for number, day in enumerate(self._review_days(held_on), start=1):
            rule = "first_review" if number == 1 else "later_review"
            review = self._conference(family, chair, ConferenceKind.REVIEW, day)
            ends = number >= ends_after
            outcome = ChildOutcome.CHILD_IN_NEED if ends else ChildOutcome.CHILD_PROTECTION
            self._decide(review, plans, chair.user, outcome)
            for plan in plans:
                assert previous.held_on is not None
                self._deadline(rule, plan, previous, previous.held_on, met_on=day)
                if ends:
                    plan.ended_on, plan.end_reason = day, EndReason.REVIEW_DECISION
            previous = review
            if ends:
                return
        self._open_clocks(plans, previous, is_first=previous is first)

    def _review_days(self, held_on: dt.date) -> Iterator[dt.date]:
        """Most on time; about one in eight a few working days late."""
        rule, start = "first_review", held_on
        while True:
            limit = self.due(rule, start)
            slip = self.chance.choices([-10, -5, -1, 6], [3, 3, 1, 1])[0]
            day = add_working_days(limit, slip, self.clock.calendar)
            if day >= self.today:
                return
            yield day
            rule, start = "later_review", day

    def _conference(
        self, family: Family, chair: Professional, kind: ConferenceKind, day: dt.date
    ) -> Conference:
        words_of = Record(family=family, label=kind.label)
        at = timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
        conference = Conference(
            family=family,
            kind=kind,
            state=ConferenceState.CLOSED,
            record=words_of,
            chair=chair,
            started_at=at,
            held_on=day,
            closed_at=at + dt.timedelta(hours=2),
        )
        self.rows.records.append(words_of)
        self.rows.conferences.append(conference)
        return conference

    def _plan(self, child: Child, conference: Conference, category: Category) -> Plan:
        assert conference.held_on is not None
        plan = Plan(
            child=child,
            kind=PlanKind.CHILD_PROTECTION,
            record=conference.record,
            started_on=conference.held_on,
            category_initial=category,
            category_latest=category,
        )
        plan.opening = conference  # type: ignore[attr-defined]
        self.rows.plans.append(plan)
        return plan

    def _decide(
        self, conference: Conference, plans: list[Plan], by: User, outcome: ChildOutcome
    ) -> None:
        is_plan = outcome == ChildOutcome.CHILD_PROTECTION
        for plan in plans:
            each = ConferenceChild(conference=conference, child=plan.child, plan=plan)
            self.rows.children.append(each)
            self.rows.decisions.append(
                Decision(
                    child=each,
                    threshold_met=is_plan,
                    threshold_reason=words.EARLIER_CASE,
                    outcome=outcome,
                    category=plan.category_latest if is_plan else "",
                    decided_by=by,
                )
            )

    def _open_clocks(self, plans: list[Plan], last: Conference, *, is_first: bool) -> None:
        assert last.held_on is not None
        rule = "first_review" if is_first else "later_review"
        limit = self.due(rule, last.held_on)
        for plan in plans:
            self._deadline(rule, plan, last, last.held_on)
            self._deadline("midpoint", plan, last, last.held_on, to=limit)
            group = max(last.held_on, self.today - dt.timedelta(days=self.chance.randint(1, 50)))
            self._deadline("core_group", plan, last, group)
            self._deadline("statutory_visit", plan, last, max(last.held_on, group))
            self._long_plan(plan, last)

    def _long_plan(self, plan: Plan, last: Conference) -> None:
        """The long plan review that is due next; those before it were held in time."""
        for rule in LONG_PLAN_RULES:
            limit = self.due(rule, plan.started_on)
            is_over = limit < self.today
            self._deadline(rule, plan, last, plan.started_on, met_on=limit if is_over else None)
            if not is_over:
                return

    def _deadline(
        self,
        rule: str,
        plan: Plan,
        conference: Conference,
        start: dt.date,
        *,
        to: dt.date | None = None,
        met_on: dt.date | None = None,
    ) -> None:
        owner = CaseRoleKind.LEAD_SOCIAL_WORKER if rule in WORKERS else CaseRoleKind.CHAIR
        deadline = Deadline(
            rule=rule,
            child=plan.child,
            family_id=plan.child.family_id,
            owner_role=owner,
            started_on=start,
            dates={"to": to.isoformat()} if to else {},
            due_on=self.due(rule, start, to),
            met_on=met_on,
            met_by="rehearsal" if met_on else "",
            settled_at=timezone.now() if met_on else None,
        )
        self.rows.deadlines.append((deadline, conference))

    def _soon(self, day: dt.date, working_days: int) -> dt.date:
        found: dt.date = add_working_days(day, working_days, self.clock.calendar)
        return min(found, self.today)


def _born(child: Child) -> dt.date:
    return child.person.date_of_birth or dt.date.max
