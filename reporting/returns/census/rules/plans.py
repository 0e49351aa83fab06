"""Child protection plans and their reviews."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.returns.census.rule import Rule, error, query
from reporting.returns.census.tree import Child
from reporting.returns.census.year import CensusYear

CATEGORIES = frozenset({"NEG", "PHY", "SAB", "EMO", "MUL"})


@error("1105", "The plan starts before the referral.", needs_referral=True)
def starts_after_the_referral(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        for plan in episode.plans:
            if episode.referred_on and plan.started_on and plan.started_on < episode.referred_on:
                yield plan.about


@error(
    "2885",
    "The plan starts on a day with no initial conference. Correct the conference or the plan where "
    "it was recorded; never date either back.",
)
def starts_with_its_conference(child: Child, year: CensusYear) -> Iterator[str]:
    held = {day for day, _ in child.conferences()}
    for plan in child.plans:
        if year.holds(plan.started_on) and plan.started_on not in held:
            yield plan.about


@error("8720", "The plan must have a start date, on or before 31 March.")
def starts_by_the_reference_date(child: Child, year: CensusYear) -> Iterator[str]:
    """Each plan here has a start, and a file made here tells of none that starts later
    (docs/returns.md): nothing of it breaks this."""
    for plan in child.plans:
        if plan.started_on is None or plan.started_on > year.last:
            yield plan.about


@error("8730", "Say how many plans of this authority the child had before.")
def previous_is_counted(child: Child, year: CensusYear) -> Iterator[str]:
    for plan in child.plans:
        if plan.previous is None or plan.previous < 0:
            yield plan.about


@error("8840", "The plan starts and ends on the same day.")
def lasts_a_day(child: Child, year: CensusYear) -> Iterator[str]:
    for plan in child.plans:
        if plan.ended_on is not None and plan.started_on == plan.ended_on:
            yield plan.about


@error("8925", "The plan ends before it starts.")
def ends_after_its_start(child: Child, year: CensusYear) -> Iterator[str]:
    for plan in child.plans:
        if plan.ended_on is not None and plan.started_on and plan.ended_on < plan.started_on:
            yield plan.about


@error("8930", "The plan’s end is not in the census year.")
def ends_in_the_year(child: Child, year: CensusYear) -> Iterator[str]:
    """A file made here tells of no plan that ended before, and a later end is not told yet
    (docs/returns.md): nothing of it breaks this."""
    for plan in child.plans:
        if plan.ended_on is not None and not year.holds(plan.ended_on):
            yield plan.about


@error("8935", "More than one plan is open.")
def one_is_open(child: Child, year: CensusYear) -> Iterator[str]:
    still_open = [plan for plan in child.plans if plan.ended_on is None]
    for plan in still_open[1:]:
        yield plan.about


@error("8940", "The plan starts while another runs, or on the day it ended.")
def no_overlap(child: Child, year: CensusYear) -> Iterator[str]:
    """From a start to an end, both days of it: so the sector's own validator reads the rule
    (data-to-insight/csc-validator-be-cin, rule_8940). Of two that start on one day the one that
    ends last is taken for the one that runs."""
    dated = [
        (plan.started_on, plan.ended_on or year.last, plan)
        for plan in child.plans
        if plan.started_on is not None
    ]
    ordered = sorted(dated, key=lambda each: (each[0], -each[1].toordinal()))
    for number, (started, _, plan) in enumerate(ordered):
        if any(started <= end for _, end, _ in ordered[:number]):
            yield plan.about


@error("8905", "The initial category of abuse is missing or not a code of the census.")
def initial_category_is_a_code(child: Child, year: CensusYear) -> Iterator[str]:
    yield from (plan.about for plan in child.plans if plan.category_initial not in CATEGORIES)


@error("8910", "The latest category of abuse is missing or not a code of the census.")
def latest_category_is_a_code(child: Child, year: CensusYear) -> Iterator[str]:
    yield from (plan.about for plan in child.plans if plan.category_latest not in CATEGORIES)


@error("8915", "The plan starts after the child’s death.")
def starts_in_life(child: Child, year: CensusYear) -> Iterator[str]:
    for plan in child.plans:
        if child.died_on and plan.started_on and plan.started_on > child.died_on:
            yield plan.about


@error("8920", "The plan is open, or ends, after the child’s death.")
def ends_by_death(child: Child, year: CensusYear) -> Iterator[str]:
    """One that was left open would have ended after it, whenever it is ended: it is asked for now,
    as it is wrong in every file until then."""
    for plan in child.plans:
        if child.died_on and (plan.ended_on is None or plan.ended_on > child.died_on):
            yield plan.about


@error("8841", "A review is dated on or before the day the plan started.")
def reviewed_after_its_start(child: Child, year: CensusYear) -> Iterator[str]:
    for plan in child.plans:
        if plan.started_on and any(day and day <= plan.started_on for day in plan.reviews):
            yield plan.about


@query("8842", "A review of the plan has no date.")
def reviews_have_dates(child: Child, year: CensusYear) -> Iterator[str]:
    yield from (plan.about for plan in child.plans if None in plan.reviews)


RULES: tuple[Rule, ...] = (
    starts_after_the_referral,
    starts_with_its_conference,
    starts_by_the_reference_date,
    previous_is_counted,
    lasts_a_day,
    ends_after_its_start,
    ends_in_the_year,
    one_is_open,
    no_overlap,
    initial_category_is_a_code,
    latest_category_is_a_code,
    starts_in_life,
    ends_by_death,
    reviewed_after_its_start,
    reviews_have_dates,
)
