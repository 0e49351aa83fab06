"""A chair leaves: the whole caseload handed over in one step, and how to take it back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from people.models import CaseRole, Family, FamilyScopedQuerySet, Professional


class CaseloadHandOver(models.Model):
    """One step of a manager. What became of each family is in its rows."""

    leaving = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(help_text="The first day of the new chairs")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Caseload of {self.leaving} from {self.from_on:%-d %B %Y}"


class HandedFamilyQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"


class HandedFamily(models.Model):
    """One family of a hand-over. `taken_back` says that undoing gave it to the first chair again;
    where somebody else has it by then it stays with them."""

    hand_over = models.ForeignKey(
        CaseloadHandOver, on_delete=models.PROTECT, related_name="families"
    )
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(CaseRole, on_delete=models.PROTECT, related_name="+")
    taken_back = models.BooleanField(default=False)

    objects = HandedFamilyQuerySet.as_manager()

    class Meta:
        ordering = ["hand_over_id", "family_id"]
        verbose_name_plural = "handed families"
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "family"], name="a_family_once_in_a_hand_over"
            )
        ]

    def __str__(self) -> str:
        return f"{self.family} to {self.to}"

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()
