"""A guest: one person, one pack, a code sent to a confirmed address."""

from django.db import models

from disclosure.models.one_time_pass import OneTimePass
from disclosure.models.pack import Pack


class GuestPass(OneTimePass):
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="guest_passes")
    collected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at"]
        verbose_name_plural = "guest passes"

    def __str__(self) -> str:
        return f"Guest pass for {self.pack}"
