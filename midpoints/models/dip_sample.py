"""A dip sample: which children were drawn, from whom, and what was graded."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from escalations.models.local_entry import LocalEntry, ends_after_it_starts
from midpoints.enums import CaseState, Grade, Round
from people.models import Area, Child, FamilyScopedQuerySet, Professional


class DipSample(models.Model):
    """`population` is who could have been drawn, as [chair, area, child] ids, so that the draw
    can be done again. It names nobody."""

    label = models.CharField(max_length=120)
    size = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    population = models.JSONField(default=list)
    headings = models.JSONField(default=list, help_text="Codes of the headings on the day")
    drawn_on = models.DateField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    themes = models.TextField("what the sample shows", blank=True)
    learning = models.TextField("what will be done", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-drawn_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(themes=""),
                name="a_closed_sample_says_what_it_shows",
            )
        ]

    def __str__(self) -> str:
        return self.label


class DipCaseQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__family"


class DipCase(models.Model):
    """One child of a sample, whose chair's footprint is graded. Chair and area as drawn."""

    sample = models.ForeignKey(DipSample, on_delete=models.PROTECT, related_name="cases")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    chair = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.TO_GRADE)

    objects = DipCaseQuerySet.as_manager()

    class Meta:
        ordering = ["sample_id", "chair_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "child"], name="a_child_once_in_a_sample")
        ]

    def __str__(self) -> str:
        return f"{self.child}, {self.sample}"

    def children_concerned(self) -> list[int]:
        return [self.child_id]


class JudgementQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "case__child__family"


class Judgement(models.Model):
    """One round of grading of one case: never changed; the agreed one stands beside both."""

    case = models.ForeignKey(DipCase, on_delete=models.PROTECT, related_name="judgements")
    round = models.CharField(max_length=6, choices=Round.choices)
    overall = models.CharField(max_length=20, choices=Grade.choices)
    strengths = models.TextField(blank=True)
    improvements = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="a_case_once_in_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.get_round_display()}: {self.get_overall_display()}"

    def children_concerned(self) -> list[int]:
        return [self.case.child_id]


class HeadingGradeQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "judgement__case__child__family"


class HeadingGrade(models.Model):
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="grades")
    heading = models.CharField(max_length=40, help_text="A code of the list of headings")
    grade = models.CharField(max_length=20, choices=Grade.choices)

    objects = HeadingGradeQuerySet.as_manager()

    class Meta:
        ordering = ["judgement_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["judgement", "heading"], name="a_heading_graded_once")
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.get_grade_display()}"

    def children_concerned(self) -> list[int]:
        return [self.judgement.case.child_id]


class LocalHeading(LocalEntry):
    """A heading of the grading, as this service has changed the list."""

    class Meta(LocalEntry.Meta):
        constraints = [ends_after_it_starts("a_heading_ends_after_it_starts")]
