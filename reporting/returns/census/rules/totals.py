"""What must hold for all the children of the file together."""

from __future__ import annotations

from reporting.returns.census.rule import Severity, TotalRule, Totals

MOST_UNKNOWN_PERCENT = 2


def _more_plans_than_conferences(totals: Totals) -> bool:
    return totals.plans_started > totals.conferences


def _too_many_unknown(totals: Totals) -> bool:
    return totals.sex_unknown * 100 > totals.born * MOST_UNKNOWN_PERCENT


def _nobody_has_two(totals: Totals) -> bool:
    return totals.disabled > 0 and totals.with_several_disabilities == 0


RULES: tuple[TotalRule, ...] = (
    TotalRule(
        "2883",
        Severity.ERROR,
        "More plans started in the year than initial conferences were held.",
        _more_plans_than_conferences,
    ),
    TotalRule(
        "2886",
        Severity.QUERY,
        "The sex of more than 2% of the children who are born is not known.",
        _too_many_unknown,
    ),
    TotalRule(
        "2888",
        Severity.QUERY,
        "No child has more than one disability recorded. Record each of them.",
        _nobody_has_two,
    ),
)
