"""What an address calls its house and its street, and what is too common to look for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.domain.checks.house_names import name_and_street, tells_a_place


@pytest.mark.parametrize(
    ("lines", "name", "street"),
    [
        ("Hope House\nMill Lane", "hope house", "mill lane"),
        ("Hope House, Mill Ln, Moorham", "hope house", "mill ln"),
        ("The Hope House\nMoorham", "hope house", ""),
        ("Hope House", "hope house", ""),
        ("Flat 2\nHope House\nMill Lane", "hope house", "mill lane"),
        ("Flat 2, 12a Oak Road\nMoorham", "", "oak road"),
        ("2 Hope House\nMill Lane", "hope house", "mill lane"),
        ("St Mary's House\n4 Mill Lane", "st marys house", "mill lane"),
        ("Rose Cottage\nLittle Moor\nMoorham", "rose cottage", "little moor"),
        ("12 a Oak Road", "", "oak road"),
        ("12 Broadway\nMoorham", "", "broadway"),
        ("Mill Lane\nMoorham", "", "mill lane"),
        ("Dom Nadziei\nŁąkowa Street", "dom nadziei", "lakowa street"),
        ("Flat 2", "", ""),
        ("", "", ""),
    ],
)
def test_the_house_and_the_street_never_the_town(lines: str, name: str, street: str) -> None:
    found = name_and_street(lines)
    assert (" ".join(found[0]), " ".join(found[1])) == (name, street)


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("hope house", True),
        ("mill lane", True),
        ("school lane", True),
        ("high street", True),
        ("woodlands", True),
        ("old school house", False),
        ("womens aid", False),
        ("ground floor flat", False),
        ("refuge", False),
        ("haven", False),
        ("street", False),
        ("elm", False),
        ("", False),
    ],
)
def test_what_any_house_is_called_is_not_looked_for(words: str, tells: bool) -> None:
    assert tells_a_place(tuple(words.split())) is tells


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_was_typed_is_read_as_words_of_it(lines: str) -> None:
    name, street, _ = name_and_street(lines)
    assert all(word and word.isalnum() for word in (*name, *street))
