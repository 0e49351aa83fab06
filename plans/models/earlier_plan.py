"""A child protection plan from before records were kept here, or of another authority."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people.models import Child, FamilyScopedQuerySet
from plans.enums import Category


class EarlierPlanQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__family"


class EarlierPlan(models.Model):
    """The census counts this authority's own, however long ago (LG Inform metric 100)."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="earlier_plans")
    authority = models.CharField(max_length=200, blank=True, help_text="Empty: this authority")
    started_on = models.DateField()
    ended_on = models.DateField()
    category = models.CharField(max_length=3, choices=Category.choices, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = EarlierPlanQuerySet.as_manager()

    class Meta:
        ordering = ["child_id", "started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")), name="earlier_plan_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["child", "authority", "started_on"], name="an_earlier_plan_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Earlier plan from {self.started_on:%-d %B %Y}"

    def children_concerned(self) -> list[int]:
        return [self.child_id]
