"""One small change made in the live room: the history of a record is the list of these."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.enums import OperationStatus
from disclosure.models.passage import Passage
from disclosure.models.record import Record
from people.models import FamilyScopedQuerySet


class OperationQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "record__family"


class Operation(models.Model):
    """`uuid` comes from the browser: the same operation twice is one operation.

    `payload` holds the old and the new text of a change. `passage` is empty for the kinds that
    upper apps handle.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="operations")
    uuid = models.UUIDField(unique=True)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    status = models.CharField(
        max_length=10, choices=OperationStatus.choices, default=OperationStatus.APPLIED
    )
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="operations"
    )
    payload = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    device_at = models.DateTimeField(null=True, blank=True)

    objects = OperationQuerySet.as_manager()

    class Meta:
        ordering = ["record_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["record", "seq"], name="one_operation_per_seq")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
