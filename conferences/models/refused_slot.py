"""A time that somebody who must be there cannot make: not offered again for this conference."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bookings.models import SessionTime
from conferences.models.conference import Conference
from people.models import FamilyScopedQuerySet


class RefusedSlotQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class RefusedSlot(models.Model):
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="refused_slots"
    )
    day = models.DateField()
    session = models.ForeignKey(SessionTime, on_delete=models.PROTECT, related_name="+")
    refused_by = models.CharField(max_length=200, help_text="Who cannot come then")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(
        null=True, blank=True, help_text="When it could be offered again"
    )

    objects = RefusedSlotQuerySet.as_manager()

    class Meta:
        ordering = ["conference_id", "day", "session_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "day", "session"],
                condition=models.Q(lifted_at__isnull=True),
                name="a_slot_refused_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%-d %B %Y}, {self.session}: refused"

    def children_concerned(self) -> list[int]:
        return self.conference.children_concerned()
