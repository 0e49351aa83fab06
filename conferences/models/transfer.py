"""What another authority told us of children on its plan who came to live here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from audit.history import History
from conferences.enums import TransferPaper
from conferences.models.request import ConferenceRequest
from people.models import FamilyScopedQuerySet


class TransferQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "request__family"


class Transfer(models.Model):
    """Beside the request, which holds their category and dates for each child.

    Which of the days starts the 15 working days is a local choice (`timescales.rules`).
    """

    request = models.OneToOneField(
        ConferenceRequest, on_delete=models.CASCADE, primary_key=True, related_name="transfer"
    )
    authority = models.CharField("originating authority", max_length=200)
    contact = models.CharField(
        max_length=300, blank=True, help_text="Who is responsible there, and how to reach them"
    )
    moved_on = models.DateField(null=True, blank=True, help_text="When the children moved here")
    notified_on = models.DateField(
        null=True, blank=True, help_text="When their written notification came"
    )
    referred_on = models.DateField(null=True, blank=True, help_text="When their referral came")
    accepted_on = models.DateField(null=True, blank=True, help_text="When we accepted it")
    papers = ArrayField(
        models.CharField(max_length=20, choices=TransferPaper.choices), default=list, blank=True
    )
    history = History()

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["request_id"]

    def __str__(self) -> str:
        return f"Transfer from {self.authority}"

    def children_concerned(self) -> list[int]:
        return self.request.children_concerned()
