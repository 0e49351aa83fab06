"""What is the same number under two names, or follows from others by what the measures mean.

The reconciliation page proves some of these; the public edition must know them all, or one figure
gives away what another hides.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

from conferences.enums import ConferenceKind, ScreeningOutcome
from reporting.measures import ALL
from reporting.measures.measure import Measure, Population, Shape
from reporting.models import Fact
from reporting.period import year_of

# The code of a measure, and "n" or "d" as in `Line.key`, or what lies between the two.
Number = tuple[str, str]
REST = "rest"
# What a diversion was advised to (`DIVERTS` of the facts).
DIVERTING = tuple(
    each.value
    for each in (
        ScreeningOutcome.CHILD_IN_NEED,
        ScreeningOutcome.FAMILY_GROUP_CONFERENCE,
        ScreeningOutcome.EARLY_HELP,
        ScreeningOutcome.LEGAL_PLANNING,
    )
)

# What must be equal to what, of the same period and part: (name, total, parts).
SAME: tuple[tuple[str, Number, tuple[Number, ...]], ...] = (
    (
        "Children at an initial conference: with a known clock, and without",
        ("icpc_children", "n"),
        (("icpc_in_time", "d"), ("icpc_clock_unknown", "n")),
    ),
    (
        "Initial conferences: those on time and those that were late",
        ("icpc_in_time", "d"),
        (("icpc_in_time", "n"), ("icpc_late", "n")),
    ),
    (
        "Transfer-in conferences: those on time and those that were late",
        ("transfer_in_in_time", "d"),
        (("transfer_in_in_time", "n"), ("transfer_in_late", "n")),
    ),
    (
        "Reviews: those on time and those that were late",
        ("reviews_in_time", "d"),
        (("reviews_in_time", "n"), ("reviews_late", "n")),
    ),
    (
        "Second and later plans are counted among the plans started",
        ("plans_started", "n"),
        (("plans_repeat", "d"),),
    ),
    (
        "Long plans are counted among the children on a plan",
        ("plans_open", "n"),
        (("plans_over_12", "d"),),
    ),
    (
        "Plans that lasted 2 years are counted among the plans ended",
        ("plans_ended", "n"),
        (("plans_ended_2_years", "d"),),
    ),
)
# The second counts some of those that the first counts: what lies between is a number too. Where
# the records say otherwise (an agreement withdrawn after the advocate came), it is below 0 and no
# secret.
NESTED: tuple[tuple[Number, Number], ...] = (
    (("plans_over_12", "n"), ("plans_over_15", "n")),
    (("plans_over_15", "n"), ("plans_over_18", "n")),
    (("plans_over_18", "n"), ("plans_over_24", "n")),
    (("plans_open", "n"), ("reviews_in_time_year_end", "d")),
    (("reviews_in_time_year_end", "d"), ("plans_over_12", "n")),
    (("plans_repeat", "n"), ("plans_repeat_2_years", "n")),
    (("icpc_children", "n"), ("icpc_no_plan", "d")),
    (("transfers_in", "n"), ("transfer_in_in_time", "d")),
    (("icpc_children", "n"), ("advocacy_offered", "d")),
    (("icpc_late", "n"), ("icpc_safety_reviewed", "d")),
    # All who got a plan at an initial conference: the others moved here with theirs.
    (("plans_started", "n"), ("icpc_no_plan", REST)),
    (("plans_open", "n"), ("caseload", "n")),
    (("reviews_in_time", "d"), ("chair_continuity", "d")),
    (("conferences_held", "n"), ("conferences_chaired", "n")),
    (("conferences_held", "n"), ("quorate", "d")),
    (("conferences_held", "n"), ("reviews_moved", "d")),
    (("conferences_held", "n"), ("minuted", "d")),
    (("consultations", "n"), ("diversions", "n")),
    (("plan_out_in_time", "n"), ("plan_at_meeting", "n")),
    (("advocacy_agreed", "n"), ("advocacy_attended", "n")),
)
# At the end of each month: added up, they are what a rate per 100 child-months is out of.
CHILD_MONTHS: Number = ("plans_open", "n")
# A figure that is some parts of a breakdown together, or some of those in them: (figure, measure,
# breakdown, its parts).
OF_PARTS: tuple[tuple[Number, str, str, tuple[str, ...]], ...] = (
    (("icpc_in_time", "n"), "icpc_days", "band", ("0-10", "11-15")),
    (("icpc_late", "n"), "icpc_days", "band", ("16-20", "21+")),
    (("plans_ended_2_years", "n"), "plans_ended", "duration", ("over",)),
    # All but those that wait for agreement, or were screened again.
    (("diversions", "n"), "consultations", "advice", DIVERTING),
    # All but those that were imported.
    (("reviews_moved", "d"), "conferences_held", "type", (ConferenceKind.REVIEW.value,)),
)


@cache
def counted_alike() -> tuple[tuple[Number, ...], ...]:
    """Numbers that count the very same facts: as whole and as denominator, say."""
    found: dict[tuple[str, str | None], list[Number]] = defaultdict(list)
    for measure in ALL:
        found[_asks(measure.population), measure.distinct].append((measure.code, _whole(measure)))
        if measure.shape == Shape.PER_100 and measure.out_of is not None:
            found[_asks(measure.out_of.population), measure.out_of.field].append(
                (measure.code, "d")
            )
    return tuple(tuple(several) for several in found.values() if len(several) > 1)


def _asks(population: Population) -> str:
    """What is asked of the database, of any one year."""
    return str(population(Fact.objects.all(), year_of(dt.date(2026, 3, 31))).query)


def _whole(measure: Measure) -> str:
    return "d" if measure.shape == Shape.PERCENT else "n"
