"""A visit to a child on a plan. A core group is not one (Liverpool, Bolton)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.history import History
from people.models import FamilyScopedQuerySet, Person
from plans.enums import NotSeenReason, SeenAnswer, VisitSource
from plans.models.plan import Plan


class VisitQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "plan__child__family"

    def standing(self) -> Self:
        """Without those recorded by mistake."""
        return self.filter(voided_at__isnull=True)

    def seen(self) -> Self:
        return self.standing().filter(was_seen=True)


class Visit(models.Model):
    """Fields of the Standard Safeguarding Dataset (ssd_cp_visits), and who went.

    What was seen and said is written up in the case system; here are the facts that are counted.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    was_seen = models.BooleanField("child seen")
    not_seen_reason = models.CharField(max_length=20, choices=NotSeenReason.choices, blank=True)
    seen_alone = models.CharField(
        max_length=8, choices=SeenAnswer.choices, default=SeenAnswer.UNKNOWN
    )
    not_alone_reason = models.CharField(max_length=300, blank=True)
    bedroom_seen = models.CharField(
        max_length=8, choices=SeenAnswer.choices, default=SeenAnswer.UNKNOWN
    )
    visited_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visited_by_name = models.CharField(
        max_length=200, blank=True, help_text="As imported, where no person here is meant"
    )
    source = models.CharField(
        max_length=10, choices=VisitSource.choices, default=VisitSource.ENTERED
    )
    source_id = models.CharField(max_length=100, blank=True)
    recorded_on = models.DateField(null=True, blank=True, help_text="When it was written up")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody: a task imported it",
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_reason = models.CharField(max_length=300, blank=True)
    history = History()

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "visited_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="an_imported_visit_once",
            ),
            models.CheckConstraint(
                condition=Q(was_seen=True) | Q(seen_alone=SeenAnswer.NO),
                name="not_seen_is_not_seen_alone",
            ),
        ]
        indexes = [models.Index(fields=["plan", "-visited_on"], name="visits_of_a_plan")]

    def __str__(self) -> str:
        return f"Visit of {self.visited_on:%-d %B %Y}"

    @property
    def about(self) -> str:
        """How deadlines name this visit."""
        return f"visit:{self.pk}"

    def children_concerned(self) -> list[int]:
        return [self.plan.child_id]
