"""One stage of a Resolution Form: who was asked, by when, and what they answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from escalations.enums import AnswerWay
from escalations.models.resolution_form import ResolutionForm
from people.models import Family, FamilyScopedQuerySet, Professional


class FormStageQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "form__family"


class FormStage(models.Model):
    form = models.ForeignKey(ResolutionForm, on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    recipient = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    skipped_because = models.TextField(blank=True, help_text="Why stages before it were left out")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer_way = models.CharField(max_length=10, choices=AnswerWay.choices, blank=True)

    objects = FormStageQuerySet.as_manager()

    class Meta:
        ordering = ["form_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="a_form_is_once_at_a_stage"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answer_way=""),
                name="an_answer_says_when_and_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Stage {self.number} of {self.form}"

    @property
    def family(self) -> Family:
        return self.form.family

    @property
    def about(self) -> str:
        """The opaque key of its clock."""
        return f"resolution:{self.form_id}:stage:{self.number}"

    def children_concerned(self) -> list[int]:
        return self.form.children_concerned()
