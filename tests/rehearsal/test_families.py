"""Made-up families are the same for the same seed, and come from many places."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from people.enums import Sex
from rehearsal.build_families import _nhs_number
from rehearsal.families import families

TODAY = dt.date(2026, 11, 20)


@given(children=st.integers(1, 60), seed=st.integers(0, 99))
@settings(max_examples=40)
def test_as_many_children_as_asked_for_and_the_same_again(children, seed):
    first = list(families(children=children, seed=seed, today=TODAY))
    assert sum(len(family.children) for family in first) == children
    assert first == list(families(children=children, seed=seed, today=TODAY))


@given(children=st.integers(1, 60), seed=st.integers(0, 99))
@settings(max_examples=40)
def test_an_unborn_child_has_an_expected_date_and_no_sex(children, seed):
    for family in families(children=children, seed=seed, today=TODAY):
        for child in family.children:
            assert (child.date_of_birth is None) == (child.expected_on is not None)
            assert child.date_of_birth is not None or child.sex == Sex.UNKNOWN


@given(st.integers(1, 300_000))
def test_nhs_numbers_have_their_check_digit(seed):
    number = _nhs_number(seed)
    total = sum(int(digit) * (10 - i) for i, digit in enumerate(number[:9]))
    assert (11 - total % 11) % 11 == int(number[9])
    assert number.startswith("999")
