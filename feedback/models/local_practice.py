"""How long a printed code works, and how long an answer can still be followed to a family."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from audit.history import History


class LocalPractice(models.Model):
    """One row. `current()` gives it, or the defaults: no source gives a number for either."""

    code_works_days = models.PositiveSmallIntegerField(
        "days that a printed code works, from the day it is made", default=60
    )
    link_kept_days = models.PositiveSmallIntegerField(
        "days after that until nobody can find out which family an answer came from", default=30
    )
    history = History()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_practice_of_feedback")]
        verbose_name_plural = "local practice"

    def __str__(self) -> str:
        return "Local practice for feedback"

    @classmethod
    def current(cls) -> LocalPractice:
        return cls.objects.filter(pk=1).first() or cls(pk=1)
