"""A part of a meeting, with its own people present."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from conferences.enums import PartKind
from conferences.models.conference import Conference
from people.models import FamilyScopedQuerySet


class PartQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class Part(models.Model):
    """A passage is stamped with the part it was said in. Exactly one part is current at a time.

    Parents in different parts never learn each other's time or place.
    """

    uuid = models.UUIDField(
        unique=True,
        default=uuid.uuid4,
        editable=False,
        help_text="Made up by the device, so that a part can begin without a network",
    )
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=15, choices=PartKind.choices, default=PartKind.EVERYONE)
    ordinal = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(null=True, blank=True, help_text="When people are asked for")
    entered_at = models.DateTimeField(null=True, blank=True, help_text="When it really began")
    place = models.CharField(
        max_length=200, blank=True, help_text="Where to come, if not to the room that is booked"
    )
    is_current = models.BooleanField(default=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["conference_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "ordinal"], name="parts_in_order"),
            models.UniqueConstraint(
                fields=["conference"],
                condition=models.Q(is_current=True),
                name="one_current_part",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def children_concerned(self) -> list[int]:
        return self.conference.children_concerned()

    @property
    def key(self) -> str:
        """The stamp that passages said in this part carry."""
        return f"part:{self.uuid}"
