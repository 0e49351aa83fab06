"""The same house typed otherwise is the same house; the one next door is not."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.domain.same_place import may_be_one_place

HOME = "12 Oak Road, Moorham, MO1 2AB"
NAMED = "Hope House\nMill Lane\nMoorham"

STREETS = ["Oak", "Elm", "Łąkowa", "St. Mary's"]
KINDS = ["Road", "Rd", "rd.", "ROAD", ""]
TOWNS = ["", "Moorham", "Moorham on Sea"]
CODES = ["MO1 2AB", "mo12ab", "MO1  2AB", "MO1-2AB"]


@pytest.mark.parametrize(
    "typed",
    [
        HOME,
        "12 Oak Road, MO1 2AB",
        "12, Oak Road\nMoorham\nMO12AB",
        "12 OAK RD\nMO1 2AB",
        "12 Oke Road, MO1 2AB",
        "012 Oak Road, MO1 2AB",
        "12a Oak Road, MO1 2AB",
        "12 a Oak Road, MO1 2AB",
        "Flat 3, 12 Oak Road, MO1 2AB",
        "Flat 3\n12-14 Oak Road\nMO1 2AB",
        "Oak Road 12, MO1 2AB",
        "Oak Road, MO1 2AB",
        "Twelve Oak Road, MO1 2AB",
        "Hope House, MO1 2AB",
        "MO1 2AB",
        "12 Oak Rd",
        "12, Oak Road, Moorham",
    ],
)
def test_one_house_however_it_is_typed(typed: str) -> None:
    assert may_be_one_place(HOME, typed)
    assert may_be_one_place(typed, HOME)


@pytest.mark.parametrize(
    "typed",
    [
        "14 Oak Road, Moorham, MO1 2AB",
        "Flat 3, 14 Oak Road, MO1 2AB",
        "12 Oak Road, Moorham, MO1 2AD",
        "14 Oak Road, Moorham",
        "12 Elm Road, Moorham",
        "Hope House, Moorham",
        "Moorham",
        "",
    ],
)
def test_another_house(typed: str) -> None:
    assert not may_be_one_place(HOME, typed)
    assert not may_be_one_place(typed, HOME)


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [
        ("hope house, Mill Ln", True),
        ("Hope-House", True),
        ("Flat 2\nHope House\nMoorham MO1 2AB", True),
        ("Mill Lane\nMoorham", True),
        ("Rose Cottage\nMill Lane\nMoorham", False),
        ("2 Mill Lane\nMoorham", False),
    ],
)
def test_a_house_with_a_name_and_no_postcode(typed: str, is_same: bool) -> None:
    assert may_be_one_place(NAMED, typed) is is_same
    assert may_be_one_place(typed, NAMED) is is_same


# One house of one postcode, as one person or another types it.
TYPED = [
    between.join(filter(None, ["{number}" + f"{comma} {street} {kind}", town, code]))
    for comma, street, kind, between, town, code in product(
        ["", ",", " ,"], STREETS, KINDS, [", ", "\n", ","], TOWNS, CODES
    )
]


@settings(deadline=None)
@given(st.sampled_from(TYPED), st.sampled_from(TYPED), st.integers(1, 400), st.integers(1, 400))
def test_of_one_postcode_the_number_alone_tells_houses_apart(
    first: str, second: str, one: int, other: int
) -> None:
    typed = first.format(number=one), second.format(number=other)
    assert may_be_one_place(*typed) == (one == other)
    assert may_be_one_place(*reversed(typed)) == (one == other)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_are_compared_alike_both_ways(one: str, other: str) -> None:
    assert may_be_one_place(one, other) == may_be_one_place(other, one)
