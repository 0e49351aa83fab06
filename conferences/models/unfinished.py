"""What was typed on one step of a request and could not be taken yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from conferences.models.request import ConferenceRequest
from people.models import FamilyScopedQuerySet


class UnfinishedStepQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "request__family"


class UnfinishedStep(models.Model):
    """Kept exactly as sent, so that a step with a mistake in it loses nothing."""

    request = models.ForeignKey(
        ConferenceRequest, on_delete=models.CASCADE, related_name="unfinished"
    )
    step = models.CharField(max_length=30)
    typed = models.JSONField(default=dict, help_text="{field: [values]}")
    typed_at = models.DateTimeField(auto_now=True)

    objects = UnfinishedStepQuerySet.as_manager()

    class Meta:
        ordering = ["request_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "step"], name="one_unfinished_each")
        ]

    def __str__(self) -> str:
        return f"{self.step}, not finished"
