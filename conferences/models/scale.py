"""How safe one participant thinks it is, from 0 to 10."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from audit.history import History
from conferences.models.conference_child import ConferenceChild
from conferences.models.participant import Participant
from people.models import FamilyScopedQuerySet


class SafetyScoreQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "participant__conference__family"


class SafetyScore(models.Model):
    """0: sure to be harmed if nothing changes; 10: safe enough to end the plan."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="scores")
    child = models.ForeignKey(
        ConferenceChild, null=True, blank=True, on_delete=models.PROTECT, related_name="scores"
    )
    score = models.PositiveSmallIntegerField()
    history = History()

    objects = SafetyScoreQuerySet.as_manager()

    class Meta:
        ordering = ["participant_id", "child_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "child"], name="one_score_each", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(score__lte=10), name="score_0_to_10"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.score}"
