"""Who may see whom: one filter over families, used by every sensitive queryset.

A person sees a family when a posting reaches it or a case role names them, or while they have
broken glass; never when it is restricted and they are not named; never when they have declared a
conflict of interest (quality.md, A8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people.enums import REACH, Reach

if TYPE_CHECKING:
    from accounts.models import User


class FamilyScopedQuerySet(models.QuerySet[Any]):
    """A queryset of rows that belong to a family. Set `family_path` to the way there."""

    family_path: ClassVar[str] = "family"

    def visible_to(self, user: User) -> Self:
        """Only the rows of families that this user may see now."""
        from people.models.family import Family

        families = Family.objects.filter(visible_families(user)).values("pk")
        return self.filter(**{f"{self.family_path}__in": families})


def visible_families(user: User) -> Q:
    """The condition, over `Family`, of being visible to this user."""
    from people.models.access import BreakGlass, ConflictOfInterest, NamedAccess

    if not user.is_active or user.pk is None:
        return Q(pk__in=[])
    now = timezone.now()
    mine = {"family": OuterRef("pk"), "user": user}
    emergency = Exists(BreakGlass.objects.filter(**mine, from_at__lte=now, until_at__gt=now))
    named = Exists(NamedAccess.objects.filter(**mine, ended_at__isnull=True))
    conflicted = Exists(ConflictOfInterest.objects.filter(**mine, withdrawn_at__isnull=True))
    ordinary = _reached_by_posting(user) | _on_caseload(user) | Q(named)
    unrestricted = Q(is_restricted=False) | Q(named)
    return ((ordinary & unrestricted) | Q(emergency)) & ~Q(conflicted)


def _reached_by_posting(user: User) -> Q:
    from people.models.posting import Posting

    reached = Q(pk__in=[])
    for posting in Posting.objects.current().filter(user=user):
        reach = REACH[posting.role]
        if reach == Reach.SERVICE:
            return Q(pk__isnull=False)
        if reach == Reach.AREA and posting.area_id:
            reached |= Q(area_id=posting.area_id)
        if reach == Reach.TEAM and posting.team_id:
            reached |= Q(team_id=posting.team_id)
    return reached


def _on_caseload(user: User) -> Q:
    from people.models.posting import CaseRole

    roles = CaseRole.objects.current().filter(family=OuterRef("pk"), professional__user=user)
    return Q(Exists(roles))
