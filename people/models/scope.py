"""Who may see whom: one filter over families, used by every sensitive queryset.

A person sees a family when a posting reaches it or a case role names them, or while they have
broken glass; never when it is restricted and they are not named; never when they have declared a
conflict of interest (quality.md, A8). A system administrator sees none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.enums import REACH, Reach

if TYPE_CHECKING:
    from accounts.models import User

NOTHING = Q(pk__in=[])


class FamilyScopedQuerySet(models.QuerySet[Any]):
    """A queryset of rows that belong to a family. Set `family_path` to the way there."""

    family_path: ClassVar[str] = "family"

    def visible_to(self, user: User) -> Self:
        """Only the rows of families that this user may see now."""
        return self.filter(**{f"{self.family_path}__in": family_ids_visible_to(user)})


def family_ids_visible_to(user: User) -> models.QuerySet[Any]:
    """A subquery of the ids of the families that this user may see now."""
    from people.models.family import Family

    return Family.objects.filter(visible_families(user)).order_by().values("pk")


def visible_families(user: User) -> Q:
    """The condition, over `Family`, of being visible to this user.

    What reaches a family is a union of index look-ups and never an OR of conditions, so that a
    caseload of 85 costs the same whether the service knows 1,500 families or 500,000.
    """
    if not user.is_active or user.pk is None or user.is_system_administrator:
        return NOTHING
    from people.models.access import ConflictOfInterest

    emergency, named = _emergencies(user), _named(user)
    conflicted = ConflictOfInterest.objects.filter(user=user, withdrawn_at__isnull=True)
    open_to_me = Q(is_restricted=False) | Q(pk__in=named) | Q(pk__in=emergency)
    return _reached(user) & open_to_me & ~Q(pk__in=_families(conflicted))


def _reached(user: User) -> Q:
    from people.models.family import Family
    from people.models.posting import CaseRole, postings_today

    caseload = CaseRole.objects.current().filter(professional__user=user)
    ways = [_families(caseload), _named(user), _emergencies(user)]
    for posting in postings_today(user):
        reach = REACH[posting.role]
        if reach == Reach.SERVICE:
            return Q()
        if reach == Reach.AREA and posting.area_id:
            ways.append(Family.objects.order_by().filter(area=posting.area_id).values("pk"))
        if reach == Reach.TEAM and posting.team_id:
            ways.append(Family.objects.order_by().filter(team=posting.team_id).values("pk"))
    return Q(pk__in=ways[0].union(*ways[1:]))


def _named(user: User) -> models.QuerySet[Any]:
    from people.models.access import NamedAccess

    return _families(NamedAccess.objects.filter(user=user, ended_at__isnull=True))


def _emergencies(user: User) -> models.QuerySet[Any]:
    from people.models.access import BreakGlass

    now = timezone.now()
    return _families(BreakGlass.objects.filter(user=user, from_at__lte=now, until_at__gt=now))


def _families(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return rows.order_by().values("family")
