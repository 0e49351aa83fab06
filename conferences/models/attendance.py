"""How one participant took part in one part of the meeting."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from conferences.enums import PRESENT, AttendanceMode
from conferences.models.part import Part
from conferences.models.participant import Participant
from people.models import FamilyScopedQuerySet


class AttendanceQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "part__conference__family"

    def here(self, at: datetime | None = None) -> Self:
        """In the room or joined remotely at that moment (now), and not gone."""
        if at is None:
            return self.filter(mode__in=PRESENT, left_at__isnull=True)
        had_come = Q(arrived_at__isnull=True) | Q(arrived_at__lte=at)
        return self.filter(had_come, Q(left_at__isnull=True) | Q(left_at__gt=at), mode__in=PRESENT)


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

    def children_concerned(self) -> list[int]:
        return self.part.conference.children_concerned()

    @property
    def is_present(self) -> bool:
        return self.mode in PRESENT
