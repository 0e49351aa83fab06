"""The draw: the same again by seed, every chair and area in fair share, nobody twice."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from midpoints.sampling import Unit, draw, shares_of

UNITS = st.lists(
    st.builds(Unit, chair=st.integers(1, 6), area=st.integers(1, 3), child=st.integers(1, 10_000)),
    max_size=60,
    unique_by=lambda unit: unit.child,
)


@settings(max_examples=60)
@given(units=UNITS, size=st.integers(1, 40), seed=st.integers(1, 2**31))
def test_a_draw_is_the_same_again_whatever_the_order(
    units: list[Unit], size: int, seed: int
) -> None:
    drawn = draw(units, size=size, seed=seed)
    assert draw(reversed(units), size=size, seed=seed) == drawn
    assert set(drawn) <= set(units)
    assert len(drawn) == len(set(drawn)) == min(size, len(units))


@settings(max_examples=60)
@given(units=UNITS, size=st.integers(1, 40), seed=st.integers(1, 2**31))
def test_no_chair_of_an_area_is_left_out_while_there_is_room(
    units: list[Unit], size: int, seed: int
) -> None:
    strata = {unit.stratum for unit in units}
    drawn = {unit.stratum for unit in draw(units, size=size, seed=seed)}
    assert drawn == strata if size >= len(strata) else len(drawn) == size


def test_shares_follow_the_size_of_each_stratum() -> None:
    sizes = {(1, 1): 60, (2, 1): 30, (3, 2): 10}
    assert shares_of(sizes, 20, seed=4) == {(1, 1): 12, (2, 1): 6, (3, 2): 2}
    assert shares_of(sizes, 500, seed=4) == sizes


def test_another_seed_draws_others() -> None:
    units = [Unit(chair=1, area=1, child=number) for number in range(200)]
    samples = {tuple(draw(units, size=5, seed=seed)) for seed in range(1, 30)}
    assert len(samples) == 29


def test_a_change_in_one_stratum_moves_no_other() -> None:
    first = [Unit(chair=1, area=1, child=number) for number in range(40)]
    second = [Unit(chair=2, area=1, child=100 + number) for number in range(40)]
    before = draw([*first, *second], size=10, seed=9)
    after = draw([*first, *second[:-1], Unit(2, 1, 999)], size=10, seed=9)
    ours = Counter(unit for unit in before if unit.chair == 1)
    assert ours == Counter(unit for unit in after if unit.chair == 1)
