"""What this service has agreed for itself about meetings. Local defaults, not law."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from audit.history import History


class LocalPractice(models.Model):
    """One row. `current()` gives it, or the defaults when nobody has changed any."""

    inquorate_review_ends_plans = models.BooleanField(
        "a review that was not quorate may end a plan",
        default=False,
        help_text="Lincolnshire: a review must be quorate to end a plan",
    )
    history = History()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_practice_of_meetings")]
        verbose_name_plural = "local practice"

    def __str__(self) -> str:
        return "Local practice for conferences"

    @classmethod
    def current(cls) -> LocalPractice:
        return cls.objects.filter(pk=1).first() or cls(pk=1)
