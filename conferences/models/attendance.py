"""How one participant took part in one part of the meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import connection, models

from audit.history import History
from conferences.enums import PRESENT, AttendanceMode
from conferences.models.part import Part
from conferences.models.participant import Participant
from people.models import FamilyScopedQuerySet


class AttendanceQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "part__conference__family"

    def here(self) -> Self:
        """In the room or joined remotely now, and not gone."""
        return self.filter(mode__in=PRESENT, left_at__isnull=True)


# Asked with every sentence that is said, so written out: building it took longer than asking it.
HERE = """
    SELECT part.kind, asked.capacity, asked.person_id
    FROM conferences_attendance here
    JOIN conferences_part part ON part.id = here.part_id
    JOIN conferences_participant asked ON asked.id = here.participant_id
    WHERE part.uuid = %(part)s AND part.conference_id = %(conference)s
      AND asked.capacity = ANY(%(capacities)s) AND here.mode = ANY(%(modes)s)
      AND (here.left_at IS NULL OR here.left_at > %(at)s)
      AND (%(at)s IS NULL OR here.arrived_at IS NULL OR here.arrived_at <= %(at)s)
      AND NOT EXISTS (
        SELECT FROM conferences_exclusion gone
        WHERE gone.conference_id = part.conference_id AND gone.person_id = asked.person_id
          AND (gone.part_id IS NULL OR gone.part_id = part.id)
          AND (%(at)s IS NULL OR gone.decided_at <= %(at)s)
          AND (gone.ended_at IS NULL OR gone.ended_at > coalesce(%(at)s, %(since)s)))"""


def here_in(
    part: UUID,
    conference_id: int,
    *,
    at: datetime | None,
    since: datetime | None = None,
    capacities: Iterable[str],
) -> list[tuple[str, str, int]]:
    """Who was in the room or joined remotely at that moment, None for now, and not gone: the kind
    of the part, then the capacity and person of each. Nobody who was excluded then, though it has
    ended; without a moment, nobody whose exclusion ended after `since`."""
    values: dict[str, Any] = {
        "part": str(part),
        "conference": conference_id,
        "at": at,
        "since": since,
        "capacities": [str(capacity) for capacity in capacities],
        "modes": [str(mode) for mode in PRESENT],
    }
    with connection.cursor() as cursor:
        cursor.execute(HERE, values)
        found: list[tuple[str, str, int]] = cursor.fetchall()
    return found


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
    history = History()

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
