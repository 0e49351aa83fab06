"""A parent kept out of all or part of a conference: exceptional, and always explained."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from conferences.enums import ExclusionGround
from conferences.models.conference import Conference
from conferences.models.part import Part
from people.models import FamilyScopedQuerySet, Person


class ExclusionQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"

    def standing(self) -> Self:
        """Those that hold now: the chair has ended none of them."""
        return self.filter(ended_at__isnull=True)

    def stood_when_it_began(self) -> Self:
        """Those that held when their meeting began: ended during it, they kept apart all the
        same."""
        begun = models.Q(ended_at__gt=models.F("conference__started_at"))
        return self.filter(models.Q(ended_at__isnull=True) | begun)


class Exclusion(models.Model):
    """Every field is asked for: recording the rationale was required of Birmingham (domain.md).

    It is for the shortest period (Sussex), so the chair may end it; it is kept, and until when."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(
        Part,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exclusions",
        help_text="Empty: the whole conference",
    )
    ground = models.CharField(max_length=15, choices=ExclusionGround.choices)
    rationale = models.TextField()
    asked_for_by = models.CharField(max_length=200)
    asked_for_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)
    views_heard_by = models.CharField(max_length=300, help_text="How their views will be heard")
    letter_sent_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(blank=True, help_text="Why the chair let them come after all")

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        ordering = ["conference_id", "pk"]

    def __str__(self) -> str:
        return f"{self.person} excluded"

    def children_concerned(self) -> list[int]:
        return self.conference.children_concerned()
