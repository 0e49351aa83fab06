"""A link of the hash chain over committed events."""

from django.db import models


class Seal(models.Model):
    """Position in the chain, the event it covers and the hash of everything so far."""

    position = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.hash[:12]}"
