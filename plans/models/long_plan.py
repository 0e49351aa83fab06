"""A plan that has run long, or repeats an earlier one, looked at by people outside the case."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.history import History
from people.models import FamilyScopedQuerySet, Person
from plans.enums import LongReason, PanelView, PeerView, RepeatReason
from plans.models.plan import Plan


class LongPlanReviewQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "plan__child__family"


class LongPlanReview(models.Model):
    """A panel of the chair, the head of the area and the team manager (Birmingham,
    Buckinghamshire). It decides nothing about the plan: only a review conference does."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="long_reviews")
    held_on = models.DateField()
    months = models.PositiveSmallIntegerField(help_text="How long the plan had run")
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area_head = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    team_manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=LongReason.choices)
    reason_note = models.TextField(blank=True)
    view = models.CharField(max_length=20, choices=PanelView.choices)
    actions = models.TextField(help_text="What the panel asks for, of whom and by when")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = History()

    objects = LongPlanReviewQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "held_on"], name="one_panel_a_day"),
            models.CheckConstraint(
                condition=~Q(chair=models.F("team_manager")), name="the_chair_is_independent"
            ),
        ]

    def __str__(self) -> str:
        return f"Long plan review of {self.held_on:%-d %B %Y}"

    @property
    def about(self) -> str:
        return f"long_plan_review:{self.pk}"

    def children_concerned(self) -> list[int]:
        return [self.plan.child_id]


class RepeatPlanReviewQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "plan__child__family"


class RepeatPlanReview(models.Model):
    """A peer who has not chaired this family looks at a plan that repeats an earlier one soon."""

    plan = models.OneToOneField(
        Plan, on_delete=models.PROTECT, primary_key=True, related_name="repeat_review"
    )
    reviewed_on = models.DateField()
    peer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=RepeatReason.choices)
    view = models.CharField(max_length=20, choices=PeerView.choices)
    learning = models.TextField(help_text="What others can learn from it; no names")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    history = History()

    objects = RepeatPlanReviewQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id"]

    def __str__(self) -> str:
        return f"Repeat plan review of {self.reviewed_on:%-d %B %Y}"

    @property
    def about(self) -> str:
        return f"repeat_plan_review:{self.pk}"

    def children_concerned(self) -> list[int]:
        return [self.plan.child_id]
