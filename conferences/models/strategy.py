"""A strategy discussion about a family."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from people.models import Family, FamilyScopedQuerySet


class StrategyDiscussion(models.Model):
    """Day 0 of the ICPC clock is the one at which the s47 enquiry was initiated, not the last.

    Source: Devon OMG 23 and others (domain.md, section 1).
    """

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="strategy_discussions"
    )
    held_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return f"Strategy discussion on {self.held_on:%-d %B %Y}"

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()
