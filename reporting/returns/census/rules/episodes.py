"""What cannot stand beside what in the time of one child.

Child in need plans come with the referral from the case system: where that is not here, those that
are known are compared, and the rule is listed as not checkable.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reporting.returns.census.rule import Rule, error
from reporting.returns.census.tree import Child
from reporting.returns.census.year import CensusYear

# Closed after assessment: nothing more, or to early help.
AFTER_ASSESSMENT = frozenset({"RC8", "RC9"})


def _inside(day: dt.date | None, start: dt.date | None, end: dt.date | None) -> bool:
    """From the start to the day before the end: on the day one ends another may start."""
    return day is not None and start is not None and start <= day and (end is None or day < end)


@error(
    "4003",
    "A review of the child protection plan falls inside a child in need plan.",
    needs_referral=True,
)
def no_review_in_a_need_plan(child: Child, year: CensusYear) -> Iterator[str]:
    for plan in child.plans:
        days = [day for day in plan.reviews if day is not None and day != plan.ended_on]
        for need in child.need_plans:
            if any(_inside(day, need.started_on, need.ended_on) for day in days):
                yield plan.about


@error(
    "4001",
    "A child in need plan and a child protection plan are both open.",
    needs_referral=True,
)
def not_both_open(child: Child, year: CensusYear) -> Iterator[str]:
    if any(plan.ended_on is None for plan in child.plans):
        yield from (need.about for need in child.need_plans if need.ended_on is None)


@error(
    "4016",
    "A child in need plan starts while a child protection plan runs.",
    needs_referral=True,
)
def no_need_plan_in_a_protection_plan(child: Child, year: CensusYear) -> Iterator[str]:
    for need in child.need_plans:
        if any(_inside(need.started_on, plan.started_on, plan.ended_on) for plan in child.plans):
            yield need.about


@error(
    "4017",
    "The child protection plan starts while a child in need plan runs.",
    needs_referral=True,
)
def no_protection_plan_in_a_need_plan(child: Child, year: CensusYear) -> Iterator[str]:
    for plan in child.plans:
        for need in child.need_plans:
            if _inside(plan.started_on, need.started_on, need.ended_on):
                yield plan.about


@error(
    "8831",
    "A referral that ended in no further action has an assessment or an enquiry.",
    needs_referral=True,
)
def nothing_followed(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        if episode.no_further_action and (episode.assessments or episode.enquiries):
            yield episode.about


@error(
    "8832",
    "A referral that ended in no further action has a child protection plan.",
    needs_referral=True,
)
def no_plan_followed(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        if episode.no_further_action and episode.plans:
            yield episode.about


@error(
    "2990",
    "The referral was closed after assessment, and an enquiry, a conference or a plan stands "
    "against it.",
    needs_referral=True,
)
def closed_after_assessment_means_it(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        went_on = episode.enquiries or episode.plans or episode.need_plans or episode.transfer_in_on
        if episode.close_reason in AFTER_ASSESSMENT and went_on:
            yield episode.about


RULES: tuple[Rule, ...] = (
    no_review_in_a_need_plan,
    not_both_open,
    no_need_plan_in_a_protection_plan,
    no_protection_plan_in_a_need_plan,
    nothing_followed,
    no_plan_followed,
    closed_after_assessment_means_it,
)
