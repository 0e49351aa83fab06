"""A comparison that is fair to small places, and asks instead of judging."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.charts.binomial import poisson_interpolated
from reporting.charts.funnel import FEWEST, Kind, Place, Unit, funnel
from reporting.charts.funnel_spec import funnel_spec, letter
from reporting.charts.look import NARROW

units = st.lists(
    st.builds(
        lambda a, b: Unit("x", min(a, b), max(a, b)), st.integers(0, 300), st.integers(0, 300)
    ),
    max_size=12,
)


def test_the_same_rate_is_strange_in_a_large_place_and_ordinary_in_a_small_one() -> None:
    found = funnel([Unit("Large", 60, 300), Unit("Rest", 400, 4000), Unit("Small", 4, 20)])
    assert found.centre == pytest.approx(100 * 464 / 4320)
    assert [each.place for each in found.placed] == [Place.FAR_HIGH, Place.WITHIN, Place.WITHIN]
    assert Place.FAR_HIGH.value.endswith("Is something different here?")


def test_under_ten_nothing_is_drawn_and_it_still_counts_towards_all() -> None:
    found = funnel([Unit("Nine", 9, 9), Unit("Ten", 0, 10)], Kind.RATE)
    nine, ten = found.placed
    assert (nine.value, nine.place) == (None, Place.TOO_FEW)
    assert ten.value == 0
    assert found.centre == pytest.approx(100 * 9 / 19)
    spec = str(funnel_spec(found, NARROW, across="children"))
    assert "Nine" not in spec
    assert "Ten" not in spec
    assert funnel([Unit("None", 0, 0)]).centre is None


def test_limits_agree_with_the_published_way_of_reading_between_two_counts() -> None:
    # Poisson with mean 1: P(0) = 0.3679, P(0 or 1) = 0.7358; half way up to 1.
    assert poisson_interpolated(1.0, 0.5) == pytest.approx(1 - (0.7358 - 0.5) / 0.3679, abs=1e-3)


@settings(max_examples=50)
@given(units, st.sampled_from(Kind))
def test_the_wider_limit_is_outside_the_narrower_and_both_close_in(
    places: list[Unit], kind: Kind
) -> None:
    found = funnel(places, kind)
    assert bool(found.curve) == any(unit.whole >= FEWEST for unit in places)
    for each in found.curve:
        assert 0 <= each.outer_low <= each.inner_low <= each.inner_high <= each.outer_high
    for first, last in zip(found.curve[:1], found.curve[-1:], strict=True):
        assert last.outer_high - last.outer_low <= first.outer_high - first.outer_low + 1e-9
        assert last.inner_high - last.inner_low <= first.inner_high - first.inner_low + 1e-9
    assert [each.unit for each in found.placed] == places


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
