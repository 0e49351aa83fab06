"""A request for a conference, and each child it is about."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from audit.history import History
from conferences.enums import (
    ConferenceKind,
    EarlyReason,
    LateReason,
    RequestState,
    Section47Outcome,
)
from conferences.models.strategy import StrategyDiscussion
from people.models import Child, Family, FamilyScopedQuerySet
from plans.enums import Category


class ConferenceRequest(models.Model):
    """Kept at every step: a draft may leave anything empty; submitting checks it whole."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="conference_requests")
    kind = models.CharField(
        max_length=12, choices=ConferenceKind.choices, default=ConferenceKind.INITIAL
    )
    state = models.CharField(
        max_length=12, choices=RequestState.choices, default=RequestState.DRAFT
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    steps_done = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    decided_on = models.DateField(
        null=True, blank=True, help_text="When it was decided that a conference is needed"
    )
    section_47_outcome = models.CharField(
        max_length=25, choices=Section47Outcome.choices, blank=True
    )
    early_reason = models.CharField(max_length=20, choices=EarlyReason.choices, blank=True)
    wanted_by = models.DateField(
        null=True, blank=True, help_text="For an early review: the day by which it is needed"
    )
    reason = models.TextField(blank=True)
    interim_safety_plan = models.TextField(blank=True)
    invitees = models.TextField(blank=True, help_text="Anybody to invite who is not listed yet")
    interpreter = models.CharField(max_length=200, blank=True)
    access_needs = models.CharField(max_length=300, blank=True)
    step_free_wanted = models.BooleanField(default=False)
    hearing_loop_wanted = models.BooleanField(default=False)
    remote_wanted = models.BooleanField(default=False, help_text="Somebody will join remotely")
    separate_waiting = models.BooleanField(default=False)
    police_wanted = models.BooleanField(default=True)
    exclusion_asked = models.TextField(blank=True, help_text="Who should be excluded, and why")
    late_reason = models.CharField(max_length=25, choices=LateReason.choices, blank=True)
    late_note = models.TextField(blank=True)
    agreed_by_name = models.CharField("team manager who agreed", max_length=200, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Set when the team manager signed in and agreed; else the requester recorded it",
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    history = History()

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} request for {self.family}"

    def children_concerned(self) -> list[int]:
        asked_for = list(self.children.values_list("child_id", flat=True))
        return asked_for or self.family.children_concerned()

    @property
    def about(self) -> str:
        """The opaque key that lower rooms hold: bookings, deadlines, messages."""
        return f"request:{self.pk}"


class RequestedChildQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "request__family"


class RequestedChild(models.Model):
    """Siblings may have different strategy discussions, so different clocks."""

    request = models.ForeignKey(
        ConferenceRequest, on_delete=models.CASCADE, related_name="children"
    )
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    initiating_discussion = models.ForeignKey(
        StrategyDiscussion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The strategy discussion at which the s47 enquiry was initiated",
    )
    their_category = models.CharField(
        max_length=3,
        choices=Category.choices,
        blank=True,
        help_text="For a transfer in: the category of the other authority’s plan",
    )
    their_plan_started_on = models.DateField(null=True, blank=True)

    objects = RequestedChildQuerySet.as_manager()

    class Meta:
        ordering = ["request_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "child"], name="child_once_in_a_request")
        ]

    def __str__(self) -> str:
        return str(self.child)
