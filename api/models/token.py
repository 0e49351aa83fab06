"""What a system shows to be let in. Only its digest is kept: nobody can read it afterwards."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from api.models.service_account import ServiceAccount


class Token(models.Model):
    account = models.ForeignKey(ServiceAccount, on_delete=models.PROTECT, related_name="tokens")
    prefix = models.CharField(max_length=12, unique=True, help_text="Shown, to tell tokens apart")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the whole token")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    minute = models.DateTimeField(null=True, blank=True, help_text="The minute it was last used in")
    used_in_minute = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.prefix}…"

    def works_at(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at
