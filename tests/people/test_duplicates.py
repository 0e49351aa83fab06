"""A second record of one child is offered for comparison before it is made."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from notifications.models import Message
from people.domain.child import add_child, add_unborn
from people.domain.details import ChildDetails, PersonDetails
from people.domain.duplicates import possible_duplicates
from people.enums import Role
from people.errors import BadDetail, PossibleDuplicates
from people.models import Child
from tests.factories.people import make_child, make_family, make_staff, make_unborn

pytestmark = pytest.mark.django_db
BORN = dt.date(2019, 3, 4)


@pytest.fixture
def head() -> object:
    return make_staff(Role.HEAD_OF_SERVICE)


def found(head: object, name: str, born: dt.date | None = BORN, **more: object) -> list[int]:
    matches = possible_duplicates(name=name, date_of_birth=born, by=head, **more)
    return [match.child.pk for match in matches.visible]


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Muhammad Khan", "Mohammed Khan"),
        ("Fergus O'Neill", "Fergus Oneill"),
        ("Fergus O’Neill", "Fergus O Neil"),
        ("Layla Al-Quasimi", "Leila Alquasimi"),
        ("محمد رحمان", "Mohamed Rahman"),
        ("Anna Smith-Jones", "Anna Jones"),
        ("Zofia Żurawska", "Zofia Zurawska"),
        ("Yusuf Rahman", "Rahman Yusuf"),
        ("Siân Hughes", "Sian Hughes"),
    ],
)
def test_a_different_spelling_with_the_same_date_of_birth_is_found(
    head: object, recorded: str, typed: str
) -> None:
    child = make_child(recorded, date_of_birth=BORN)
    make_child("Robert Chidi", date_of_birth=BORN)
    assert found(head, typed) == [child.pk]


@pytest.mark.parametrize(
    "typed",
    [dt.date(2019, 4, 3), dt.date(2018, 3, 4), dt.date(2019, 3, 14), dt.date(2019, 8, 4), None],
)
def test_one_slip_in_the_date_of_birth_does_not_hide_the_child(
    head: object, typed: dt.date | None
) -> None:
    child = make_child("Tamsin Pendlewick", date_of_birth=BORN)
    assert found(head, "Tamsin Pendlewick", typed) == [child.pk]


def test_the_same_name_at_another_age_is_another_child(head: object) -> None:
    make_child("Mohammed Khan", date_of_birth=dt.date(2012, 7, 21))
    assert found(head, "Mohammed Khan") == []


def test_the_same_nhs_number_is_found_whatever_the_name(head: object) -> None:
    child = make_child("Robert Chidi", nhs_number="9434765919")
    assert found(head, "Zofia Nowak", nhs_number="943 476 5919") == [child.pk]


def test_what_the_child_is_called_counts_too(head: object) -> None:
    child = make_child("Bartholomew Okonkwo", date_of_birth=BORN)
    child.person.known_as = "Barty"
    child.person.save()
    assert found(head, "Barty Okonkwo") == [child.pk]


def test_a_baby_born_meanwhile_is_found_for_an_unborn_one(head: object) -> None:
    baby = make_child("Baby Featherby", date_of_birth=timezone.localdate())
    expected = timezone.localdate() + dt.timedelta(days=20)
    assert found(head, "Baby Featherby", None, expected_on=expected) == [baby.pk]


def details(**person: object) -> dict[str, object]:
    person = {"given_names": "Mohammed", "family_name": "Khan", "date_of_birth": BORN, **person}
    return {"person": PersonDetails(**person), "child": ChildDetails(sex="M")}


def test_nothing_is_created_until_somebody_has_looked(head: object) -> None:
    family = make_family()
    twin = make_child("Muhammad Khan", date_of_birth=BORN)
    with pytest.raises(PossibleDuplicates) as raised:
        add_child(family=family, by=head, **details())
    assert raised.value.visible == [twin.pk]
    assert Child.objects.count() == 1
    made = add_child(family=family, by=head, looked_at=[twin.pk], **details())
    assert made.person.name == "Mohammed Khan"


def test_a_duplicate_in_a_restricted_family_is_only_counted(head: object) -> None:
    officer = make_staff(Role.DATA_OFFICER)
    hidden = make_child("Muhammad Khan", date_of_birth=BORN, family=make_family(is_restricted=True))
    with pytest.raises(PossibleDuplicates) as raised:
        add_child(family=make_family(), by=head, looked_at=[hidden.pk], **details())
    assert (raised.value.visible, raised.value.hidden) == ([], 1)
    add_child(family=make_family(), by=head, hidden_accepted=True, **details())
    message = Message.objects.get()
    assert message.to_address == officer.email
    assert "Khan" not in message.subject + message.body


def test_the_same_nhs_number_is_never_recorded_twice(head: object) -> None:
    other = make_child("Robert Chidi", nhs_number="9434765919")
    with pytest.raises(BadDetail, match="NHS number") as raised:
        add_child(
            family=make_family(),
            by=head,
            looked_at=[other.pk],
            person=PersonDetails(given_names="Zofia", family_name="Nowak", date_of_birth=BORN),
            child=ChildDetails(nhs_number="9434765919"),
        )
    assert raised.value.field == "nhs_number"


def test_twins_are_not_each_others_duplicates_but_a_second_entry_is(head: object) -> None:
    family = make_family()
    expected = timezone.localdate() + dt.timedelta(days=60)
    entry = {"family": family, "expected_on": expected, "family_name": "Featherby", "by": head}
    twins = add_unborn(number=2, **entry)
    assert [twin.birth_order for twin in twins] == [1, 2]
    with pytest.raises(PossibleDuplicates):
        add_unborn(**entry)


def test_the_number_of_queries_does_not_grow_with_the_matches(
    head: object, django_assert_num_queries: object
) -> None:
    found(head, "Muhammad Khan")  # reads the postings of this user, once
    for _ in range(3):
        make_child("Mohammed Khan", date_of_birth=BORN)
        make_unborn(name="Baby Khan")
        with django_assert_num_queries(2):
            found(head, "Muhammad Khan")
