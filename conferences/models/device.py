"""What a device may keep while the network is away, and who is told when it stays there."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from conferences.models.conference import Conference
from people.models import FamilyScopedQuerySet

SECRET_BYTES = 32


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


class DeviceSecret(models.Model):
    """One person's secret, from which the keys for words waiting on their devices are derived.

    It outlives a session: after signing in again the same person opens what their device kept.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    secret = models.BinaryField(default=new_secret, max_length=SECRET_BYTES)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Device secret of {self.user}"


class KeptLinesQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class KeptLines(models.Model):
    """How many lines of one conference one device said it still keeps; never the lines."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="kept_lines")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.UUIDField(help_text="A number the device made up for itself")
    lines = models.PositiveIntegerField()
    since = models.DateTimeField(default=timezone.now, help_text="When it first kept any")
    told_at = models.DateTimeField(auto_now=True)
    manager_told_at = models.DateTimeField(null=True, blank=True)

    objects = KeptLinesQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name_plural = "kept lines"
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "user", "device"], name="kept_lines_once_a_device"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lines} lines of {self.user} for {self.conference}"

    def children_concerned(self) -> list[int]:
        return self.conference.children_concerned()
