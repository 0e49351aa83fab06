"""A Resolution Form: what is wrong, what it does to the child, what is asked, and of whom."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from escalations.enums import LIVE, FormState, Route
from escalations.models.concern import Concern
from escalations.models.raised import Raised
from escalations.stages import FIRST, LAST


class ResolutionForm(Raised):
    """It stands at one stage at a time; each stage it has been at keeps its own row.

    There is no draft: what is not sent is not kept, so nothing hides from the lists.
    """

    concern = models.OneToOneField(
        Concern, null=True, blank=True, on_delete=models.PROTECT, related_name="form"
    )
    reasons = ArrayField(models.CharField(max_length=40), help_text="Codes of the list of reasons")
    impact = models.TextField("what it means for the child")
    asked = models.TextField("what is asked")
    route = models.CharField(max_length=8, choices=Route.choices)
    state = models.CharField(max_length=10, choices=FormState.choices, default=FormState.WAITING)
    stage = models.PositiveSmallIntegerField(default=FIRST)
    outcome = models.TextField(blank=True, help_text="How it was resolved, or why withdrawn")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__gte=FIRST, stage__lte=LAST), name="a_form_is_at_a_known_stage"
            ),
            models.CheckConstraint(condition=~Q(reasons=[]), name="a_form_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, settled_at__isnull=True)
                | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="a_settled_form_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["family", "-raised_at"], name="form_by_family"),
            models.Index(fields=["raised_at"], condition=Q(state__in=LIVE), name="form_live"),
        ]

    def __str__(self) -> str:
        return f"Resolution Form {self.pk}"

    @property
    def about(self) -> str:
        """The opaque key that messages hold."""
        return f"resolution:{self.pk}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE
