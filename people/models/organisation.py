"""Areas, teams and agencies. One that is closed is switched off: what it did keeps its name."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from people.enums import AgencyKind


class PlaceQuerySet(models.QuerySet["Area | Team | Agency"]):
    def to_choose(self, but: int | None = None) -> Self:
        """What a form offers: those in use, and the one that is chosen already (`but`)."""
        return self.filter(Q(in_use=True) | Q(pk=but))


class Area(models.Model):
    name = models.CharField(max_length=100, unique=True)
    in_use = models.BooleanField(default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    name = models.CharField(max_length=100, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="teams")
    in_use = models.BooleanField(default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An organisation, or one discipline of it: each counts once towards the quorum."""

    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    in_use = models.BooleanField(default=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name
