"""A record: the passages of one meeting or one plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from people.models import Family, FamilyScopedQuerySet


class RecordQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"


class Record(models.Model):
    """Upper apps point here. `next_seq` orders every change; its row is the lock."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="records")
    label = models.CharField(max_length=200, help_text="As a reader would name it; no names")
    next_seq = models.BigIntegerField(default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def last_seq(self) -> int:
        """The number of the newest change, as it was when this row was read."""
        return self.next_seq - 1

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()
