"""Each child's plan in a line: since when, how long, how often, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from plans.domain.clocks import CORE_GROUPS, LONG_PLAN_RULES, VISITS
from plans.domain.previous import Standing, standings_of
from plans.models import Plan, Visit
from timescales.domain import Clock, current_clock, explain
from timescales.enums import Unit
from timescales.models import Deadline
from timescales.presenters import WhyThisDate, why
from timescales.rule import Amount
from timescales.rules import rule_named

PANEL_IS_OFFERED = relativedelta(months=3)


@dataclass(frozen=True)
class DueLine:
    """When a duty is due, and why that day."""

    deadline: Deadline
    why: WhyThisDate
    is_late: bool


@dataclass(frozen=True)
class ChildLine:
    plan: Plan
    standing: Standing
    visit: DueLine | None
    core_group: DueLine | None
    last_seen: Visit | None
    service_frequency: str
    panel_is_far_off: bool

    @property
    def frequency(self) -> str:
        """“Every 10 working days, as the service does”, or the plan's own."""
        if self.plan.visit_limit:
            return f"Every {self.plan.visit_limit} (set in this plan)"
        return f"Every {self.service_frequency}"

    @property
    def repeats(self) -> str:
        """“Second plan”, with what came before."""
        if not self.standing.previous:
            return "First plan here"
        times = (
            "1 earlier plan"
            if self.standing.previous == 1
            else f"{self.standing.previous} earlier plans"
        )
        if not self.standing.repeats_soon:
            return f"{times} here"
        soon = Amount(self.standing.repeat_within, Unit.CALENDAR_MONTHS)
        return f"{times} here, a repeat within {soon}"


def child_lines(
    plans: Sequence[Plan], deadlines: Iterable[Deadline], visits: Sequence[Visit], today: dt.date
) -> list[ChildLine]:
    """`visits` the latest first."""
    clock = current_clock()
    frequency = str(clock.values.terms(rule_named(VISITS.again, on=today), today).amount)
    due, standings = list(deadlines), standings_of(plans)
    return [
        ChildLine(
            plan=plan,
            standing=standings[plan.pk],
            visit=_due(due, plan, {VISITS.again}, clock, today),
            core_group=_due(due, plan, {CORE_GROUPS.first, CORE_GROUPS.again}, clock, today),
            last_seen=next((v for v in visits if v.plan_id == plan.pk and v.was_seen), None),
            service_frequency=frequency,
            panel_is_far_off=_panel_is_far_off(due, plan, today),
        )
        for plan in plans
    ]


def _panel_is_far_off(deadlines: list[Deadline], plan: Plan, today: dt.date) -> bool:
    """More than three months, whatever the local values are. Where no clock of a long plan runs
    any more, one more panel may sit."""
    days = [
        deadline.due_on
        for deadline in deadlines
        if deadline.child_id == plan.child_id and deadline.rule in LONG_PLAN_RULES
    ]
    return bool(days) and min(days) > today + PANEL_IS_OFFERED


def _due(
    deadlines: list[Deadline], plan: Plan, rules: set[str], clock: Clock, today: dt.date
) -> DueLine | None:
    """The soonest of these rules for this child."""
    for deadline in deadlines:
        if deadline.child_id == plan.child_id and deadline.rule in rules:
            found = why(explain(deadline, clock=clock), stored_due_on=deadline.due_on)
            return DueLine(deadline, found, deadline.due_on < today)
    return None
