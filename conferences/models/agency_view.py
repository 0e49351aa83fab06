"""What one agency says should happen for one child, and whether it dissents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from audit.history import History
from conferences.enums import AgencyStance
from conferences.models.conference_child import ConferenceChild
from conferences.models.participant import Participant
from people.models import FamilyScopedQuerySet


class AgencyViewQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__conference__family"


class AgencyView(models.Model):
    child = models.ForeignKey(
        ConferenceChild, on_delete=models.PROTECT, related_name="agency_views"
    )
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="views")
    stance = models.CharField(max_length=10, choices=AgencyStance.choices)
    dissents = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    history = History()

    objects = AgencyViewQuerySet.as_manager()

    class Meta:
        ordering = ["child_id", "participant_id"]
        constraints = [
            models.UniqueConstraint(fields=["child", "participant"], name="one_view_each")
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_stance_display()}"
