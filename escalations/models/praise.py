"""Good work, noted: it is counted beside the concerns."""

from __future__ import annotations

from django.db import models

from escalations.models.raised import Raised


class Praise(Raised):
    words = models.TextField("what was done well")

    class Meta:
        ordering = ["-raised_at", "-pk"]
        verbose_name_plural = "praise"

    def __str__(self) -> str:
        return f"Praise for {self.who}"

    @property
    def about(self) -> str:
        return f"praise:{self.pk}"
