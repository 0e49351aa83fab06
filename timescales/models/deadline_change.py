"""The deadlines' own history: every start, move, meeting and withdrawal. Only ever added to.

Written in the same SQL statement as a set-based change, which per-object history helpers cannot.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from people.models.scope import FamilyScopedQuerySet
from timescales.enums import ChangeKind
from timescales.models.deadline import Deadline
from timescales.models.redating import Redating


class DeadlineChangeQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "deadline__family"


class DeadlineChange(models.Model):
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField()
    redating = models.ForeignKey(
        Redating, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = DeadlineChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: due {self.due_after:%-d %B %Y}"

    def children_concerned(self) -> list[int]:
        return self.deadline.children_concerned()
