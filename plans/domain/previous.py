"""How many plans a child has had, whether this one repeats another, and for how long it has run.

Pure functions over spans of days, and the questions that read them from the records.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from plans.enums import PlanKind
from plans.models import EarlierPlan, LocalPractice, Plan
from timescales.domain import today_in_london


@dataclass(frozen=True)
class Span:
    """One child protection plan. `ended_on` is empty while it runs; `ours`: this authority's."""

    started_on: dt.date
    ended_on: dt.date | None = None
    ours: bool = True

    def is_beside(self, other: Span) -> bool:
        """Whether both can be: ours and another authority's may run side by side (census rules
        8935, 8940), of one side one begins when the other has ended."""
        if self.ours != other.ours:
            return True
        first, second = sorted((self, other), key=lambda span: span.started_on)
        has_ended = first.ended_on is not None and first.ended_on <= second.started_on
        return has_ended and first.started_on != second.started_on


def months_on_plan(started_on: dt.date, until: dt.date) -> int:
    """Whole calendar months from the start: on the day itself a month is full."""
    apart = relativedelta(until, started_on)
    return max(apart.years * 12 + apart.months, 0)


def before(spans: Iterable[Span], started_on: dt.date) -> list[Span]:
    """The plans that had ended when one started on this day, oldest first."""
    ended = [s for s in spans if s.ended_on is not None and s.ended_on <= started_on]
    return sorted(ended, key=lambda span: (span.started_on, span.ended_on or dt.date.max))


def count_previous(spans: Iterable[Span], started_on: dt.date) -> int:
    """`NumberOfPreviousCPP`: this authority's own, however long ago (LG Inform metric 100)."""
    return sum(span.ours for span in before(spans, started_on))


def is_repeat_within(spans: Iterable[Span], started_on: dt.date, months: int) -> bool:
    """Started no more than so many calendar months after an earlier one of ours ended."""
    return any(
        span.ours and span.ended_on and started_on <= span.ended_on + relativedelta(months=months)
        for span in before(spans, started_on)
    )


def spans_of(children: Iterable[int]) -> dict[int, list[Span]]:
    """Every child protection plan known, by child: ours here, ours from before, and others'."""
    found = spans_here(children)
    for plan in earlier_beside(found):
        found[plan.child_id].append(_span(plan))
    return found


def spans_here(children: Iterable[int]) -> dict[int, list[Span]]:
    """The plans that are kept here, by child."""
    found: dict[int, list[Span]] = {child: [] for child in children}
    plans = Plan.objects.filter(
        child__in=found, kind=PlanKind.CHILD_PROTECTION, voided_at__isnull=True
    )
    for child, start, end, temporary in plans.values_list(
        "child_id", "started_on", "ended_on", "is_temporary"
    ):
        found[child].append(Span(start, end, not temporary))
    return found


def earlier_beside(here: Mapping[int, Iterable[Span]]) -> list[EarlierPlan]:
    """The plans that were noted by hand, but for one that is kept here, too: an import may bring it
    after it was noted. The figures have the same rule (reporting.facts.plans)."""
    noted = EarlierPlan.objects.filter(child__in=list(here)).select_related("child")
    return [
        plan for plan in noted if all(_span(plan).is_beside(span) for span in here[plan.child_id])
    ]


def _span(plan: EarlierPlan) -> Span:
    return Span(plan.started_on, plan.ended_on, not plan.authority)


@dataclass(frozen=True)
class Standing:
    """What is said of one plan beside its dates. `repeat_within`: how many months are soon."""

    months: int
    previous: int
    previous_elsewhere: int
    repeats_soon: bool
    repeat_within: int


def standings_of(plans: Iterable[Plan]) -> dict[int, Standing]:
    """What is said of each plan, by its id; three queries for all of them."""
    wanted = list(plans)
    spans = spans_of(plan.child_id for plan in wanted)
    months = LocalPractice.current().repeat_within_months
    return {plan.pk: _standing(plan, spans[plan.child_id], months) for plan in wanted}


def _standing(plan: Plan, spans: list[Span], repeat_within: int) -> Standing:
    """Months run to the end of the plan, or to today."""
    earlier = before(spans, plan.started_on)
    return Standing(
        months=months_on_plan(plan.started_on, plan.ended_on or today_in_london()),
        previous=count_previous(spans, plan.started_on),
        previous_elsewhere=sum(not span.ours for span in earlier),
        repeats_soon=is_repeat_within(spans, plan.started_on, repeat_within),
        repeat_within=repeat_within,
    )
