"""Who has parental responsibility: as recorded, corrected while asking for a conference."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.enums import RelationshipKind
from people.models import Child, Relationship


def relatives_of(child: Child) -> QuerySet[Relationship]:
    """The people related to a child today who could have parental responsibility."""
    rows: QuerySet[Relationship] = Relationship.objects.filter(
        child=child, to_on__isnull=True
    ).exclude(kind=RelationshipKind.SIBLING)
    return rows.select_related("person")


def holders_of(child: Child) -> list[int]:
    """Ids of the people recorded as having parental responsibility."""
    rows = relatives_of(child).filter(parental_responsibility=True)
    return list(rows.values_list("person_id", flat=True))


@transaction.atomic
def keep_parental_responsibility(*, child: Child, holders: Collection[int], by: User) -> None:
    """Correct who has it. Only what differs from the record is written."""
    for relationship in relatives_of(child).select_for_update(of=["self"]):
        has = relationship.person_id in holders
        if relationship.parental_responsibility == has:
            continue
        relationship.parental_responsibility = has
        relationship.save()
        record(
            Action.CHANGED,
            "conferences.correct_parental_responsibility",
            by=by,
            subjects=[relationship],
            children=[child.pk],
            detail={"has": has},
        )
