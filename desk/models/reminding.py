"""When people are reminded of what they owe, and of what they were reminded."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from timescales.models import Deadline


class ReminderSchedule(models.Model):
    """In force from a day on; a later row replaces it. Numbers are working days."""

    before = ArrayField(models.PositiveSmallIntegerField(), help_text="Working days before")
    after = ArrayField(models.PositiveSmallIntegerField(), help_text="Working days after")
    effective_from = models.DateField()
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-effective_from", "-pk"]

    def __str__(self) -> str:
        return f"Reminders from {self.effective_from:%-d %B %Y}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def untold(self) -> Self:
        return self.filter(told_at__isnull=True)


class Reminder(models.Model):
    """One deadline has reached one step of the schedule. `step` is negative before the day.

    Bound to the due date: a deadline that moves is reminded of anew. Written by one statement for
    all deadlines; the unique constraint makes a second run write nothing.
    """

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    step = models.SmallIntegerField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "due_on", "step"], name="one_reminder_for_each_step"
            )
        ]
        indexes = [
            models.Index(fields=["id"], name="reminder_untold", condition=Q(told_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"Step {self.step} of {self.deadline}"
