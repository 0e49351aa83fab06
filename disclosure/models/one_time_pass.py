"""A link and a code: how one person without a sign-in is let in to one thing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from notifications.enums import Channel


class OneTimePass(models.Model):
    """Only hashes are kept of the link and the code. Rooms above derive their own from it."""

    token_hash = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    to_address = models.CharField(max_length=254, help_text="The confirmed address of the code")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
