"""A midpoint check: what the chair found half-way between two conferences."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from conferences.models import Conference, ConferenceRequest
from midpoints.enums import CheckState, NotDoneReason, Progress, Recommendation
from people.models import Area, Child, Family, FamilyScopedQuerySet, Professional, Team


class MidpointCheck(models.Model):
    """One for the children of one conference who stay on a plan; counted for each child.

    A check that was not done has a reason and is counted too. Neither is ever changed.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="+", help_text="Half-way from this one"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chair = models.ForeignKey(
        Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=CheckState.choices)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    visits_in_standard = models.BooleanField(null=True, blank=True)
    core_groups_in_standard = models.BooleanField(null=True, blank=True)
    progress = models.CharField(max_length=10, choices=Progress.choices, blank=True)
    worries = models.TextField(blank=True)
    impact = models.TextField("what difference the plan makes", blank=True)
    recommendation = models.CharField(max_length=12, choices=Recommendation.choices, blank=True)
    recommendation_words = models.TextField(blank=True)
    not_done_reason = models.CharField(max_length=12, choices=NotDoneReason.choices, blank=True)
    not_done_note = models.TextField(blank=True)
    review_request = models.ForeignKey(
        ConferenceRequest,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The early review asked for out of this check; a draft may be thrown away",
    )

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CheckState.DONE, not_done_reason="")
                & ~Q(progress="")
                & ~Q(impact="")
                & ~Q(recommendation="")
                | Q(state=CheckState.NOT_DONE, progress="") & ~Q(not_done_reason=""),
                name="a_check_is_whole_or_says_why_not",
            )
        ]
        indexes = [models.Index(fields=["family", "-on"], name="midpoint_by_family")]

    def __str__(self) -> str:
        return f"Midpoint check of {self.on:%-d %B %Y}"

    @property
    def about(self) -> str:
        """How concerns, Resolution Forms and messages name it."""
        return f"midpoint:{self.pk}"

    def children_concerned(self) -> list[int]:
        return [row.child_id for row in self.children.all()]


class CheckedChildQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "check_of__family"


class CheckedChild(models.Model):
    """One child of a check: when it was due, and what life is like for them."""

    check_of = models.ForeignKey(MidpointCheck, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    lived_experience = models.TextField(blank=True)

    objects = CheckedChildQuerySet.as_manager()

    class Meta:
        ordering = ["check_of_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "child"], name="a_child_once_in_a_check")
        ]

    def __str__(self) -> str:
        return f"{self.child}, {self.check_of}"

    def children_concerned(self) -> list[int]:
        return [self.child_id]

    def is_late(self, on: dt.date) -> bool:
        return on > self.due_on
