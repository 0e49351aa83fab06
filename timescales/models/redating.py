"""One step that re-dated open deadlines, why, and how many it moved."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from timescales.enums import RedatingCause
from timescales.models.calendar_day import CalendarDay
from timescales.models.local_setting import LocalSetting


class Redating(models.Model):
    """Kept only when something moved, or when a person asked for it."""

    cause = models.CharField(max_length=20, choices=RedatingCause.choices)
    calendar_day = models.ForeignKey(
        CalendarDay, null=True, blank=True, on_delete=models.PROTECT, related_name="redatings"
    )
    local_setting = models.ForeignKey(
        LocalSetting, null=True, blank=True, on_delete=models.PROTECT, related_name="redatings"
    )
    moved = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_cause_display()}: {self.moved} moved"
