"""The words a core group works on: the full plan that grew from a conference's outline."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from people.models import FamilyScopedQuerySet


class FullPlanQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "outline__family"


class FullPlan(models.Model):
    """Begun at the first change after a conference, for all the siblings it was about.

    `outline` is the conference's record, which stays as it was; every `Plan` points at it.
    """

    outline = models.OneToOneField(
        "disclosure.Record", on_delete=models.PROTECT, primary_key=True, related_name="full_plan"
    )
    record = models.OneToOneField(
        "disclosure.Record", on_delete=models.PROTECT, related_name="grown_from"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(auto_now_add=True)

    objects = FullPlanQuerySet.as_manager()

    class Meta:
        ordering = ["outline_id"]

    def __str__(self) -> str:
        return f"Full plan from {self.outline}"

    def children_concerned(self) -> list[int]:
        return self.outline.children_concerned()
