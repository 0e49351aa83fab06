"""How one participant took part in one part of the meeting."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from simple_history.models import HistoricalRecords

from conferences.enums import PRESENT, AttendanceMode
from conferences.models.part import Part
from conferences.models.participant import Participant
from people.models import FamilyScopedQuerySet


class AttendanceQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "part__conference__family"

    def here(self) -> Self:
        """In the room or joined remotely, and not gone."""
        return self.filter(mode__in=PRESENT, left_at__isnull=True)


class Attendance(models.Model):
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="attendances")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="attendances"
    )
    mode = models.CharField(
        max_length=12, choices=AttendanceMode.choices, default=AttendanceMode.EXPECTED
    )
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["part_id", "participant_id"]
        constraints = [
            models.UniqueConstraint(fields=["part", "participant"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_mode_display()}"

    @property
    def is_present(self) -> bool:
        return self.mode in PRESENT
