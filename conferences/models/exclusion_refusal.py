"""A parent whom somebody wanted excluded, and who comes after all: the chair's reason is kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.models.conference import Conference
from people.models import FamilyScopedQuerySet, Person


class ExclusionRefusalQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class ExclusionRefusal(models.Model):
    """Never changed. Whoever asked is told, by a message or by the chair."""

    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="exclusion_refusals"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_for_by = models.CharField(max_length=200)
    asked_for_on = models.DateField()
    reason = models.TextField(help_text="Why they are not excluded")
    instead = models.TextField(blank=True, help_text="What is done instead, to keep people safe")
    told_on = models.DateField(
        null=True, blank=True, help_text="When the chair told them; empty: by a message"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = ExclusionRefusalQuerySet.as_manager()

    class Meta:
        ordering = ["conference_id", "pk"]

    def __str__(self) -> str:
        return f"{self.person} not excluded"

    def children_concerned(self) -> list[int]:
        return self.conference.children_concerned()
