"""Something late that somebody has accepted for now: why, and until when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from people.models import Family, FamilyScopedQuerySet


class AcceptedQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"

    def in_force(self, today: dt.date) -> Self:
        """Not taken back, and before the day on which it comes back by itself."""
        return self.filter(taken_back_at__isnull=True, until_on__gt=today)

    def parts_by_reader(self) -> dict[int, frozenset[str]]:
        """All that these lines held when they were accepted, by whose list they left."""
        found: dict[int, frozenset[str]] = {}
        for reader, parts in self.values_list("by", "parts"):
            found[reader] = found.get(reader, frozenset()).union(parts)
        return found


class Accepted(models.Model):
    """It leaves the list of whoever accepted it, nobody else's, and comes back on `until_on`.

    `occasion` is the fact and its day (`desk.domain.radar.needs`), `parts` is what the line held:
    the same duty late again, given another day, or late for one more child is shown.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=140)
    parts = ArrayField(
        models.CharField(max_length=140),
        default=list,
        help_text="Each clock, action or fact that the line held, with its day",
    )
    what = models.CharField(max_length=200, help_text="The line as it stood on the list")
    due_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    until_on = models.DateField(help_text="The day it comes back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = AcceptedQuerySet.as_manager()

    class Meta:
        ordering = ["until_on", "pk"]
        verbose_name = "accepted need"
        constraints = [
            models.UniqueConstraint(
                fields=["by", "occasion", "until_on"],
                condition=Q(taken_back_at__isnull=True),
                name="accepted_once_until_a_day",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="accepted_with_a_reason"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=F("at")),
                name="taken_back_after_it_was_accepted",
            ),
        ]
        indexes = [models.Index(fields=["by", "until_on"], name="accepted_by_whom")]

    def __str__(self) -> str:
        return f"{self.what}, until {self.until_on:%-d %B %Y}"

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()
