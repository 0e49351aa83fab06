"""Limits and signals against worked examples, and what must hold for any numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.charts.binomial import binomial_limit, binomial_terms
from reporting.charts.signals import Limits, Signal, signals
from reporting.charts.spc import FEWEST_POINTS, TAIL, Chart, p_chart, xmr

# ICPCs on time by month, April 2022 to March 2023 (domain.md, section 12).
BUCKS = [
    (44, 53), (49, 67), (36, 46), (33, 42), (61, 75), (35, 49),
    (49, 57), (29, 63), (27, 49), (34, 49), (37, 56), (51, 77),
]  # fmt: skip
# A busy machine is no fault of the numbers.
calm = settings(max_examples=50)
numbers = st.lists(st.floats(0, 1000, width=32), min_size=FEWEST_POINTS, max_size=30)
few = st.integers(0, 120)
counts = st.builds(lambda one, other: (min(one, other), max(one, other)), few, few)


def test_limits_of_counts_are_the_mean_and_2_66_moving_ranges() -> None:
    values = [10.0, 12.0, 11.0, 13.0, 12.0, 10.0, 11.0, 12.0, 13.0, 11.0]
    chart = xmr(values)
    # The nine moving ranges 2 1 2 1 2 1 1 1 2 add up to 13.
    assert chart.centre == 11.5
    limits = chart.points[0].limits
    assert limits is not None
    assert (limits.low, limits.high) == pytest.approx((11.5 - 2.66 * 13 / 9, 11.5 + 2.66 * 13 / 9))
    assert xmr([0.0, 9.0] * 5).points[0].limits == Limits(0.0, pytest.approx(28.44))
    assert xmr(values[:9]).centre is None


def test_the_fall_of_november_stands_out_of_the_year_and_the_mean_is_pooled() -> None:
    chart = p_chart(BUCKS)
    assert chart.centre == pytest.approx(100 * 485 / 683)
    november = chart.points[7]
    assert november.limits is not None
    share = 485 / 683
    reach = 300 * math.sqrt(share * (1 - share) / 63)
    assert november.limits.low == pytest.approx(100 * share - reach)
    assert Signal.BELOW in november.signals
    assert [Signal.BELOW in point.signals for point in chart.points].count(True) == 1


def close(chart: Chart) -> list[int]:
    """The places of the points that are said to be close to a limit."""
    near = {Signal.NEAR_TOP, Signal.NEAR_BOTTOM}
    return [place for place, point in enumerate(chart.points) if near & set(point.signals)]


def test_close_to_a_limit_is_beyond_two_sigmas_also_where_the_limit_is_cut_short() -> None:
    # Two sigmas from the mean are -3.8 and 6.8; the lower limit drawn is 0.
    assert close(xmr([0.0, 3.0] * 10)) == []
    # Mean 2, and moving ranges of 15/16: three sigmas would be under 0, two are 0.3.
    assert close(xmr([*[2.0, 3.0] * 6, 2.0, 1.0, 0.0, 0.0, 1.0])) == [14, 15]
    # 90% of 50: two sigmas reach 98.5%, so 49 are ordinary and 50 are not; three are cut at 100%.
    months = [(45, 50)] * 10
    assert close(p_chart([*months, (49, 50), (41, 50), (49, 50)])) == []
    assert close(p_chart([*months, (50, 50), (40, 50), (50, 50)])) == [10, 12]


def test_close_to_an_exact_limit_is_where_less_than_the_chance_of_two_sigmas_is_left() -> None:
    """Of ten at 80%: 5 or fewer by a chance of 3.3%, 4 or fewer of 0.6%; all ten of 10.7%."""
    months = [(8, 10)] * 20
    assert close(p_chart([*months, (5, 10), (10, 10), (5, 10), (10, 10)])) == []
    assert close(p_chart([*months, (4, 10), (10, 10), (4, 10), (10, 10)])) == [20, 22]


def test_small_numbers_have_exact_limits_and_very_small_ones_are_not_judged() -> None:
    chart = p_chart([*BUCKS, (0, 3), (0, 8), (0, 0)])
    three, eight, none = chart.points[-3:]
    assert (three.too_few, three.signals) == (True, ())
    assert not eight.too_few
    assert Signal.BELOW in eight.signals
    assert (none.value, none.limits, none.signals) == (None, None, ())


@calm
@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_an_exact_limit_leaves_no_more_outside_than_it_says(whole: int, share: float) -> None:
    term = binomial_terms(whole, share)
    low, high = (binomial_limit(whole, share, chance) for chance in (TAIL, 1 - TAIL))
    assert sum(term(count) for count in range(low)) <= TAIL + 1e-9
    assert sum(term(count) for count in range(high + 1, whole + 1)) <= TAIL + 1e-9


@calm
@given(st.lists(counts, min_size=FEWEST_POINTS - 1, max_size=30))
def test_limits_of_percentages_stay_between_none_and_all_around_the_mean(
    months: list[tuple[int, int]],
) -> None:
    """The mean is between them, but where all or none of so few is what usually happens."""
    chart, slack = p_chart(months), 1e-9
    known = [whole for _, whole in months if whole]
    assert (chart.centre is None) == (len(known) < FEWEST_POINTS)
    judged = [point.limits for point in chart.points if point.limits is not None]
    assert len(judged) == (0 if chart.centre is None else len(known))
    for low, high in judged:
        assert 0 <= low <= high <= 100
        assert low == 100 or low <= chart.centre + slack
        assert high == 0 or high >= chart.centre - slack


@calm
@given(numbers)
def test_turned_upside_down_the_same_points_stand_out(values: list[float]) -> None:
    turned = {
        Signal.ABOVE: Signal.BELOW, Signal.HIGH_RUN: Signal.LOW_RUN,
        Signal.RISING: Signal.FALLING, Signal.NEAR_TOP: Signal.NEAR_BOTTOM,
    }  # fmt: skip
    turned |= {after: before for before, after in turned.items()}
    limits = [Limits(-100.0, 100.0)] * len(values)
    inner = [Limits(-60.0, 60.0)] * len(values)
    up = signals([value - 500 for value in values], 0.0, limits, inner)
    down = signals([500 - value for value in values], 0.0, limits, inner)
    assert [{turned[each] for each in point} for point in up] == [set(each) for each in down]


def test_what_is_the_same_every_month_is_its_own_mean() -> None:
    """To the last digit: else each would be above it, or below."""
    for chart in (xmr([1.1] * 12), p_chart([(1, 3)] * 12), p_chart([(7, 60)] * 12)):
        assert [point.signals for point in chart.points] == [()] * 12
        assert {point.value for point in chart.points} == {chart.centre}


def test_each_rule_at_its_edge() -> None:
    def found(*values: float | None) -> list[set[Signal]]:
        limits, inner = ([Limits(-at, at)] * len(values) for at in (3.0, 2.0))
        return [set(each) for each in signals(values, 0.0, limits, inner)]

    assert found(0, 3.0, 0, 0, -3.0, 0) == [set()] * 6
    assert found(0, 3.1, 0, 0, -3.1) == [set(), {Signal.ABOVE}, set(), set(), {Signal.BELOW}]
    one, two = 0.5, 1.0
    assert found(*[one, two] * 3) == [set()] * 6
    assert found(*[one, two] * 3, one) == [{Signal.HIGH_RUN}] * 7
    assert found(one, two, one, None, two, one, two, one) == [set()] * 8
    assert found(-1, -0.5, 0, 0.5, 1) == [set()] * 5
    assert found(-1, -0.5, 0, 0.5, 1, 1.5) == [{Signal.RISING}] * 6
    assert found(1.5, 1, 0.5, 0, -0.5, -1) == [{Signal.FALLING}] * 6
    assert found(2.0, -1, 2.1) == [set()] * 3
    assert found(2.1, -1, 2.1) == [{Signal.NEAR_TOP}, set(), {Signal.NEAR_TOP}]
    assert found(2.1, 0, -2.1) == [set()] * 3
    assert found(0, 0, 0, 0, 0, 0, 0, 0) == [set()] * 8
