"""A child was in danger now: who was told by telephone, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from escalations.models.concern import Concern
from escalations.models.resolution_form import ResolutionForm
from people.models import Family, FamilyScopedQuerySet


class DangerCall(models.Model):
    """Not a stage, and nothing waits for it: the telephone comes first, this row after."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(
        Concern, null=True, blank=True, on_delete=models.PROTECT, related_name="danger_calls"
    )
    form = models.ForeignKey(
        ResolutionForm,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="danger_calls",
        help_text="Also set when its concern becomes a Resolution Form",
    )
    told = models.CharField("who was told", max_length=200)
    told_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        ordering = ["told_at", "pk"]

    def __str__(self) -> str:
        return f"{self.told} told at {self.told_at:%-d %B %Y, %H:%M}"

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()
