"""Who in business support has been trained to clear packs."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class ClearingTrainingQuerySet(models.QuerySet["ClearingTraining"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class ClearingTraining(models.Model):
    """One training of one person: who recorded it and when; what was taken back stays."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clearing_trainings"
    )
    trained_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = ClearingTrainingQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_training",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: trained to clear on {self.trained_on:%-d %B %Y}"
