"""A figure is pooled, in one unit, and "not available" is not 0."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.asked import Asked
from reporting.domain.charted import charted
from reporting.domain.drill_down import Wanted, rows_behind
from reporting.domain.figures import Figure, breakdown, figure
from reporting.domain.targets import standing
from reporting.enums import FactKind
from reporting.measures import icpc_in_time, plans_open, plans_started, resolution_forms_rate
from reporting.models import Target
from reporting.period import month_of, quarter_of, year_of
from reporting.presenters.charts import ChartShown, Line
from reporting.scope import WHOLE_SERVICE
from tests.factories.accounts import make_user
from tests.factories.people import make_child
from tests.factories.reporting import make_fact

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 31)


def test_without_the_inputs_it_is_not_available_and_with_no_case_there_is_none() -> None:
    month = month_of(MARCH)
    assert figure(icpc_in_time.MEASURE, month).words == "Not available"
    day = dt.date(2026, 2, 3)
    make_fact(FactKind.INITIAL, day, code="initial", clock_from=day, due_on=day, days=0)
    assert figure(icpc_in_time.MEASURE, month).words == "None in the period"
    assert figure(icpc_in_time.MEASURE, year_of(MARCH)).value == Decimal("100.0")


def test_a_plan_that_ends_on_the_last_day_is_not_open_and_one_that_starts_is() -> None:
    for started, ended in (
        (dt.date(2025, 5, 1), MARCH),
        (dt.date(2025, 5, 1), dt.date(2026, 4, 1)),
        (MARCH, None),
        (dt.date(2026, 4, 1), None),
    ):
        make_fact(FactKind.PLAN, started, until=ended, child=make_child())
    assert figure(plans_open.MEASURE, month_of(MARCH)).numerator == 2


@pytest.mark.parametrize(
    ("part", "whole", "target", "low", "words", "said"),
    [
        (188, 209, 90, None, "90.0%", "Target just missed"),  # 89.95%
        (188, 209, 90, 85, "90.0%", "Within tolerance"),
        (187, 209, 90, None, "89.5%", "Target not met"),
        (189, 210, 90, None, "90.0%", "Target met"),
        (188, 209, 95, 90, "90.0%", "Target not met"),
        (1, 16, "6.3", None, "6.3%", "Target just missed"),  # 6.25%: the half goes up
    ],
)
def test_a_figure_meets_its_target_by_what_it_is_and_not_by_how_it_is_rounded(
    part: int, whole: int, target: str, low: int | None, words: str, said: str
) -> None:
    found = Figure(icpc_in_time.MEASURE, month_of(MARCH), WHOLE_SERVICE, None, part, whole)
    aim = Target(value=Decimal(target), tolerance_low=low)
    assert (found.words, standing(found, aim)) == (words, said)


def test_where_low_is_good_what_is_a_little_over_the_target_just_misses_it() -> None:
    """201 of 2,009 is 10.005%."""
    measure = replace(icpc_in_time.MEASURE, high_is_good=False)
    found = Figure(measure, month_of(MARCH), WHOLE_SERVICE, None, 201, 2009)
    assert (found.words, standing(found, Target(value=10))) == ("10.0%", "Target just missed")


def test_a_rate_for_child_months_leaves_out_the_month_that_still_runs_in_both_its_numbers() -> None:
    """100 children on a plan; of four forms in April and three in May one came on the last day."""
    measure, april = resolution_forms_rate.MEASURE, dt.date(2026, 4, 1)
    for _ in range(100):
        make_fact(FactKind.PLAN, dt.date(2026, 3, 2))
    for month, day in ((4, 1), (4, 8), (4, 15), (4, 30), (5, 1), (5, 12), (5, 31)):
        on, at = dt.date(2026, month, day), dt.datetime(2026, month, day, 9, tzinfo=dt.UTC)
        make_fact(FactKind.RESOLUTION_FORM, on, code="visits", known_from=at)
    by_theme = measure.splits[0]
    for day, counts in ((20, (4, 100)), (30, (4, 100)), (31, (7, 200))):
        at = dt.datetime(2026, 5, day, 12, tzinfo=dt.UTC)
        for period in (quarter_of(april), year_of(april)):
            found = figure(measure, period, known_on=at)
            assert (found.numerator, found.denominator) == counts
            parts = breakdown(measure, by_theme, period, known_on=at)
            assert sum(part.numerator or 0 for part in parts) == counts[0]
            wanted = Wanted(measure, period, WHOLE_SERVICE, at)
            assert rows_behind(wanted, by=make_user()).total == counts[0]
    at = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)
    parts = breakdown(measure, by_theme, year_of(april), known_on=at)
    assert [(part.words, part.denominator) for part in parts] == [("4.0", 100), ("0.0", 100)]
    may = figure(measure, month_of(dt.date(2026, 5, 1)), known_on=at)
    assert (may.numerator, may.denominator, may.value) == (0, 0, None)


def test_a_month_that_still_runs_is_not_judged_as_a_whole_one() -> None:
    """Ten children each month, and one by the third of the last: no fall."""
    for month in range(1, 12):
        for _ in range(10 if month < 11 else 1):
            make_fact(FactKind.PLAN, dt.date(2025, month, 1), child=None)
    Target.objects.create(
        measure="plans_started", from_on=dt.date(2025, 1, 1), value=5, set_by=make_user()
    )
    measure = replace(plans_started.MEASURE, high_is_good=True)
    period = month_of(dt.date(2025, 11, 1))
    third, month_end = (dt.datetime(2025, 11, day, 12, tzinfo=dt.UTC) for day in (3, 30))
    shown = {
        at: ChartShown(charted(measure, period, WHOLE_SERVICE, known_on=at),
                       Asked(period))
        for at in (third, month_end)
    }  # fmt: skip
    chart = shown[third].found.chart
    assert (chart.centre, chart.points[-1].value, chart.points[-1].signals) == (10, 1, ())
    assert shown[third].finding.endswith(": 1 so far in November 2025.")
    assert Line(shown[third]).direction == shown[third].rows[0].stands_out == "So far"
    assert (Line(shown[third]).target, shown[third].rows[1].stands_out) == ("5", "")
    assert "fell in November 2025 to 1, below what usually happens" in shown[month_end].finding
    assert Line(shown[month_end]).target == "5: not met"


def test_a_share_of_a_month_that_still_runs_is_not_judged_either() -> None:
    """Nine of ten in time each month, and none of five by the third of the last."""
    for month in range(1, 12):
        for number in range(10 if month < 11 else 5):
            on, late = dt.date(2025, month, 1), number == 0 or month == 11
            make_fact(FactKind.INITIAL, on, code="initial", clock_from=on, days=16 if late else 15)
    Target.objects.create(
        measure="icpc_in_time", from_on=dt.date(2025, 1, 1), value=85, set_by=make_user()
    )
    period = month_of(dt.date(2025, 11, 1))
    # The five of the last month have no part in what is usual until it is over.
    for day, words, target, centre in ((3, "So far", "85%", 90), (30, "", "85%: not met", 85.7)):
        at = dt.datetime(2025, 11, day, 12, tzinfo=dt.UTC)
        found = charted(icpc_in_time.MEASURE, period, WHOLE_SERVICE, known_on=at)
        shown = ChartShown(found, Asked(period))
        assert (Line(shown).target, found.chart.points[-1].value) == (target, 0)
        assert (found.chart.points[-1].signals == ()) == bool(words)
        assert found.chart.centre == pytest.approx(centre, abs=0.1)
        assert shown.finding.endswith(": 0% so far in November 2025.") == bool(words)
        assert shown.rows[0].stands_out.startswith("So far") == bool(words)
