"""A child a conference was to be about once its request had gone on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.enums import Section47Outcome
from conferences.models.request import RequestedChild
from people.models import FamilyScopedQuerySet


class AddedChildQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "asked_for__request__family"


class AddedChild(models.Model):
    """What the request says of the others, said of this child. Never changed."""

    asked_for = models.OneToOneField(RequestedChild, on_delete=models.CASCADE, related_name="added")
    section_47_outcome = models.CharField(max_length=25, choices=Section47Outcome.choices)
    decided_on = models.DateField(
        help_text="When it was decided that a conference is needed for this child"
    )
    reason = models.TextField(help_text="Why the conference is about this child, too")
    agreed_by_name = models.CharField("team manager who agreed", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = AddedChildQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "added children"

    def __str__(self) -> str:
        return f"{self.asked_for}, added"

    def children_concerned(self) -> list[int]:
        return [self.asked_for.child_id]
