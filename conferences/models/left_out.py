"""A child of the family whom a request is not about, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from conferences.models.request import ConferenceRequest
from people.models import Child, FamilyScopedQuerySet


class LeftOutChildQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "request__family"


class LeftOutChild(models.Model):
    """Every child in the household must be considered (Wirral, Milton Keynes)."""

    request = models.ForeignKey(
        ConferenceRequest, on_delete=models.CASCADE, related_name="left_out"
    )
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    objects = LeftOutChildQuerySet.as_manager()

    class Meta:
        ordering = ["request_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "child"], name="left_out_once")]

    def __str__(self) -> str:
        return f"{self.child}, left out"
