"""An advocate for one child: offered, agreed to by a parent, referred, attended."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from audit.history import History
from people.models import Child, Family, FamilyScopedQuerySet


class AdvocacyQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"


class Advocacy(models.Model):
    """From age 10. No referral before the parent's agreement is recorded (Bucks 2023)."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="advocacy")
    offered_on = models.DateField()
    parent_agreed_on = models.DateField(null=True, blank=True)
    parent_agreed_by = models.CharField(max_length=200, blank=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    refused_by = models.CharField(max_length=200, blank=True, help_text="The child, or a parent")
    referred_on = models.DateField(null=True, blank=True)
    attended_on = models.DateField(null=True, blank=True)
    history = History()

    objects = AdvocacyQuerySet.as_manager()

    class Meta:
        ordering = ["child_id", "-offered_on"]
        verbose_name_plural = "advocacy"
        constraints = [
            models.CheckConstraint(
                condition=Q(referred_on__isnull=True) | Q(parent_agreed_on__isnull=False),
                name="referral_needs_agreement",
            )
        ]

    def __str__(self) -> str:
        return f"Advocacy for {self.child}"

    def children_concerned(self) -> list[int]:
        return [self.child_id]
