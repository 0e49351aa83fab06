"""How a name that does not belong may be written, and what is not one."""

from __future__ import annotations

import pytest
from django.conf import settings

from disclosure.domain.checks.belonging import Belonging
from disclosure.domain.checks.contacts import find_contacts
from disclosure.domain.checks.names import find_names
from disclosure.domain.checks.pages import read_pages
from disclosure.domain.network import network_of
from people.models import Person, Professional
from tests.disclosure.conftest import Household
from tests.factories.people import (
    make_address,
    make_child,
    make_family,
    make_person,
    make_professional,
    make_residence,
)


@pytest.fixture
def belonging(home: Household) -> Belonging:
    network = network_of(home.family.pk)
    return Belonging(
        recipient=home.mother.pk,
        is_family=True,
        network=network,
        members=network.members,
        workers=frozenset({home.nurse.pk}),
        protected=frozenset(),
    )


def found(text: str, belonging: Belonging) -> list[str]:
    return [hit.text for hit in find_names(read_pages([text]), belonging)]


@pytest.mark.parametrize(
    ("recorded", "written", "shown"),
    [
        ("Jayden Whitlock", "Then Jayden Whitlock came.", "Jayden Whitlock"),
        ("Jayden Whitlock", "JAYDEN WHITLOCK", "JAYDEN WHITLOCK"),
        ("Jayden Whitlock", "jayden whitlock came", "jayden whitlock"),
        ("Jayden Whitlock", "Whitlock, Jayden", "Whitlock, Jayden"),
        ("Jayden Whitlock", "It was Jayden\nWhitlock.", "Jayden Whitlock"),
        ("Jayden Whitlock", "Jay-\nden came too", "Jay- den"),
        ("Jayden Whitlock", "We saw Jayden's arm.", "Jayden"),
        ("Jayden Whitlock", "We saw Jayden’s arm.", "Jayden"),
        ("Jayden Whitlock", "at jayden and so on", "jayden"),
        ("Jayden Whitlock", "Jayden Peter Whitlock", "Jayden Peter Whitlock"),
        ("Zoë Ångström", "Zoe Angstrom came", "Zoe Angstrom"),
        ("Żaneta Wójcik", "with Zaneta Wojcik", "Zaneta Wojcik"),
        ("Fiadh O'Mulrooney", "the OMulrooney boy", "OMulrooney"),
        ("Fiadh O'Mulrooney", "the O’Mulrooney boy", "O’Mulrooney"),
        ("Amara Adeyemi-Voss", "Amara Adeyemi Voss", "Amara Adeyemi Voss"),
        ("علاء القاسمي", "كان علاء القاسمي هناك", "علاء القاسمي"),
        ("یوسف رحمانی", "وہاں یوسف رحمانی تھا", "یوسف رحمانی"),
        ("Mark Hollis", "Mark said so.", "Mark"),
    ],
)
def test_a_name_is_found_however_it_is_written(
    belonging: Belonging, recorded: str, written: str, shown: str
) -> None:
    make_child(recorded, family=make_family())
    assert found(written, belonging) == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Okonkwo-Hale and Ben's father Fergus O’Featherby",
        "Tamsin Pendlewick, the nurse",
        "mark of love, hope and grace",
        "Will you come? May we? Hope helps.",
        "We met on Tuesday.",
    ],
)
def test_ours_and_ordinary_words_are_not(belonging: Belonging, text: str) -> None:
    for name in ("Mark Grace", "Will May", "Hope Love"):
        make_child(name, family=make_family())
    assert found(text, belonging) == []


def test_another_child_with_our_childs_name_is_not_told_apart(belonging: Belonging) -> None:
    make_child("Ada Okonkwo-Hale", family=make_family())
    assert found("Ada Okonkwo-Hale", belonging) == []


def test_our_given_name_with_a_strangers_family_name_is_found(belonging: Belonging) -> None:
    make_child("Ada Whitlock", family=make_family())
    assert found("It was Ada Whitlock", belonging) == ["Ada Whitlock"]


def test_a_strange_professional_is_found_by_full_name_only(belonging: Belonging) -> None:
    make_professional("Rosalind Quillfeather")
    assert found("Dr Quillfeather called.", belonging) == []
    assert found("Rosalind Quillfeather called.", belonging) == ["Rosalind Quillfeather"]


@pytest.mark.parametrize("people", [10, 60])
def test_the_search_is_one_query_for_any_number_of_people(
    belonging: Belonging, people: int, django_assert_num_queries: object
) -> None:
    for number in range(people):
        make_person(f"Person{number} Stranger")
    with django_assert_num_queries(2):  # type: ignore[operator]  # ours, then everybody's
        find_names(read_pages(["Person3 came with Person4 Stranger"]), belonging)


@pytest.mark.parametrize(
    ("written", "check"),
    [
        ("ring 0121 496 0999", "telephone"),
        ("ring 01214960999", "telephone"),
        ("ring +44 (0) 121-496-0999", "telephone"),
        ("ring 0044 121 4960 999", "telephone"),
        ("ring ٠١٢١ ٤٩٦ ٠٩٩٩", "telephone"),
        ("write to WREN@family.example.", "email"),
        ("at 12 Acacia Avenue", "address"),
        ("at 12, acacia ave", "address"),
        ("at 12\nAcacia Avenue", "address"),
        ("near B19 3XX", "postcode"),
        ("near b193xx", "postcode"),
        ("near B19\n3XX", "postcode"),
    ],
)
def test_whereabouts_are_found_however_they_are_written(
    belonging: Belonging, written: str, check: str
) -> None:
    child = make_child(
        "Wren Castellane",
        person=make_person(
            "Wren Castellane", telephone="0121 496 0999", email="wren@family.example"
        ),
    )
    make_residence(child.person, address=make_address("12 Acacia Avenue", postcode="B19 3XX"))
    hits = find_contacts(read_pages([f"You can {written} today."]), belonging)
    assert [hit.check for hit in hits] == [check]


