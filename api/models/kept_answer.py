"""The answer to a step, kept so that asking again takes no second step."""

from __future__ import annotations

from django.db import models

from api.models.service_account import ServiceAccount


class KeptAnswer(models.Model):
    """Written in the same transaction as the step: there is never one without the other.

    It holds what a screen showed, so it is deleted after settings.API_KEEP_ANSWERS_DAYS days.
    """

    account = models.ForeignKey(ServiceAccount, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64, help_text="SHA-256 of address and body")
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True, help_text="JSON, to the letter")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="one_answer_to_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.key}"
