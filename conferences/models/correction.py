"""A decision that was wrong: proposed by the chair, agreed by a manager, kept for ever."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.models.conference_child import ConferenceChild
from people.models import FamilyScopedQuerySet


class DecisionCorrectionQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__conference__family"


class DecisionCorrection(models.Model):
    """`before` and `after` hold the decision's own fields, so that what was said stays readable.

    The dates are those of a plan that the correction makes: nobody was asked for them at the close.
    """

    child = models.ForeignKey(ConferenceChild, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField()
    after = models.JSONField()
    next_review_on = models.DateField(null=True, blank=True)
    first_core_group_at = models.DateTimeField(null=True, blank=True)
    core_group_place = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True)

    objects = DecisionCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_correction",
            )
        ]

    def __str__(self) -> str:
        return f"Correction for {self.child}"

    @property
    def about(self) -> str:
        """An opaque word for it, which no message shows."""
        return f"correction:{self.pk}"

    def children_concerned(self) -> list[int]:
        return [self.child.child_id]
