"""An informal concern: written down in a minute, so that it can be counted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from escalations.enums import ConcernState
from escalations.models.raised import Raised


class Concern(Raised):
    """Settled between people who talk to each other, or promoted to a Resolution Form."""

    reason = models.CharField(max_length=40, help_text="A code of the list of reasons")
    impact = models.TextField("what it means for the child")
    state = models.CharField(max_length=10, choices=ConcernState.choices, default=ConcernState.OPEN)
    outcome = models.TextField(blank=True, help_text="How it was resolved")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConcernState.OPEN) | Q(settled_at__isnull=False),
                name="a_concern_no_longer_open_is_settled",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConcernState.RESOLVED) | ~Q(outcome=""),
                name="a_resolved_concern_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["family", "-raised_at"], name="concern_by_family"),
            models.Index(
                fields=["raised_at"], condition=Q(state=ConcernState.OPEN), name="concern_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Concern about {self.who}"

    @property
    def about(self) -> str:
        """The opaque key that lower rooms hold: deadlines, messages."""
        return f"concern:{self.pk}"
