"""The emergency look-up finds a child from little, across the service, and leaves a trace."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.errors import NotAllowed
from accounts.models import User
from audit.enums import Action
from audit.models import Event
from people.domain.look_up import Criteria, look_up
from people.domain.search import search
from people.enums import Role
from people.errors import BadDetail
from people.models import Child, Person
from tests.factories.people import (
    make_address,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_named_access,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
)

pytestmark = pytest.mark.django_db
WHY = "Brought to hospital with a burn"


@pytest.fixture
def duty() -> User:
    return make_staff(Role.EMERGENCY_DUTY)


def ask(duty: User, **criteria: object) -> list[str]:
    answer = look_up(criteria=Criteria(**criteria), reason=WHY, by=duty)
    return [found.child.person.name for found in answer.found]


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Muhammad Khan", "Mohamed Khan"),
        ("محمد خان", "Mohammed Khan"),
        ("Fergus O'Neill", "oneil fergus"),
        ("Zofia Żurawska", "Sofia Zurawska"),
        ("Nguyễn Anh", "Anh Nguyen"),
        ("Layla Al-Quasimi", "Leila Al Qasimi"),
    ],
)
def test_by_a_name_spelt_otherwise(duty: User, recorded: str, typed: str) -> None:
    make_child(recorded)
    make_child("Robert Chidi")
    assert ask(duty, name=typed) == [recorded]


def test_by_each_other_detail(duty: User) -> None:
    child = make_child("Tamsin Ferris", date_of_birth=dt.date(2017, 2, 3), nhs_number="9434765919")
    make_residence(
        child.person, address=make_address("12 Harbour Row\nNowhere", postcode="ZZ9 9ZZ")
    )
    make_child("Robert Chidi")
    for criteria in [
        {"nhs_number": "943 476 5919"},
        {"date_of_birth": dt.date(2017, 2, 3)},
        {"address": "ZZ9 9ZZ"},
        {"address": "zz99zz"},
        {"address": "12 Harbour Row"},
        {"address": "12 harbor row, nowhere, ZZ9 9ZZ"},
    ]:
        assert ask(duty, **criteria) == ["Tamsin Ferris"], criteria


def test_by_the_address_of_the_parent_they_live_with(duty: User) -> None:
    child = make_child("Tamsin Ferris")
    mother = make_relationship(child).person
    make_residence(mother, address=make_address(postcode="ZZ8 8ZZ"))
    assert ask(duty, address="ZZ8 8ZZ") == ["Tamsin Ferris"]


class TestWhoIsNotFoundByAnAddress:
    """An answer to an address alone says where somebody lives."""

    HOME = "12 Harbour Row\nNowhere"
    TYPED = ("ZZ9 9ZZ", "12 Harbour Row", "12 Harbour Row, Nowhere, ZZ9 9ZZ")

    def at_home(self, **fields: object) -> Child:
        child = make_child("Tamsin Ferris", date_of_birth=dt.date(2017, 2, 3), **fields)
        make_residence(child.person, address=make_address(self.HOME, postcode="ZZ9 9ZZ"))
        return child

    def assert_not_by_address(self, by: User) -> None:
        for typed in self.TYPED:
            assert ask(by, address=typed) == [], typed
            assert ask(by, name="Somebody Else", address=typed) == [], typed
        [found] = look_up(
            criteria=Criteria(name="Tamsin Ferris", address="ZZ9 9ZZ"), reason=WHY, by=by
        ).found
        assert (found.child.person.name, found.why) == ("Tamsin Ferris", ("name",))
        assert ask(by, date_of_birth=dt.date(2017, 2, 3)) == ["Tamsin Ferris"]

    def test_a_child_of_a_restricted_family_but_by_who_is_named(self, duty: User) -> None:
        child = self.at_home(family=make_family(is_restricted=True))
        self.assert_not_by_address(duty)
        make_named_access(child.family, duty)
        assert [ask(duty, address=typed) for typed in self.TYPED] == [["Tamsin Ferris"]] * 3

    def test_a_child_of_a_family_in_conflict(self, duty: User) -> None:
        child = self.at_home()
        other = make_staff(Role.EMERGENCY_DUTY)
        make_conflict(child.family, duty)
        self.assert_not_by_address(duty)
        assert [ask(other, address=typed) for typed in self.TYPED] == [["Tamsin Ferris"]] * 3

    def test_nor_does_the_order_tell_it(self, duty: User) -> None:
        make_child("Tamsin Ferris")
        self.at_home(family=make_family(is_restricted=True))
        criteria = Criteria(name="Tamsin Ferris", address="ZZ9 9ZZ")
        answer = look_up(criteria=criteria, reason=WHY, by=duty)
        assert {found.score for found in answer.found} == {100.0}

    def test_a_child_whose_home_is_protected_by_nobody(self) -> None:
        self.at_home().person.residences.update(is_protected=True)
        for role in (Role.EMERGENCY_DUTY, Role.HEAD_OF_SERVICE):
            self.assert_not_by_address(make_staff(role))

    def test_a_child_who_is_protected(self, duty: User) -> None:
        child = self.at_home()
        Person.objects.filter(pk=child.person_id).update(is_protected=True)
        self.assert_not_by_address(duty)

    def test_a_child_who_lives_with_somebody_who_is_protected(self, duty: User) -> None:
        make_relationship(self.at_home(), make_person(is_protected=True))
        self.assert_not_by_address(duty)

    def test_a_child_who_lives_with_somebody_whose_home_is_protected(self, duty: User) -> None:
        mother = make_relationship(self.at_home()).person
        make_residence(mother, is_protected=True)
        self.assert_not_by_address(duty)

    def test_a_child_who_has_left_a_protected_home(self, duty: User) -> None:
        long_ago = dt.date(2021, 1, 4)
        self.at_home().person.residences.update(is_protected=True, to_on=long_ago)
        self.assert_not_by_address(duty)

    def test_a_child_at_an_address_that_is_protected_for_another(self, duty: User) -> None:
        child = self.at_home()
        other = make_child("Robert Chidi")
        make_residence(other.person, address=child.person.residences.get().address)
        other.person.residences.update(is_protected=True)
        self.assert_not_by_address(duty)


def test_what_fits_best_comes_first(duty: User) -> None:
    make_child("Mohammed Khan", date_of_birth=dt.date(2011, 1, 1))
    make_child("Muhammad Khan", date_of_birth=dt.date(2015, 5, 5))
    assert ask(duty, name="Mohammed Khan", date_of_birth=dt.date(2015, 5, 5))[0] == "Muhammad Khan"


def test_what_may_be_shown_of_each(duty: User) -> None:
    def may_open(family: object) -> bool:
        child = make_child(family=family)
        answer = look_up(criteria=Criteria(name=child.person.name), reason=WHY, by=duty)
        return next(found.may_open for found in answer.found if found.child == child)

    restricted, named = make_family(is_restricted=True), make_family(is_restricted=True)
    conflicted = make_family()
    make_named_access(named, duty)
    make_conflict(conflicted, duty)
    assert may_open(make_family())
    assert may_open(named)
    assert not may_open(restricted)
    assert not may_open(conflicted)


def test_the_question_is_audited_with_its_reason_and_its_words(duty: User) -> None:
    child = make_child("Tamsin Ferris")
    answer = look_up(criteria=Criteria(name="Tamsin Ferris"), reason=WHY, by=duty)
    event = Event.objects.get(pk=answer.event_id)
    assert (event.action, event.reason) == (Action.SEARCHED, WHY)
    assert (event.detail, event.child_ids) == ({"name": "Tamsin Ferris"}, [child.pk])


@pytest.mark.parametrize(("reason", "name", "field"), [("", "Ann", "reason"), (WHY, "", "name")])
def test_a_reason_and_something_to_look_for_are_needed(
    duty: User, reason: str, name: str, field: str
) -> None:
    with pytest.raises(BadDetail) as raised:
        look_up(criteria=Criteria(name=name), reason=reason, by=duty)
    assert raised.value.field == field


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.BUSINESS_SUPPORT, Role.DATA_OFFICER])
def test_others_may_not_ask(role: Role) -> None:
    with pytest.raises(NotAllowed):
        ask(make_staff(role), name="Tamsin Ferris")


class TestSearch:
    def test_it_finds_only_what_the_reader_may_open_and_does_not_count_the_rest(self) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        mine = make_child("Muhammad Khan")
        make_case_role(mine.family, worker)
        make_child("Mohammed Khan")
        results = search(text="Mohamed Khan", by=worker)
        assert (results.children, len(results)) == ([mine], 1)
        event = Event.objects.get()
        assert (event.verb, event.detail["text"]) == ("people.search", "Mohamed Khan")

    def test_by_number_reference_family_and_relative(self) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        family = make_family("Brackenbury", reference="F777")
        child = make_child("Tamsin Ferris", family=family, nhs_number="9434765919", local_id="Q1")
        Child.objects.update(upn="H801200001001", former_upn="X801200001002")
        make_relationship(child, make_person("Ottoline Marchbanks"))
        numbers = ["9434765919", "943 476 5919", "q1", "h801 20000 1001", "X801200001002"]
        for text in [*numbers, "tamsin"]:
            assert search(text=text, by=head).children == [child], text
        for text in ["f777", "bracken", "Otoline Marchbanks"]:
            assert search(text=text, by=head).families == [family], text

    def test_only_an_apostrophe_is_not_a_search(self) -> None:
        with pytest.raises(BadDetail):
            search(text=" ' ", by=make_staff(Role.HEAD_OF_SERVICE))

    def test_the_number_of_queries_does_not_grow(self, django_assert_num_queries: object) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        search(text="Khan", by=head)
        for _ in range(3):
            make_relationship(make_child("Mohammed Khan"), make_person("Amina Khan"))
            with django_assert_num_queries(4):
                search(text="Khan", by=head)
