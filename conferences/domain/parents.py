"""Who has parental responsibility: as recorded, corrected while asking for a conference."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from people.domain.network import RelationshipDetails, change_relationship
from people.enums import RelationshipKind
from people.models import Child, Relationship

KEPT = tuple(RelationshipDetails.__dataclass_fields__)


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
    for relationship in relatives_of(child):
        has = relationship.person_id in holders
        if relationship.parental_responsibility != has:
            known = {name: getattr(relationship, name) for name in KEPT}
            details = RelationshipDetails(**{**known, "parental_responsibility": has})
            change_relationship(relationship=relationship, details=details, by=by)
