"""The request for feedback that is printed in one person's pack."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models

from disclosure.models import Recipient
from feedback.enums import Audience
from people.models import FamilyScopedQuerySet


class SlipQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "recipient__record__family"


class Slip(models.Model):
    """The code itself is not kept: it is made from `seed` and the service's secret key when it is
    printed, and recognised by its hash when it comes back."""

    recipient = models.OneToOneField(
        Recipient, on_delete=models.PROTECT, related_name="feedback_slip"
    )
    audience = models.CharField(max_length=12, choices=Audience.choices)
    seed = models.UUIDField(default=uuid.uuid4, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    expires_on = models.DateField(help_text="The last day the code works")
    answered_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Request for feedback {self.pk}"

    def works(self, on: dt.date) -> bool:
        return self.withdrawn_at is None and on <= self.expires_on

    def children_concerned(self) -> list[int]:
        return self.recipient.children_concerned()
