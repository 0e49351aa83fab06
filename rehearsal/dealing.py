"""Which course each family's life takes."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator

from people.enums import RelationshipKind
from people.models import Family, Relationship
from plans.domain.ending import eighteenth_birthday
from rehearsal.courses import RARE, USUAL, Course, Of


def deal(families: Iterable[Family], today: dt.date) -> Iterator[tuple[Family, Course]]:
    """What is rare first, each once, to the first it fits; then the usual ones in turn."""
    rare, usual = list(RARE), deque(USUAL)
    for family in families:
        kinds = _kinds_of(family, today)
        course = next((one for one in rare if one.of in kinds), None)
        if course is not None:
            rare.remove(course)
        else:
            course = next(one for one in usual if one.of in kinds)
            usual.remove(course)
            usual.append(course)
        yield family, course


def _kinds_of(family: Family, today: dt.date) -> set[Of]:
    due_on = expected_on(family)
    if due_on is not None:
        return {Of.DUE_BEFORE if due_on < today else Of.UNBORN}
    if family.is_restricted:
        return {Of.RESTRICTED}
    births = family.children.values_list("person__date_of_birth", flat=True)
    if any(born and eighteenth_birthday(born) <= today for born in births):
        return {Of.GROWN_UP}
    kinds = (RelationshipKind.MOTHER, RelationshipKind.FATHER)
    safe = Relationship.objects.filter(child__family=family, kind__in=kinds, poses_risk=False)
    both = set(safe.values_list("kind", flat=True)) == set(kinds)
    return {Of.ANYBODY, Of.BOTH_PARENTS} if both else {Of.ANYBODY}


def expected_on(family: Family) -> dt.date | None:
    """When its baby is, or was, to be born; none where it is born."""
    unborn = family.children.filter(person__date_of_birth=None)
    found: dt.date | None = unborn.values_list("expected_on", flat=True).first()
    return found
