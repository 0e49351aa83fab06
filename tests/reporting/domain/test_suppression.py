"""No hidden count can be worked out from what is published beside it."""

from __future__ import annotations

from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.domain.suppression import is_small, suppress, suppress_parts, suppress_share

COUNTS = st.integers(min_value=0, max_value=9)
TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=2, max_size=3)
)


def with_totals(rows: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in rows]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def solutions(public: list[list[int | None]]) -> list[dict[tuple[int, int], int]]:
    """Every way to fill the hidden cells of the body that agrees with all that is published."""
    body = [row[:-1] for row in public[:-1]]
    hidden = [(r, c) for r, row in enumerate(body) for c, n in enumerate(row) if n is None]
    found = []
    for values in product(range(13), repeat=len(hidden)):
        guess = dict(zip(hidden, values, strict=True))
        filled = [[guess.get((r, c), n) for c, n in enumerate(row)] for r, row in enumerate(body)]
        full = with_totals(filled)  # type: ignore[arg-type]
        pairs = zip(chain(*full), chain(*public), strict=True)
        if all(shown is None or shown == n for n, shown in pairs):
            found.append(guess)
    return found


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_a_small_count_always_has_another_value_it_could_be(rows: list[list[int]]) -> None:
    table = with_totals(rows)
    public = suppress(table, column_totals=True)
    shown = list(zip(chain(*table), chain(*public), strict=True))
    assert all(p is None for n, p in shown if is_small(n))
    assert all(p is None or p == n for n, p in shown)
    if sum(p is None for row in public[:-1] for p in row[:-1]) > 4:
        return  # too many guesses to try them all
    ways = solutions(public)
    for r, row in enumerate(rows):
        for c, n in enumerate(row):
            if is_small(n):
                assert len({way[r, c] for way in ways}) > 1


@pytest.mark.parametrize(
    ("parts", "total", "public"),
    [
        ([20, 30, 50], 100, ([20, 30, 50], 100)),
        ([3, 30, 50], 83, ([None, None, 50], 83)),
        ([3, 2, 50], 55, ([None, None, 50], 55)),
        ([3, 0, 0], 3, ([None, 0, 0], None)),
        ([0, 6], 6, ([0, 6], 6)),
    ],
)
def test_one_breakdown(
    parts: list[int], total: int, public: tuple[list[int | None], int | None]
) -> None:
    assert suppress_parts(parts, total) == public


def test_a_percentage_gives_away_what_is_left_too() -> None:
    assert suppress_share(40, 50) == (40, 50)
    assert suppress_share(48, 50) is None
    assert suppress_share(3, 50) is None
    assert suppress_share(0, 50) == (0, 50)
