"""A conference: one meeting, which may be about several children."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.history import History
from conferences.enums import (
    WITHOUT_OUTCOME,
    ConferenceKind,
    ConferenceState,
    InquorateGround,
    LateReason,
)
from conferences.models.request import ConferenceRequest
from people.models import Family, FamilyScopedQuerySet, Professional


class Conference(models.Model):
    """Its state is a fact, never "the form is complete" (design.md, idea 1).

    Requests, decisions, categories, plans and timeliness are per child: see `ConferenceChild`.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="conferences")
    kind = models.CharField(max_length=12, choices=ConferenceKind.choices)
    state = models.CharField(
        max_length=12, choices=ConferenceState.choices, default=ConferenceState.TO_BOOK
    )
    request = models.OneToOneField(
        ConferenceRequest,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conference",
    )
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
        help_text="For a review: the conference that set it",
    )
    record = models.OneToOneField(
        "disclosure.Record", on_delete=models.PROTECT, related_name="conference"
    )
    booking = models.OneToOneField(
        "bookings.Booking",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conference",
    )
    chair = models.ForeignKey(
        Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True, help_text="The earliest of the children's")
    planned_on = models.DateField(
        null=True, blank=True, help_text="For a review: the day set for it, which the family knows"
    )
    late_reason = models.CharField(max_length=25, choices=LateReason.choices, blank=True)
    late_note = models.TextField(blank=True)
    late_agreed_by = models.CharField("manager who agreed", max_length=200, blank=True)
    late_agreed_by_chair = models.CharField("chair who agreed", max_length=200, blank=True)
    safety_plan_reviewed = models.TextField(
        blank=True, help_text="For a late ICPC: what the review of the safety plan found"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    keyed_from_paper = models.BooleanField(default=False)
    was_quorate = models.BooleanField(
        null=True, blank=True, help_text="As counted when it was closed"
    )
    inquorate_ground = models.CharField(
        max_length=20,
        choices=InquorateGround.choices,
        blank=True,
        help_text="On what ground the chair went on without a quorum",
    )
    inquorate_note = models.TextField(blank=True, help_text="Why, in this case")
    next_review_on = models.DateField(null=True, blank=True)
    first_core_group_at = models.DateTimeField(null=True, blank=True)
    core_group_place = models.CharField(max_length=200, blank=True)
    core_group_may_meet = models.BooleanField(
        default=False,
        help_text="The chair made sure that relatives who were kept apart may meet there",
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    history = History()

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["follows"],
                condition=models.Q(state__in=[state.value for state in WITHOUT_OUTCOME]),
                name="one_review_waits",
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="conference_state_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.family}"

    def children_concerned(self) -> list[int]:
        return list(self.children.values_list("child_id", flat=True))

    @property
    def day(self) -> dt.date:
        """The day it was held; until it is closed, the day it is being held."""
        if self.held_on:
            return self.held_on
        return timezone.localdate(self.started_at) if self.started_at else timezone.localdate()

    @property
    def place(self) -> str:
        """The hub it is held at; empty until it is booked."""
        return str(self.booking.room.hub) if self.booking else ""

    @property
    def about(self) -> str:
        """The opaque key that lower rooms hold: bookings, deadlines, messages."""
        return f"conference:{self.pk}"
