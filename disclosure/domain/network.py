"""Who belongs to a family, and whom its children's words must never reach.

Read from `people` once for each batch or pack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from disclosure.enums import Basis, Capacity
from people.models import Relationship


@dataclass(frozen=True)
class Network:
    """The children of one family, their relatives, and who must be told nothing of each child.

    `children` holds each record of a child, also one that was merged into another and the one that
    is kept, be it in another family; `standing` the kept ones alone.
    """

    children: frozenset[int]
    standing: frozenset[int]
    relatives: Mapping[int, frozenset[int]]
    must_not_be_told: Mapping[int, frozenset[int]]

    @property
    def members(self) -> frozenset[int]:
        """Everybody of the family: the children and all their relatives."""
        return self.children.union(*self.relatives.values())

    def concerned(self, about: Iterable[int]) -> frozenset[int]:
        """The children a passage touches: those it names, else every child of the family."""
        return self.children & frozenset(about) or self.children

    def is_barred(self, person_id: int, about: Iterable[int]) -> bool:
        return any(
            person_id in self.must_not_be_told.get(child, ()) for child in self.concerned(about)
        )

    def is_barred_from_all(self, person_id: int) -> bool:
        """Must they be told nothing of any child?"""
        return all(self.is_barred(person_id, [child]) for child in self.standing)

    def belongs(self, person_id: int, about: Iterable[int]) -> bool:
        """Is this relative in the network of every child the passage names?"""
        if person_id in self.children:
            return True
        named = self.children & frozenset(about)
        return self.belongs_to_all(person_id, named) if named else person_id in self.members

    def belongs_to_all(self, person_id: int, children: Iterable[int]) -> bool:
        """Is this relative in the network of every one of these children?"""
        if person_id in self.children:
            return True
        return all(person_id in self.relatives.get(child, ()) for child in children)

    def meant(self, about: Iterable[int], children: Iterable[int]) -> frozenset[int]:
        """The children some words are about: those they name, else all `children` of the meeting,
        and where nobody says which those are, all of the family."""
        named = self.children & frozenset(about)
        return named or self.children & frozenset(children) or self.standing


# Read with every sentence that is said, so written out: building it took longer than asking it. A
# record that was merged into another has the ties of that one: what is changed later is changed
# there.
TIES = """
    SELECT child.person_id, whose.merged_into_id, tie.person_id, tie.must_not_be_told, tie.to_on
    FROM people_child child
    JOIN people_person whose ON whose.id = child.person_id
    LEFT JOIN people_relationship tie
        ON tie.child_id = COALESCE(whose.merged_into_id, child.person_id)
    WHERE child.family_id = %s"""
PROFESSIONALS = "SELECT person_id FROM people_professional WHERE person_id = ANY(%s)"


def network_of(family_id: int) -> Network:
    """One query. Relationships that have ended still bar, but no longer connect."""
    today = timezone.localdate()
    kept_as: dict[int, int] = {}
    relatives: dict[int, set[int]] = defaultdict(set)
    barred: dict[int, set[int]] = defaultdict(set)
    for child, kept, person, must_not_be_told, to_on in _asked(TIES, family_id):
        kept_as[child] = kept or child
        for record in (child, kept_as[child]):
            if must_not_be_told:
                barred[record].add(person)
            if person is not None and (to_on is None or to_on >= today):
                relatives[record].add(person)
    standing = frozenset(kept_as.values())
    return Network(standing.union(kept_as), standing, _frozen(relatives), _frozen(barred))


def _asked(sql: str, value: int | list[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _frozen(sets: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    return {key: frozenset(value) for key, value in sets.items()}


def professionals_among(people: Iterable[int]) -> frozenset[int]:
    asked = list(people)
    return frozenset(row[0] for row in _asked(PROFESSIONALS, asked)) if asked else frozenset()


def capacity_of(person_id: int, network: Network) -> Capacity | None:
    """A relative who is also a professional counts as family. None: a stranger to the case."""
    if person_id in network.children:
        return Capacity.CHILD
    if person_id in network.members or _was_ever_related(person_id, network):
        return Capacity.FAMILY
    if person_id in professionals_among([person_id]):
        return Capacity.PROFESSIONAL
    return None


def _was_ever_related(person_id: int, network: Network) -> bool:
    past = Q(child_id__in=network.children, person_id=person_id)
    return Relationship.objects.filter(past).exists()


def ever_of(network: Network) -> frozenset[int]:
    """Everybody who is or was of the family: to it none of them is only a professional."""
    ties = Relationship.objects.filter(child_id__in=network.children).order_by()
    return network.children.union(ties.values_list("person_id", flat=True))


def default_audience(
    *,
    network: Network,
    about: Iterable[int],
    is_restricted: bool,
    present: Iterable[int],
    children: Iterable[int] = (),
) -> dict[int, Basis]:
    """Who of those present may be given the words, and on what basis.

    Relatives only of every child the passage names; where it names none it is about all
    `children` of the meeting, so that a half-brother's father has it only when somebody adds him.
    Nobody who must not be told; of a restricted passage, professionals alone. Anybody else
    present is left out: widening is a deliberate act.
    """
    there, concerned = frozenset(present), frozenset(about)
    family = there & network.members
    audience = {
        person: Basis.DEFAULT_PROFESSIONAL if is_restricted else Basis.PRESENT_IN_PART
        for person in professionals_among(there - family)
        if not network.is_barred(person, concerned)
    }
    if is_restricted:
        return audience
    meant = network.meant(concerned, children)
    for person in family:
        if network.belongs_to_all(person, meant) and not network.is_barred(person, concerned):
            audience[person] = Basis.PRESENT_IN_PART
    return audience
