"""Somebody is away: leave, sickness or training."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from psycopg2.extras import DateTimeTZRange

from bookings.enums import AbsenceKind
from people.models import Professional


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def during(self, period: DateTimeTZRange) -> Self:
        return self.in_force().filter(during__overlap=period)


class Absence(models.Model):
    """Sickness may have no end yet. The row holds no words about anybody's health."""

    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="absences"
    )
    kind = models.CharField(max_length=10, choices=AbsenceKind.choices)
    during = DateTimeRangeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["during", "pk"]

    def __str__(self) -> str:
        return f"{self.professional.person}: {self.get_kind_display()}"
