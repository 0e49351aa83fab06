"""A second person opening a pack and deciding on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosure.enums import ClearanceDecision
from disclosure.models.pack import Pack


class Clearance(models.Model):
    """One person, one pack, the bytes they opened (quality.md, A2)."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="clearances")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, help_text="The bytes that were opened")
    opened_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=ClearanceDecision.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pack_id", "opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "by", "sha256"],
                condition=Q(decided_at__isnull=True),
                name="one_open_clearance",
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} on {self.pack}"
