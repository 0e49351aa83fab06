"""How a family is called on a page."""

from __future__ import annotations

import pytest

from people.models import Family


@pytest.mark.parametrize("typed", ["Okafor", "Okafor family", "Okafor Family"])
def test_it_is_called_a_family_once(typed: str) -> None:
    family = Family(name=typed)
    assert (str(family), family.surname) == ("Okafor family", "Okafor")
