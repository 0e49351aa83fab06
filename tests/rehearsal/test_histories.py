"""What a load writes late of who changed what is what would have been written at once."""

from __future__ import annotations

import pytest

from people.models import Person
from rehearsal.histories import histories_written_last
from tests.factories.people import make_child, make_person
from tests.factories.plans import make_plan

pytestmark = pytest.mark.django_db


def change_twice(person: Person) -> None:
    for name in ("Perpetua", "Perpetua-Made-Up"):
        person.given_names = name
        person.save()


def test_each_change_is_told_in_order_with_its_own_time() -> None:
    with histories_written_last():
        person = make_person(given_names="Pip")
        change_twice(person)
        assert not person.history.exists()
    told = person.history.order_by("pk")
    assert [(row.given_names, row.history_type) for row in told] == [
        ("Pip", "+"),
        ("Perpetua", "~"),
        ("Perpetua-Made-Up", "~"),
    ]
    times = [row.history_date for row in told]
    assert times == sorted(set(times))


def test_of_a_plan_it_is_told_at_once() -> None:
    with histories_written_last():
        assert make_plan(make_child()).history.count() == 1


def test_afterwards_it_is_told_at_once_again_whatever_happened() -> None:
    with pytest.raises(RuntimeError), histories_written_last():
        raise RuntimeError
    assert make_person().history.count() == 1
