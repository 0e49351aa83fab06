"""Who in and beside the core group was kept apart from somebody, and what follows from it."""

from __future__ import annotations

from people.models import Family, Person
from plans.domain.around import apart_around, not_to_tick
from plans.kept_apart import pairs_of
from plans.models import CoreGroupMember


def members_apart(family: Family) -> list[tuple[Person, Person]]:
    """Each two of the core group who were kept apart: they would meet at it."""
    sitting = _sitting(family)
    return [(one, other) for one, other in apart_around(family) if {one.pk, other.pk} <= sitting]


def to_meet_alone(family: Family) -> list[Person]:
    """Who was kept apart and is not in the core group: they are owed a meeting of their own."""
    sitting = _sitting(family)
    return [person for person in not_to_tick(family) if person.pk not in sitting]


def not_told_when_it_meets(family: Family) -> frozenset[int]:
    """Ids of everybody who was kept apart and is not in the core group, whether or not they are
    around the plan today."""
    nobody: frozenset[int] = frozenset()
    pairs = pairs_of(family.pk)
    return nobody.union(*pairs) - _sitting(family) if pairs else nobody


def _sitting(family: Family) -> frozenset[int]:
    members = CoreGroupMember.objects.current().filter(family=family)
    return frozenset(members.values_list("person_id", flat=True))
