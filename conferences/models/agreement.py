"""Who agreed that a conference is needed, and to what words: one row for each version."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.models.request import ConferenceRequest
from people.models import FamilyScopedQuerySet


class RequestAgreementQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "request__family"


class RequestAgreement(models.Model):
    """`said` is what was agreed to, [[heading, words]...], kept as it was then. Never changed but
    to say that it lapsed, because something that matters was changed afterwards."""

    request = models.ForeignKey(
        ConferenceRequest, on_delete=models.CASCADE, related_name="agreements"
    )
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the requester recorded it",
    )
    agreed_at = models.DateTimeField()
    said = models.JSONField(default=list)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    lapsed_because = models.CharField(max_length=300, blank=True, help_text="What was changed")

    objects = RequestAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["request_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["request", "version"], name="agreements_in_order")
        ]

    def __str__(self) -> str:
        return f"Version {self.version}, {self.name}"

    def children_concerned(self) -> list[int]:
        return self.request.children_concerned()
