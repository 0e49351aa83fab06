"""A room, or a whole hub, cannot be used for a while."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from psycopg2.extras import DateTimeTZRange

from bookings.models.conference_room import ConferenceRoom
from bookings.models.hub import Hub


class ClosureQuerySet(models.QuerySet["Closure"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def during(self, period: DateTimeTZRange) -> Self:
        return self.in_force().filter(during__overlap=period)


class Closure(models.Model):
    """Days on which the whole service is closed are kept by `timescales`, not here."""

    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT)
    room = models.ForeignKey(ConferenceRoom, null=True, blank=True, on_delete=models.PROTECT)
    during = DateTimeRangeField()
    reason = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["during", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hub__isnull=False) ^ Q(room__isnull=False),
                name="closure_of_one_hub_or_one_room",
            )
        ]

    def __str__(self) -> str:
        return f"{self.room or self.hub} closed: {self.reason}"
