"""What a concern, a Resolution Form and a word of praise have in common."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.models import Agency, Area, Child, Family, FamilyScopedQuerySet, Professional, Team


class Raised(models.Model):
    """Whose practice it is about, for which children, by whom and where from.

    Area and team are the family's on that day, so that last year's counts do not move when a
    family does. What was written is never changed: later words stand beside it.
    """

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="Sent twice with one key is raised once"
    )
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    children = models.ManyToManyField(Child, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", help_text="Whose practice it is about"
    )
    professional = models.ForeignKey(
        Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField(default=timezone.now)
    raised_from = models.CharField(
        max_length=60, blank=True, help_text="Where it was noticed, as conference:12"
    )

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def who(self) -> str:
        """The professional, else the agency."""
        return str(self.professional or self.agency)

    def children_concerned(self) -> list[int]:
        return [child.pk for child in self.children.all()]
