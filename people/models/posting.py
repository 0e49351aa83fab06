"""Who holds which role where, from and to; and who holds which role on a case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.enums import CaseRoleKind, Role
from people.models.family import Family
from people.models.organisation import Area, Team
from people.models.professional import Professional
from people.models.scope import FamilyScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


def _current() -> Q:
    today = timezone.localdate()
    return Q(from_on__lte=today) & (Q(to_on__isnull=True) | Q(to_on__gte=today))


class PostingQuerySet(models.QuerySet["Posting"]):
    def current(self) -> Self:
        """Postings in force today; `to_on` is the last day."""
        return self.filter(_current())

    def of_people(self) -> Self:
        """The same without other systems, which nobody tells, asks or names."""
        return self.current().filter(user__is_service=False)


class Posting(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings"
    )
    role = models.CharField(max_length=30, choices=Role.choices)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="Last day")

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "from_on", "pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


def postings_today(user: User) -> list[Posting]:
    """The postings this user holds today, read once for each user object and day."""
    today = timezone.localdate()
    known: tuple[dt.date, list[Posting]] | None = getattr(user, "_postings_today", None)
    if known is None or known[0] != today:
        known = (today, list(Posting.objects.current().filter(user=user)))
        user._postings_today = known  # type: ignore[attr-defined]
    return known[1]


class CaseRoleQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"

    def current(self) -> Self:
        return self.filter(_current())


class CaseRole(models.Model):
    """One professional's role on one family's case."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="case_roles")
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="case_roles"
    )
    kind = models.CharField(max_length=20, choices=CaseRoleKind.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="Last day")

    objects = CaseRoleQuerySet.as_manager()

    class Meta:
        ordering = ["family_id", "kind", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "kind"],
                condition=Q(to_on__isnull=True),
                name="one_holder_of_a_case_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.professional}: {self.get_kind_display()} for {self.family}"

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()
