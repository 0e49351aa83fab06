"""What this service has agreed for itself about plans. Local defaults, not law."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from audit.history import History


class LocalPractice(models.Model):
    """One row. `current()` gives it, or the defaults when nobody has changed any."""

    looked_after_ends_a_plan = models.BooleanField(
        "a plan may end without a review when the child becomes looked after", default=True
    )
    repeat_within_months = models.PositiveSmallIntegerField(
        "a plan is a repeat within this many months of the end of an earlier one", default=24
    )
    history = History()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_practice_of_plans")]
        verbose_name_plural = "local practice"

    def __str__(self) -> str:
        return "Local practice for plans"

    @classmethod
    def current(cls) -> LocalPractice:
        return cls.objects.filter(pk=1).first() or cls(pk=1)
