"""What happened to a complaint, and who sat on its panel."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from escalations.enums import ComplaintState
from escalations.models.complaint import Complaint
from people.models import Agency, FamilyScopedQuerySet


class ComplaintStepQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "complaint__family"


class ComplaintStep(models.Model):
    """One line of the timeline, never changed. `told` says how and when the family heard."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    to_state = models.CharField(max_length=15, choices=ComplaintState.choices)
    words = models.TextField(blank=True)
    told = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ComplaintStepQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.get_to_state_display()}"

    def children_concerned(self) -> list[int]:
        return self.complaint.children_concerned()


class PanelMember(models.Model):
    """Nobody who chaired the conference sits on its panel."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="panel")
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    objects = ComplaintStepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.agency}"

    def children_concerned(self) -> list[int]:
        return self.complaint.children_concerned()
