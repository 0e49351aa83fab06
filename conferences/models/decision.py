"""The chair's decision for one child. There is one at a time; history keeps the corrected ones."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from audit.history import History
from conferences.enums import ChildOutcome
from conferences.models.conference_child import ConferenceChild
from people.models import FamilyScopedQuerySet, Person
from plans.enums import Category


class DecisionQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__conference__family"


class Decision(models.Model):
    """Threshold: significant harm suffered or likely, and a plan required (West Midlands 1.10)."""

    child = models.OneToOneField(
        ConferenceChild, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    threshold_met = models.BooleanField()
    threshold_reason = models.TextField()
    outcome = models.CharField(max_length=20, choices=ChildOutcome.choices)
    category = models.CharField(max_length=3, choices=Category.choices, blank=True)
    constituent_categories = ArrayField(
        models.CharField(max_length=3, choices=Category.choices), default=list, blank=True
    )
    risk_outside_home = models.BooleanField(default=False)
    legal_planning = models.BooleanField(
        default=False, help_text="A legal planning meeting is advised"
    )
    chair_reason = models.TextField(blank=True)
    lead_worker = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_by = models.CharField(max_length=200, blank=True)
    first_meeting_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)
    history = History()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["child_id"]

    def __str__(self) -> str:
        return f"{self.child}: {self.get_outcome_display()}"
