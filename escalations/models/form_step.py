"""What happened to a Resolution Form: one line of its timeline, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from escalations.enums import StepKind
from escalations.models.resolution_form import ResolutionForm
from people.models import FamilyScopedQuerySet


class FormStepQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "form__family"


class FormStep(models.Model):
    form = models.ForeignKey(ResolutionForm, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    stage = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200, help_text="Also of a guest, who has no sign-in")
    at = models.DateTimeField(auto_now_add=True)

    objects = FormStepQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.form}"

    def children_concerned(self) -> list[int]:
        return self.form.children_concerned()
