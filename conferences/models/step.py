"""What happened to a conference: one row for each change of state, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.enums import ConferenceState
from conferences.models.conference import Conference
from people.models import FamilyScopedQuerySet


class ConferenceStepQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class ConferenceStep(models.Model):
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=12, choices=ConferenceState.choices)
    to_state = models.CharField(max_length=12, choices=ConferenceState.choices)
    reason_code = models.CharField(max_length=25, blank=True)
    reason = models.TextField(blank=True)
    kept_safe = models.TextField(
        blank=True, help_text="Of an adjournment: what keeps the children safe meanwhile"
    )
    agreed_by = models.CharField(
        "manager who agreed", max_length=200, blank=True, help_text="Of a cancellation"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: put right by the nightly sweep",
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = ConferenceStepQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} to {self.get_to_state_display()}"
