"""The class that reads a model's history is made once, and still reads one row's own."""

from __future__ import annotations

import pytest

from tests.factories.people import make_family

pytestmark = pytest.mark.django_db


def test_the_manager_is_made_once_for_each_process() -> None:
    family, other = make_family(), make_family()
    assert type(family.history) is type(other.history)


def test_each_row_has_its_own_past() -> None:
    family, other = make_family("Alder"), make_family("Birch")
    family.name = "Alder-Finch"
    family.save()
    assert list(family.history.values_list("name", flat=True)) == ["Alder-Finch", "Alder"]
    assert list(other.history.values_list("name", flat=True)) == ["Birch"]
