"""A family with two half-brothers, whose fathers differ, and their conference's record."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from accounts.models import User
from disclosure.models import Record
from people.enums import RelationshipKind
from people.models import Child, Family, Person, Professional
from tests.factories.disclosure import make_chair, make_record
from tests.factories.people import (
    make_child,
    make_family,
    make_person,
    make_professional,
    make_relationship,
)


@dataclass
class Household:
    family: Family
    record: Record
    chair: User
    ada: Child
    ben: Child
    mother: Person
    adas_father: Person
    bens_father: Person
    nurse: Professional

    @property
    def everyone(self) -> list[Person]:
        return [self.mother, self.adas_father, self.bens_father, self.nurse.person]


@pytest.fixture
def home(db: None) -> Household:
    family = make_family("Okonkwo-Hale")
    ada = make_child("Ada Okonkwo-Hale", family=family)
    ben = make_child("Ben Okonkwo-Hale", family=family)
    mother = make_person("Ngozi Okonkwo-Hale")
    adas_father = make_person("Fergus O'Featherby")
    bens_father = make_person("Łukasz Żurawski")
    make_relationship(ada, mother)
    make_relationship(ben, mother)
    make_relationship(ada, adas_father, kind=RelationshipKind.FATHER, lives_with=False)
    make_relationship(ben, bens_father, kind=RelationshipKind.FATHER, lives_with=False)
    nurse = make_professional("Tamsin Pendlewick")
    return Household(
        family=family,
        record=make_record(family),
        chair=make_chair(family),
        ada=ada,
        ben=ben,
        mother=mother,
        adas_father=adas_father,
        bens_father=bens_father,
        nurse=nurse,
    )
