"""One child at one conference: the unit of decision and of timeliness."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from audit.history import History
from conferences.enums import Participation
from conferences.models.conference import Conference
from conferences.models.strategy import StrategyDiscussion
from people.models import Child, FamilyScopedQuerySet
from plans.models import Plan


class ConferenceChildQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class ConferenceChild(models.Model):
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="conferences")
    initiating_discussion = models.ForeignKey(
        StrategyDiscussion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True, help_text="This child's own limit")
    plan = models.ForeignKey(
        Plan,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conferences",
        help_text="The plan this conference opened, or reviews",
    )
    participation = models.CharField(max_length=3, choices=Participation.choices, blank=True)
    history = History()

    objects = ConferenceChildQuerySet.as_manager()

    class Meta:
        ordering = ["conference_id", "child__person__date_of_birth", "pk"]
        verbose_name_plural = "conference children"
        constraints = [
            models.UniqueConstraint(fields=["conference", "child"], name="child_once_in_conference")
        ]

    def __str__(self) -> str:
        return str(self.child)

    def children_concerned(self) -> list[int]:
        return [self.child_id]

    def is_late(self, held_on: dt.date) -> bool:
        return self.due_on is not None and held_on > self.due_on
