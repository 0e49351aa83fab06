"""A link by which somebody without a sign-in answers one stage."""

from __future__ import annotations

from django.db import models

from disclosure.models.one_time_pass import OneTimePass
from escalations.models.form_stage import FormStage


class AnswerPass(OneTimePass):
    stage = models.ForeignKey(FormStage, on_delete=models.PROTECT, related_name="passes")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name_plural = "answer passes"

    def __str__(self) -> str:
        return f"Answer pass for {self.stage}"
