"""An agency that disagrees after the meeting: raised in time, reviewed by a senior chair."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.enums import DissentOutcome
from conferences.models.conference_child import ConferenceChild
from conferences.models.participant import Participant
from people.models import FamilyScopedQuerySet


class LateDissentQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__conference__family"


class LateDissent(models.Model):
    """The decision stands meanwhile. Apart from a parent's complaint and from an escalation."""

    child = models.ForeignKey(
        ConferenceChild, on_delete=models.PROTECT, related_name="late_dissents"
    )
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    raised_at = models.DateTimeField(help_text="When the agency said so")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=12, choices=DissentOutcome.choices, blank=True)
    answer = models.TextField(blank=True, help_text="What the senior chair found, and why")
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = LateDissentQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["child", "participant"], name="one_late_dissent_each")
        ]

    def __str__(self) -> str:
        return f"{self.participant} disagrees about {self.child}"

    @property
    def about(self) -> str:
        """The opaque key of its clock."""
        return f"late_dissent:{self.pk}"

    def children_concerned(self) -> list[int]:
        return [self.child.child_id]
