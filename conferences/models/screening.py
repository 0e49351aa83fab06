"""What the duty officer advised, and what became of it. Rows are never changed; only the day to
ask about a consultation follows the calendar."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.enums import ScreeningOutcome
from conferences.models.request import ConferenceRequest
from people.models import Family, FamilyScopedQuerySet


class Screening(models.Model):
    """A screening belongs to a request; a consultation may come before any request."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="screenings")
    request = models.ForeignKey(
        ConferenceRequest,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="screenings",
    )
    outcome = models.CharField(max_length=25, choices=ScreeningOutcome.choices)
    reason = models.TextField()
    asked_by = models.CharField(max_length=200, blank=True, help_text="Who came to consult")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    follow_up_on = models.DateField(
        null=True, blank=True, help_text="When to ask what became of a consultation"
    )

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.family})"

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()


class DiversionAnswerQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "screening__family"


class DiversionAnswer(models.Model):
    """The team manager agrees or disagrees; a head of service settles a disagreement."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="answers")
    agreed = models.BooleanField()
    settles = models.BooleanField(default=False, help_text="A head of service decided")
    reason = models.TextField(blank=True)
    referred_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The head of service who will settle a disagreement",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = DiversionAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return "Agreed" if self.agreed else "Disagreed"


class FollowUpQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "screening__family"


class FollowUp(models.Model):
    """What became of a consultation that no request followed."""

    screening = models.OneToOneField(
        Screening, on_delete=models.PROTECT, primary_key=True, related_name="follow_up"
    )
    found = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Followed up on {self.at:%-d %B %Y}"
