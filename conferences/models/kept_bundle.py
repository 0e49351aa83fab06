"""A paper bundle made ahead, so that it prints at once on a slow morning."""

from __future__ import annotations

from django.db import models

from conferences.models.conference import Conference


class KeptBundle(models.Model):
    """The bytes stand in the private store; `made_from` names the words they were made from."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    on = models.DateField(help_text="The day the meeting is held")
    made_from = models.CharField(max_length=64, help_text="sha256 of the page before it was drawn")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "on"], name="one_kept_bundle_for_a_day")
        ]

    def __str__(self) -> str:
        return f"Paper bundle {self.on}"
