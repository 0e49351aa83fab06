"""The named people who read what families and professionals write."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ReaderQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        today = timezone.localdate()
        return self.filter(Q(to_on=None) | Q(to_on__gte=today), from_on__lte=today)


class Reader(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="The last day")

    objects = ReaderQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(to_on__isnull=True), name="named_once_as_reader"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
