"""Whose practice it is about: the people around a family, and their agencies."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.errors import DomainError
from conferences.models import Participant
from people.enums import CaseRoleKind
from people.models import Agency, CaseRole, Family, Professional, Relationship


@dataclass(frozen=True)
class Who:
    """One professional, or an agency without saying which of its people."""

    agency: Agency
    professional: Professional | None = None

    @classmethod
    def at(cls, professional: Professional) -> Who:
        return cls(professional.agency, professional)


def people_around(family: Family) -> list[Professional]:
    """Who works with the family: those with a role on the case, then those asked to its
    conferences. Never its chair, who is independent of the case."""
    roles = CaseRole.objects.current().filter(family=family).exclude(kind=CaseRoleKind.CHAIR)
    asked = Participant.objects.filter(conference__family=family, agency__isnull=False)
    wanted = {
        *roles.order_by().values_list("professional", flat=True),
        *asked.order_by().values_list("person", flat=True),
    }
    chairs = CaseRole.objects.current().filter(family=family, kind=CaseRoleKind.CHAIR)
    wanted -= set(chairs.values_list("professional", flat=True))
    rows = Professional.objects.filter(pk__in=wanted).select_related("person", "agency")
    return list(rows)


def is_of_the_family(family: Family, professional: Professional) -> bool:
    """Whether they are, or were, a relative of one of its children."""
    ties = Relationship.objects.filter(child__family=family, person=professional.person_id)
    return bool(ties.exists())


def check_not_of_the_family(family: Family, professional: Professional | None) -> None:
    """Somebody who is also a relative must not read what is written (quality.md, A8)."""
    if professional is not None and is_of_the_family(family, professional):
        raise DomainError(
            f"{professional.person} belongs to this family. Choose somebody else.",
            field="who",
            rule="of_this_family",
        )
