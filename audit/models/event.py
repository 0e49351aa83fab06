"""One thing that somebody did, or was refused."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from audit.enums import Action


class Event(models.Model):
    """Append-only: a database trigger refuses UPDATE and DELETE.

    No foreign keys: the record must outlive whatever it speaks of.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.BigIntegerField(null=True, help_text="The user; empty for the system.")
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=20, choices=Action.choices)
    verb = models.CharField(max_length=100, help_text="The domain step, such as conferences.decide")
    subject_type = models.CharField(max_length=60, blank=True)
    subject_ids = ArrayField(models.BigIntegerField(), default=list)
    child_ids = ArrayField(models.BigIntegerField(), default=list, help_text="Children concerned.")
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=36, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            GinIndex(fields=["child_ids"], name="audit_event_children"),
            models.Index(fields=["actor_id", "at"], name="audit_event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.verb}"
