"""The list of children on a plan, made each night and kept for when Chairside does not work."""

from __future__ import annotations

from django.db import models


class KeptList(models.Model):
    """The bytes stand in the private store; only the last one is kept."""

    made_from = models.CharField(max_length=64, help_text="sha256 of the page before it was drawn")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"List of {self.made_at:%Y-%m-%d %H:%M}"
