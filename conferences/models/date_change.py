"""Another day for a review: asked for, and answered by its chair or the chair's manager."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from bookings.enums import MoveReason
from conferences.models.conference import Conference
from people.models import FamilyScopedQuerySet


class DateChangeQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class DateChange(models.Model):
    """Rows are answered once and used once; what was agreed before stays readable (Tees)."""

    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="date_changes"
    )
    wanted_on = models.DateField(help_text="The day by which it is to be held instead")
    reason = models.CharField(max_length=20, choices=MoveReason.choices)
    note = models.TextField(blank=True)
    core_group_asked_on = models.DateField()
    core_group_said = models.TextField(help_text="Or why the core group could not be asked")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(
        null=True, blank=True, help_text="When the slot was changed because of it"
    )

    objects = DateChangeQuerySet.as_manager()

    class Meta:
        ordering = ["conference_id", "-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference"],
                condition=models.Q(answered_at__isnull=True),
                name="one_date_change_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.conference} by {self.wanted_on:%-d %B %Y}"

    def children_concerned(self) -> list[int]:
        return self.conference.children_concerned()