@pytest.mark.parametrize(
    "setting",
    ["OFFICE_TELEPHONE", "DANGER_TELEPHONE_DAY", "DANGER_TELEPHONE_NIGHT", "OFFICE_EMAIL"],
)
def test_what_the_service_prints_of_itself_locates_nobody(
    belonging: Belonging, setting: str
) -> None:
    """Else a worker whose own number is the office's would hold up every pack of the service."""
    own = getattr(settings, setting)
    contact = {"work_email": own.upper()} if "@" in own else {"work_telephone": own}
    make_professional("Rosalind Quillfeather", **contact)
    make_professional("Bo Larkin", work_telephone="01632 960 999")
    hits = find_contacts(read_pages([f"Ask {own}, or 01632 960 999."]), belonging)
    assert [hit.text for hit in hits] == ["01632 960 999"]


def test_at_work_only_who_works_with_the_family_may_be_known(
    home: Household, belonging: Belonging
) -> None:
    """Numbers at work are looked for too, and of the family's own worker her private ones: they
    are kept because she belongs to another family."""
    switchboard = "01632 960 701"
    for one, number in (
        (home.nurse, switchboard),
        (make_professional("Bo Larkin"), switchboard),
        (make_professional("Rosalind Quillfeather"), "01632 960 702"),
        (make_professional("Shielded Mother", person=home.bens_father), "01632 960 703"),
    ):
        one.work_telephone, one.work_email = number, f"w{number[-3:]}@work.example"
        one.save()
    Person.objects.filter(pk=home.nurse.pk).update(telephone="07700 900 704", email="n@own.example")
    make_residence(home.nurse.person, address=make_address("9 Elm Row", postcode="B20 4YY"))
    words = "Ring 01632 960 701, 01632 960 702, 01632 960 703 or 07700 900 704. Write to "
    words += "w701@work.example, w702@work.example, n@own.example, or B20 4YY."
    hits = find_contacts(read_pages([words]), belonging)
    assert sorted(hit.text for hit in hits) == [
        "01632 960 702",
        "01632 960 703",
        "07700 900 704",
        "B20 4YY",
        "n@own.example",
        "w702@work.example",
    ]
    home.bens_father.is_protected = True
    home.bens_father.save()
    Professional.objects.filter(pk=home.bens_father.pk).update(work_telephone=switchboard)
    hits = find_contacts(read_pages([f"Ring {switchboard}"]), belonging)
    assert [hit.protects for hit in hits] == [home.bens_father.pk]


def work_at(address: str, *people: Professional) -> None:
    Professional.objects.filter(pk__in=[one.pk for one in people]).update(work_address=address)


@pytest.mark.parametrize(
    ("written", "check"),
    [
        ("at 12 School Lane", "address"),
        ("at 12,\nschool ln", "address"),
        ("near B19 3XX", "postcode"),
        ("near b19-3xx", "postcode"),
    ],
)
def test_where_somebody_works_is_found_however_it_is_written(
    belonging: Belonging, written: str, check: str
) -> None:
    work_at("Meadow School\n12 School Lane\nBirmingham B19 3XX", make_professional("Bo Larkin"))
    hits = find_contacts(read_pages([f"You can go {written} today."]), belonging)
    assert [hit.check for hit in hits] == [check]


def test_a_place_of_work_may_be_known_where_one_there_works_with_the_family(
    home: Household, belonging: Belonging
) -> None:
    """Not where one of the family lives there: a refuge, whose worker is on the case."""
    work_at("1 Clinic Way\nB21 5ZZ", home.nurse, make_professional("Bo Larkin"))
    words = read_pages(["Come to 1 Clinic Way, B21 5ZZ."])
    assert find_contacts(words, belonging) == []
    make_residence(home.bens_father, address=make_address("1 Clinic Way", postcode="B21 5ZZ"))
    hits = find_contacts(words, belonging)
    assert {(hit.check, hit.protects) for hit in hits} == {
        ("address", home.bens_father.pk),
        ("postcode", home.bens_father.pk),
    }


def test_a_protected_person_is_not_located_by_a_colleague(
    home: Household, belonging: Belonging
) -> None:
    her = make_professional("Shielded Mother", person=home.bens_father)
    home.bens_father.is_protected = True
    home.bens_father.save()
    work_at("1 Clinic Way\nB21 5ZZ", home.nurse, her)
    hits = find_contacts(read_pages(["Come to 1 Clinic Way, B21 5ZZ."]), belonging)
    assert [hit.protects for hit in hits] == [her.pk, her.pk]


def test_the_recipients_own_whereabouts_are_not_hits(home: Household, belonging: Belonging) -> None:
    make_residence(home.mother, address=make_address("12 Acacia Avenue", postcode="B19 3XX"))
    make_residence(home.ada.person, address=home.mother.residences.get().address)
    hits = find_contacts(read_pages(["at 12 Acacia Avenue, B19 3XX"]), belonging)
    assert hits == []


def test_the_other_parents_address_is_a_hit(home: Household, belonging: Belonging) -> None:
    make_residence(home.adas_father, address=make_address("9 Elm Row", postcode="B20 4YY"))
    hits = find_contacts(read_pages(["at 9 Elm Row, B20 4YY"]), belonging)
    assert {hit.check for hit in hits} == {"address", "postcode"}
