"""A refuge is found by its name, and in the papers of its own family by its street."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.models import Hub
from disclosure.domain.checks.belonging import Belonging
from disclosure.domain.checks.house_names import house_name
from disclosure.domain.checks.pages import Page, read_pages
from disclosure.domain.checks.protected_homes import Phrase, find_protected_homes
from disclosure.domain.network import network_of
from disclosure.enums import Check
from people.models import Person, Residence
from tests.disclosure.conftest import Household
from tests.factories.people import LONG_AGO, make_address, make_person, make_residence

REFUGE = "Hope House\nMill Lane\nMoorham"


@pytest.fixture
def belonging(home: Household) -> Belonging:
    """Of the pack of the father, from whom the mother has fled."""
    network = network_of(home.family.pk)
    return Belonging(
        recipient=home.adas_father.pk,
        is_family=True,
        network=network,
        members=network.members,
        workers=frozenset({home.nurse.pk}),
        protected=frozenset({home.mother.pk}),
    )


def live_at(person: Person, lines: str = REFUGE, **fields: object) -> Residence:
    fields = {"is_protected": True, **fields}
    return make_residence(person, address=make_address(lines, postcode=""), **fields)


def found(text: str, belonging: Belonging) -> list[str]:
    return [hit.text for hit in find_protected_homes(read_pages([text]), belonging)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("They are at Hope House on Mill Lane now.", ["Hope House", "Mill Lane"]),
        ("They are at hope house", ["hope house"]),
        ("HOPE-HOUSE", ["HOPE-HOUSE"]),
        ("at Hope\nHouse", ["Hope House"]),
        ("the Hope Hse", ["Hope Hse"]),
        ("off Mill Ln.", ["Mill Ln"]),
        ("at 3 Mill Lane", ["Mill Lane"]),
        ("at Mill La-\nne", ["Mill La- ne"]),
        ("We hope. House prices rise.", []),
        ("She is hopeful: houses in Windmill Lane or the Mill Laneways", []),
        ("a house in Moorham", []),
    ],
)
def test_found_however_it_is_written(
    home: Household, belonging: Belonging, written: str, shown: list[str]
) -> None:
    live_at(home.mother)
    assert found(written, belonging) == shown


def test_a_hit_says_whom_it_protects(home: Household, belonging: Belonging) -> None:
    live_at(home.mother)
    [hit] = find_protected_homes(read_pages(["", "at Hope House"]), belonging)
    assert (hit.check, hit.page, hit.protects) == (Check.ADDRESS, 2, home.mother.pk)


def test_a_protected_person_is_found_wherever_they_live(
    home: Household, belonging: Belonging
) -> None:
    live_at(home.mother, is_protected=False)
    assert found("Hope House, Mill Lane", belonging) == []
    Person.objects.filter(pk=home.mother.pk).update(is_protected=True)
    assert found("Hope House, Mill Lane", belonging) == ["Hope House", "Mill Lane"]


def test_of_strangers_the_house_and_not_the_street(belonging: Belonging) -> None:
    """Else a pack would be held up for every school in a street where somebody hides."""
    live_at(make_person())
    assert found("Mill Lane School is near Hope House.", belonging) == ["Hope House"]


def test_the_recipient_may_know_where_they_live(home: Household, belonging: Belonging) -> None:
    her_own = replace(belonging, recipient=home.mother.pk)
    refuge = live_at(home.mother)
    assert found("Hope House, Mill Lane", her_own) == []
    make_residence(home.ada.person, address=refuge.address, is_protected=True)
    assert found("Mill Lane", her_own) == []


def test_the_street_they_fled_from_is_no_secret(home: Household, belonging: Belonging) -> None:
    Person.objects.filter(pk=home.mother.pk).update(is_protected=True)
    left = live_at(home.mother, to_on=LONG_AGO, is_protected=False)
    assert found("Hope House, Mill Lane", belonging) == ["Hope House"]
    Residence.objects.filter(pk=left.pk).update(is_protected=True)
    assert found("Hope House, Mill Lane", belonging) == ["Hope House", "Mill Lane"]


def test_another_number_is_another_house(home: Household, belonging: Belonging) -> None:
    """Its own number is looked for with the street, by `contacts`."""
    live_at(home.mother, "7 Larkspur Close\nMoorham")
    assert found("on Larkspur Cl", belonging) == ["Larkspur Cl"]
    assert found("at 9 Larkspur Close, or 7 Larkspur Close", belonging) == []


def test_the_hub_where_people_meet_is_no_secret(home: Household, belonging: Belonging) -> None:
    live_at(home.mother)
    Hub.objects.create(name="Hope House", address="1 Mill Lane\nMoorham")
    assert found("We met at Hope House, 1 Mill Lane.", belonging) == []
    assert found("They are at 11 Mill Lane, or in Mill Lane.", belonging) == ["Mill Lane"] * 2


def test_one_word_is_a_name_with_a_capital_only(home: Household, belonging: Belonging) -> None:
    live_at(home.mother, "Woodlands")
    assert found("In Woodlands, and in woodlands.", belonging) == ["Woodlands"]


@pytest.mark.parametrize("lines", ["The Refuge", "Haven", "The Old School House", "Women's Aid"])
def test_what_any_house_is_called_is_not_looked_for(
    home: Household, belonging: Belonging, lines: str
) -> None:
    live_at(home.mother, lines)
    assert found(f"They are at {lines} now.", belonging) == []


def test_as_many_queries_for_one_home_as_for_many(belonging: Belonging) -> None:
    asked = []
    for number in (1, 20):
        for each in range(number):
            live_at(make_person(), f"Hope{'abcdefghijklmnopqrst'[each]} House")
        with CaptureQueriesContext(connection) as queries:
            find_protected_homes(read_pages(["at Hopea House"] * 3), belonging)
        asked.append(len(queries))
    assert asked == [3, 3]


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)


@settings(deadline=None)
@given(
    st.lists(WORD, min_size=2, max_size=4),
    st.sampled_from([" ", "\n", "-", "-\n", "  ", "' "]),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_any_name_is_found_with_whatever_stands_between_its_words(
    words: list[str], between: str, cased: object
) -> None:
    name = house_name(f"Hope {' '.join(words)}")
    typed = cased(between.join(name))  # type: ignore[operator]
    page = Page(1, f"xx {typed} xx")
    assert [match.span() for match in Phrase(name, 1).pattern.finditer(page.folded)] == [
        (3, 3 + len(typed))
    ]
    glued = Page(1, f"xx{typed}xx")
    assert Phrase(name, 1).pattern.search(glued.folded) is None
