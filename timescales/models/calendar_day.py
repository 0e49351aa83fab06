"""A day a manager has taken out of the calendar: proclaimed, moved, or a closure of our own."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from timescales.enums import DayKind
from timescales.working_days import ClosedDay

ADDED_KINDS = [
    (kind.value, kind.label) for kind in (DayKind.PROCLAIMED, DayKind.MOVED, DayKind.LOCAL_CLOSURE)
]


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def in_force_at(self, moment: datetime) -> Self:
        """As the calendar was known at that moment."""
        still = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment)
        return self.filter(still, added_at__lte=moment)


class CalendarDay(models.Model):
    """Never deleted: undoing it sets `withdrawn_at`, and both are in the audit."""

    day = models.DateField()
    kind = models.CharField(max_length=20, choices=ADDED_KINDS)
    name = models.CharField(max_length=100)
    moved_from = models.DateField(
        null=True, blank=True, help_text="The bank holiday that becomes a working day instead"
    )
    reason = models.CharField(max_length=300)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(kind=DayKind.LOCAL_CLOSURE),
                name="one_added_holiday_a_day",
            ),
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(withdrawn_at__isnull=True, kind=DayKind.LOCAL_CLOSURE),
                name="one_local_closure_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind=DayKind.MOVED, moved_from__isnull=False)
                | (~Q(kind=DayKind.MOVED) & Q(moved_from__isnull=True)),
                name="only_a_moved_day_has_moved_from",
            ),
            models.CheckConstraint(
                condition=Q(moved_from__isnull=True) | ~Q(moved_from=F("day")),
                name="a_day_moves_to_another_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day:%-d %B %Y}"

    @property
    def is_local(self) -> bool:
        return self.kind == DayKind.LOCAL_CLOSURE

    def closed_day(self) -> ClosedDay:
        return ClosedDay(self.day, self.name, DayKind(self.kind))
